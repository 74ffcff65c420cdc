"""What CELLxGENE 7.1 asks for and reserves.

Source: schema_definition.yaml of cellxgene-schema 7.1.2 (MIT licence),
https://github.com/chanzuckerberg/single-cell-curation.
"""

from __future__ import annotations

from dataclasses import dataclass

NA, UNKNOWN = "na", "unknown"
JOIN = " || "
CELL_LINE = "cell line"
HUMAN = "NCBITaxon:9606"

PERTURBABLE = frozenset({"NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:7955"})
"""Organisms whose genetic perturbations it takes."""

STRATEGIES = frozenset(
    {
        "control",
        "CRISPR activation screen",
        "CRISPR interference screen",
        "CRISPR knockout mutant",
        "CRISPR knockout screen",
    }
)


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column of obs that it asks for.

    Attributes
    ----------
    name
        Its name.
    prefixes
        Vocabularies that a term may come from; none where the column holds no terms.
    above
        A term lies below one of these.
    terms
        Terms that are taken as they are.
    words
        Words that may stand in place of a term, or all values where there are no terms.
    """

    name: str
    prefixes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


ASKED = (
    AskedColumn("assay_ontology_term_id", ("EFO",), ("EFO:0002772", "EFO:0010183")),
    AskedColumn(
        "cell_type_ontology_term_id",
        ("CL",),
        ("CL:0000000",),
        ("CL:0000000",),
        (UNKNOWN, NA),
    ),
    AskedColumn(
        "development_stage_ontology_term_id",
        ("HsapDv", "MmusDv", "UBERON"),
        words=(UNKNOWN, NA),
    ),
    AskedColumn(
        "disease_ontology_term_id",
        ("MONDO", "PATO"),
        ("MONDO:0000001", "MONDO:0021178"),
        ("PATO:0000461", "MONDO:0021178"),
    ),
    AskedColumn("donor_id"),
    AskedColumn(
        "self_reported_ethnicity_ontology_term_id",
        ("HANCESTRO", "AfPO"),
        words=(UNKNOWN, NA),
    ),
    AskedColumn(
        "sex_ontology_term_id",
        ("PATO",),
        terms=("PATO:0000383", "PATO:0000384", "PATO:0001340"),
        words=(UNKNOWN, NA),
    ),
    AskedColumn("suspension_type", words=("cell", "nucleus", NA)),
    AskedColumn("tissue_ontology_term_id", ("UBERON", "CL", "CVCL")),
    AskedColumn("tissue_type", words=(CELL_LINE, "organoid", "primary cell culture", "tissue")),
)
"""The columns of labels; ``is_primary_data`` is the one of truth values."""

OF_CELL_LINE = (
    "donor_id",
    "sex_ontology_term_id",
    "development_stage_ontology_term_id",
    "self_reported_ethnicity_ontology_term_id",
)
"""Columns that are ``na`` in every row of a cell line."""

TISSUE_PREFIX = {
    "tissue": "UBERON",
    "organoid": "UBERON",
    "primary cell culture": "CL",
    CELL_LINE: "CVCL",
}

OBS_TAKEN = frozenset(
    {
        "assay", "cell_type", "development_stage", "disease", "ethnicity",
        "ethnicity_ontology_term_id", "experimental_condition", "observation_joinid", "organism",
        "organism_ontology_term_id", "perturbation_types", "self_reported_ethnicity", "sex",
        "tissue",
    }
)  # fmt: skip
"""Names of obs that CELLxGENE fills itself or has given up."""

VAR_TAKEN = frozenset(
    {"feature_name", "feature_reference", "feature_biotype", "feature_length", "feature_type"}
)
"""Names of var that CELLxGENE fills itself."""

UNS_TAKEN = frozenset(
    {
        "schema_version", "schema_reference", "citation", "is_pre_analysis", "X_normalization",
        "default_field", "layer_descriptions", "tags", "version", "contributors", "preprint_doi",
        "project_description", "project_links", "project_name", "publication_doi",
    }
)  # fmt: skip

AUTHOR = "author_"
"""Before the name of a column whose own name is taken."""

CHEMICAL_ENTITY = "CHEBI:24431"
GENERIC_CHEMICALS = frozenset(
    f"CHEBI:{number}"
    for number in (
        23367, 24431, 24835, 24867, 24870, 25212, 25367, 25699, 33238, 33259, 33497, 33595, 33674,
        33675, 36342, 36357, 36358, 36914, 37577, 50906,
    )
)  # fmt: skip
"""Chemical entities that are too generic to be a condition."""

DIET, TEMPERATURE = "EFO:0002755", "EFO:0001702"

RNA, NOT_RAW = (
    ("EFO:0010891", "EFO:0008913"),
    (
        "EFO:0007045",
        "EFO:0008804",
        "EFO:0000751",
        "EFO:0008939",
    ),
)
"""Raw counts are asked for below both of the first, or below none of the second."""

VISIUM, SLIDE_SEQ = "EFO:0010961", "EFO:0030062"
