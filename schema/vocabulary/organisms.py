"""The organisms that aivc knows by name: a short curated table instead of NCBITaxon."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Organism:
    """One row of the organism table.

    ``gene_id_pattern`` is a regular expression for the stable gene ids (Ensembl, FlyBase,
    WormBase, ...) without version. ``stage_vocabulary`` and ``anatomy_vocabulary`` are prefixes,
    None where no vocabulary fits; not all of them are held offline. ``narrower_taxa`` are strains
    and subspecies whose genes go by the same ids. ``cellxgene_role`` is ``organism`` for the 14
    that CELLxGENE 7.1 accepts as the organism of a dataset, ``covariate`` for the two whose genes
    it allows beside them (SARS-CoV-2, ERCC spike-ins), else None.
    """

    curie: str
    scientific_name: str
    common_names: tuple[str, ...]
    gene_id_pattern: str
    stage_vocabulary: str | None
    anatomy_vocabulary: str | None
    cellxgene_role: str | None
    narrower_taxa: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def organisms() -> tuple[Organism, ...]:
    """Return the organism table, those that CELLxGENE accepts first."""
    return tuple(
        Organism(
            curie=row["curie"],
            scientific_name=row["scientific_name"],
            common_names=tuple(row["common_names"].split("; ")),
            gene_id_pattern=row["gene_id_pattern"],
            stage_vocabulary=row["stage_vocabulary"] or None,
            anatomy_vocabulary=row["anatomy_vocabulary"] or None,
            cellxgene_role=row["cellxgene_role"] or None,
            narrower_taxa=tuple(row["narrower_taxa"].split()),
        )
        for row in read_rows("organisms.tsv")
    )


def find_organism(text: str) -> Organism | None:
    """Find an organism by CURIE, bare taxon id, scientific name or common name.

    Examples
    --------
    >>> find_organism("mouse").curie
    'NCBITaxon:10090'
    """
    name = " ".join(text.split()).casefold().replace("_", " ")
    for organism in organisms():
        taxon = organism.curie.casefold()
        names = (taxon, taxon.partition(":")[2], organism.scientific_name, *organism.common_names)
        if name in {known.casefold() for known in names}:
            return organism
    return None


def species_of(taxon: str) -> Organism | None:
    """Return the organism of a taxon, or of the strain or subspecies that it is.

    Examples
    --------
    >>> species_of("NCBITaxon:559292").scientific_name
    'Saccharomyces cerevisiae'
    """
    return next((o for o in organisms() if taxon in (o.curie, *o.narrower_taxa)), None)


def organism_of_gene_ids(gene_ids: Iterable[str]) -> tuple[str | None, float]:
    """Tell the organism from a sample of gene ids.

    Returns
    -------
    tuple of (str or None, float)
        The taxon whose id pattern fits most of the sample, and the fraction of the sample that
        fits; (None, 0.0) where no id fits any pattern. Versions (``.12``) are ignored.

    Examples
    --------
    >>> organism_of_gene_ids(["ENSMUSG00000059552", "ENSMUSG00000017167.16"])
    ('NCBITaxon:10090', 1.0)
    """
    bare = [gene_id.strip().split(".")[0] for gene_id in gene_ids]
    hits = Counter(
        organism.curie
        for gene_id in bare
        for organism in organisms()
        if re.fullmatch(organism.gene_id_pattern, gene_id)
    )
    if not hits:
        return None, 0.0
    order = [organism.curie for organism in organisms()]
    taxon = min(hits, key=lambda curie: (-hits[curie], order.index(curie)))
    return taxon, hits[taxon] / len(bare)
