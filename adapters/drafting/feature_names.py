"""Which identifiers the features of a matrix are named by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.gene_names import GeneNames
from aivc.schema.vocabulary import find_organism, organism_of_gene_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 0.9
ENOUGH_SYMBOLS = 0.6
"""Symbols change with every release, and many tables hold clones and unnamed transcripts."""

FEWEST_SYMBOLS = 3
"""Fewer names than this may be words: AGE and REST are symbols of genes too."""

SAMPLE = 400
COMMON = ("NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:10116")
OTHERS = ("NCBITaxon:7227", "NCBITaxon:6239", "NCBITaxon:7955")
"""Fruit fly, worm and zebrafish; looked into only where mammals do not fit."""

SOME = 0.05
"""Share of the features that a second organism has at least."""

TAXON_OF_GENOME = {
    "grch38": "NCBITaxon:9606", "hg38": "NCBITaxon:9606", "hg19": "NCBITaxon:9606",
    "grch37": "NCBITaxon:9606", "mm10": "NCBITaxon:10090", "mm39": "NCBITaxon:10090",
    "grcm38": "NCBITaxon:10090", "grcm39": "NCBITaxon:10090", "rn6": "NCBITaxon:10116",
    "rn7": "NCBITaxon:10116", "mratbn7.2": "NCBITaxon:10116",
}  # fmt: skip
GENOME_PREFIX = re.compile(
    r"(?P<genome>GRCh3[78]|hg19|hg38|GRCm3[89]|mm10|mm39|rn[67]|mRatBN7\.2)(-\d{4}-A)?_+",
    re.IGNORECASE,
)
"""How Cell Ranger marks the genes of several genomes."""

INTERVAL = re.compile(r"(?!\d{4}-\d\d-\d\d$)(chr)?[0-9A-Za-z_.]{1,24}[:_-]\d+[-_]\d+")
"""A place in a genome, but no date: ``2026-01-31`` would be one on the chromosome 2026."""

PROBE_SET = re.compile(r"\S+_at")
UNIPROT = re.compile(r"([OPQ]\d[A-Z0-9]{3}\d|[A-NR-Z]\d([A-Z][A-Z0-9]{2}\d){1,2})(-\d+)?([;|].*)?")
PEPTIDE = re.compile(r"_?(\(\w+\)|\[[^\]]+\]|[ACDEFGHIKLMNPQRSTVWY]){6,}_?[._]?\d*")
IMAGE_FEATURE = re.compile(r"(Cells|Nuclei|Cytoplasm|Image)_\w+", re.IGNORECASE)
PATTERNS = (
    ("genomic_interval", INTERVAL, "are genomic intervals"),
    ("probe_set", PROBE_SET, "end in _at, as probe sets do"),
    ("uniprot", UNIPROT, "are UniProt accessions"),
    ("image_feature_name", IMAGE_FEATURE, "name compartments of cells, as CellProfiler does"),
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How features are named, and of which organisms the names are, where they tell."""

    scheme: str
    share: float
    organisms: tuple[str, ...]
    because: str


def naming_of(names: Sequence[str]) -> Naming | None:
    """Judge a list of names; None where they are of no known kind.

    Examples
    --------
    >>> naming_of(["ENSG00000141510", "ENSG00000012048"]).because
    'all 2 are human gene ids'
    >>> naming_of(["gene_1", "gene_2"]) is None
    True
    """
    sample = _sample(names)
    if not sample:
        return None
    found = _gene_ids(sample, names)
    if found is not None:
        return found
    for scheme, pattern, words in PATTERNS:
        share = sum(bool(pattern.fullmatch(name)) for name in sample) / len(sample)
        if share >= ENOUGH:
            organisms = _of_probe_sets(sample) if scheme == "probe_set" else ()
            said = f"{_all(share, names).removesuffix(' are')} {words}"
            return Naming(scheme, share, organisms, said)
    return _of_genomes(sample, names) or _peptides(sample, names) or _symbols(sample, names)


def _gene_ids(sample: list[str], names: Sequence[str]) -> Naming | None:
    """Judge stable ids of genes, of one organism or of two that were mixed."""
    kinds: dict[str, list[str]] = {}
    for name in sample:
        kinds.setdefault(re.split(r"\d", GENOME_PREFIX.sub("", name), maxsplit=1)[0], []).append(
            name
        )
    found: dict[str, int] = {}
    for of_kind in kinds.values():
        if len(of_kind) < SOME * len(sample):
            continue
        taxon, share = organism_of_gene_ids([GENOME_PREFIX.sub("", name) for name in of_kind])
        if taxon is not None and share >= ENOUGH:
            found[taxon] = found.get(taxon, 0) + len(of_kind)
    share = sum(found.values()) / len(sample)
    if not found or share < ENOUGH:
        return None
    ordered = sorted(found, key=lambda taxon: -found[taxon])
    called = " and ".join(_called(taxon) for taxon in ordered)
    return Naming("ensembl", share, tuple(ordered), f"{_all(share, names)} {called} gene ids")


def _of_genomes(sample: list[str], names: Sequence[str]) -> Naming | None:
    """Judge symbols behind the name of their genome, as mixtures of species have them."""
    by_genome: dict[str, list[str]] = {}
    for name in sample:
        match = GENOME_PREFIX.match(name)
        if match is not None:
            by_genome.setdefault(match["genome"].casefold(), []).append(name[match.end() :])
    n_known = sum(map(len, by_genome.values()))
    if n_known < ENOUGH * len(sample):
        return None
    taxa = dict.fromkeys(TAXON_OF_GENOME[genome] for genome in by_genome)
    share = n_known / len(sample)
    said = f"{_all(share, names).removesuffix(' are')} start with the name of a genome"
    return Naming("symbol", share, tuple(taxa), f"{said} ({', '.join(by_genome)})")


def _peptides(sample: list[str], names: Sequence[str]) -> Naming | None:
    share = sum(bool(PEPTIDE.fullmatch(name)) for name in sample) / len(sample)
    ends = sum(bool(re.search(r"[KR]_?[._]?\d*$", name)) for name in sample) / len(sample)
    if share < ENOUGH or ends < ENOUGH_SYMBOLS:
        return None
    return Naming("peptide_sequence", share, (), f"{_all(share, names)} peptide sequences")


def _symbols(sample: list[str], names: Sequence[str]) -> Naming | None:
    best, share = None, 0.0
    if len(sample) < FEWEST_SYMBOLS:
        return None
    for taxon in (*COMMON, *OTHERS):
        found = GeneNames(taxon).share(sample)
        if found > share:
            best, share = taxon, found
        if taxon == COMMON[-1] and share >= ENOUGH_SYMBOLS:
            break
    if best is None or share < ENOUGH_SYMBOLS:
        return None
    return Naming("symbol", share, (best,), f"{_all(share, names)} {_called(best)} gene symbols")


def _of_probe_sets(sample: list[str]) -> tuple[str, ...]:
    """Read the genes that custom chip definition files name probe sets after."""
    taxon, share = organism_of_gene_ids([name.removesuffix("_at") for name in sample])
    return (taxon,) if taxon is not None and share >= ENOUGH else ()


def _sample(names: Sequence[str]) -> list[str]:
    step = max(1, len(names) // SAMPLE)
    return [name for name in names[::step] if name]


def _all(share: float, names: Sequence[str]) -> str:
    if share == 1:
        return f"all {len(names):,} are"
    return f"{share:.0%} of the {len(names):,} are"


def _called(taxon: str) -> str:
    organism = find_organism(taxon)
    if organism is None:
        return taxon
    return organism.common_names[0] if organism.common_names else organism.scientific_name
