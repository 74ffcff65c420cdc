"""Parts that the cards of several synthetic datasets share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.panel import gene_ids
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

SEQUENCER = {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}

THP_1 = ("CVCL_0006", "MONDO:0007896")
"""Term of Cellosaurus of the cell line THP-1, and the disease of its donor."""

GENOME = {"reference_genome": "GRCh38.p14", "gene_annotation": "GENCODE v48"}

LIMITATIONS = "Simulated; for trying out software and for checking models."

COUNTED = {
    "noise_family": "negative_binomial",
    "size_factor": "observed_library",
    "is_declared_not_fitted": True,
}
"""Noise of counts that are drawn from negative binomials."""


def heading(name: str, title: str, description: str) -> dict[str, Any]:
    """Return the part of a card that says what the dataset is and whose."""
    return {
        "aivc_schema_version": VERSION,
        "id": f"https://w3id.org/aivc/reference-{name}",
        "title": title,
        "description": description,
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "is_primary_data": True,
    }


def file_of(path: str, kind: str) -> dict[str, Any]:
    """Return the file that carries the dataset."""
    return {"path": path, "container_format": kind, "access_level": "open"}


def gene_table(
    path: str, n_rows: int, made_by: Sequence[str], *, scheme: str = "ensembl"
) -> dict[str, Any]:
    """Return the table of counts of the genes of the panel."""
    return {
        "path_in_file": path,
        "measured_by": "rna",
        "value_type": "raw_counts",
        "n_obs": n_rows,
        "n_var": len(gene_ids()),
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": scheme,
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": [*made_by],
    }


def rna_of_cells() -> dict[str, Any]:
    """Return the operator of RNA of single cells, by 10x 3' v3."""
    return {
        "operator_id": "rna",
        "operator_type": "SingleCellRNA",
        "assay_ontology_term_id": "EFO:0009922",
        "scale": "cell",
        "is_destructive": True,
        "instrument": "sequencer",
        "noise_model": COUNTED,
        "has_umi": True,
        "end_bias": "three_prime",
        "nucleic_acid_source": "single_cell",
        "includes_introns": True,
    }


def rna_in_bulk(
    scale: str, assay_ontology_term_id: str, selection: str, n_cells: int
) -> dict[str, Any]:
    """Return the operator of RNA of many cells together."""
    return {
        "operator_id": "rna",
        "operator_type": "BulkExpression",
        "assay_ontology_term_id": assay_ontology_term_id,
        "scale": scale,
        "is_destructive": True,
        "instrument": "sequencer",
        "noise_model": COUNTED,
        "rna_selection": selection,
        "n_cells_estimate": n_cells,
        "expression_platform": "sequencing",
    }


def culture_of(name: str, form: str, medium: str, **further: Any) -> dict[str, Any]:
    """Return a culture at 37 degrees Celsius."""
    return {
        "culture_id": name,
        "culture_format": form,
        "medium": medium,
        "serum": "10 % FBS",
        "culture_temperature": {"value": 37, "unit": "Cel"},
        **further,
    }


def cell_line_sample(
    sample_id: str, culture: str, line: tuple[str, str], **further: Any
) -> dict[str, Any]:
    """Return a sample of a cell line, told as :data:`THP_1` is."""
    term, disease = line
    return {
        "sample_id": sample_id,
        "culture": culture,
        "tissue_type": "cell line",
        "tissue_ontology_term_id": term,
        "disease_ontology_term_id": [disease],
        "development_stage_ontology_term_id": "unknown",
        "preservation_method": "fresh",
        **further,
    }


def vehicle_of(**further: Any) -> dict[str, Any]:
    """Return the control that got the vehicle alone."""
    return {
        "control_id": "dmso",
        "control_kind": "vehicle",
        "label": "DMSO 0.1 %",
        "control_agent": "dmso",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
        **further,
    }


def steps_of_processing(
    software: tuple[str, str], *steps: tuple[str, str, str]
) -> list[dict[str, Any]]:
    """Return activities in order: each with its name, its type and what it was fitted on."""
    name, version = software
    return [
        {
            "activity_id": activity,
            "step_type": kind,
            "order_index": number,
            "software": {"name": name, "version": version},
            "fit_scope": scope,
            "uses_outcome": False,
        }
        for number, (activity, kind, scope) in enumerate(steps, 1)
    ]
