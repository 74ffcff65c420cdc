"""The card of the reference dataset."""

from __future__ import annotations

from typing import Any

from aivc.reference_models.synthetic.card_interventions import (
    agents_of_card,
    condition_of,
    controls_of_card,
    intervention_of,
)
from aivc.reference_models.synthetic.layout import DONORS, PLATES, arms
from aivc.reference_models.synthetic.panel import TAGS, gene_ids
from aivc.schema.version import VERSION

SEXES = dict(zip(DONORS, ("PATO:0000383", "PATO:0000384") * 2, strict=True))
AGES = dict(zip(DONORS, (29, 36, 44, 58), strict=True))
STAGES = {29: "HsapDv:0000123", 36: "HsapDv:0000130", 44: "HsapDv:0000138", 58: "HsapDv:0000152"}
SEQUENCER = {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}


def reference_card(file_name: str, n_cells: int) -> dict[str, Any]:
    """Return the card of the dataset, complete at every profile."""
    return {
        "aivc_schema_version": VERSION,
        "id": "https://w3id.org/aivc/reference-dataset",
        "title": "Synthetic reference dataset of two drugs, a cytokine and two knockdowns in blood",
        "description": (
            "Simulated cells of four donors in two laboratories. Dose ladders, two times, a "
            "wash-out, combinations and knockdowns have effects that are known; see truth.json."
        ),
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
        "distributions": [{"path": file_name, "container_format": "h5mu", "access_level": "open"}],
        "binding": {"keys": [{"role": "cell_type", "columns": ["cell_type_ontology_term_id"]}]},
        "tables": _tables(n_cells),
        "operators": _operators(),
        "donors": [_donor(donor) for donor in DONORS],
        "cultures": [_culture()],
        "samples": [_sample(donor, plate) for donor in DONORS for plate in PLATES],
        "sites": [
            {"site_id": "site_a", "name": "Laboratory A"},
            {"site_id": "site_b", "name": "Laboratory B"},
        ],
        "plates": [{"plate_id": plate, "plate_format": 96} for plate in PLATES],
        "batches": [
            {"batch_id": f"lane_{plate}", "batch_kind": "lane", "batch_site": site}
            for plate, site in PLATES.items()
        ],
        "instruments": [SEQUENCER],
        "agents": agents_of_card(),
        "interventions": [intervention_of(arm) for arm in arms() if not arm.control],
        "controls": controls_of_card(),
        "conditions": [condition_of(arm) for arm in arms()],
        "activities": _activities(),
        "data_limitations": "Simulated; for trying out software and for checking models.",
    }


def _tables(n_cells: int) -> list[dict[str, Any]]:
    rna = {
        "path_in_file": "mod/rna/X",
        "measured_by": "rna",
        "value_type": "raw_counts",
        "n_obs": n_cells,
        "n_var": len(gene_ids()),
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": "ensembl",
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": ["count", "call_cells"],
    }
    protein = {
        "path_in_file": "mod/prot/X",
        "measured_by": "protein",
        "value_type": "raw_counts",
        "n_obs": n_cells,
        "n_var": len(TAGS),
        "feature_space": {
            "feature_type": "antibody_tag",
            "identifier_scheme": "local",
            "is_targeted": True,
        },
        "was_generated_by": ["count", "call_cells"],
    }
    return [rna, protein]


def _operators() -> list[dict[str, Any]]:
    counts = {"noise_family": "negative_binomial", "is_declared_not_fitted": True}
    shared = {"scale": "cell", "is_destructive": True, "instrument": "sequencer"}
    antibodies = [
        {
            "tag_name": tag.name,
            **({"target_protein": tag.protein} if tag.protein else {}),
            "clone": tag.clone,
            "is_isotype_control": not tag.protein,
        }
        for tag in TAGS
    ]
    return [
        {
            "operator_id": "rna",
            "operator_type": "SingleCellRNA",
            "assay_ontology_term_id": "EFO:0009922",
            **shared,
            "noise_model": {**counts, "size_factor": "observed_library"},
            "has_umi": True,
            "end_bias": "three_prime",
            "nucleic_acid_source": "single_cell",
            "includes_introns": True,
        },
        {
            "operator_id": "protein",
            "operator_type": "SurfaceProtein",
            "assay_ontology_term_id": "EFO:0030008",
            **shared,
            "noise_model": {**counts, "noise_family": "negative_binomial_mixture"},
            "antibodies": antibodies,
            "paired_with": ["rna"],
        },
    ]


def _donor(donor: str) -> dict[str, Any]:
    return {
        "donor_id": donor,
        "sex_ontology_term_id": SEXES[donor],
        "age": {"value": AGES[donor], "unit": "a"},
        "development_stage_ontology_term_id": STAGES[AGES[donor]],
        "self_reported_ethnicity_ontology_term_id": "unknown",
        "disease_ontology_term_id": ["PATO:0000461"],
    }


def _culture() -> dict[str, Any]:
    return {
        "culture_id": "suspension",
        "culture_format": "suspension",
        "medium": "RPMI 1640",
        "serum": "10 % FBS",
        "culture_temperature": {"value": 37, "unit": "Cel"},
        "time_in_culture": {"value": 12, "unit": "h"},
    }


def _sample(donor: str, plate: str) -> dict[str, Any]:
    return {
        "sample_id": f"{donor}_{plate}",
        "from_donors": [donor],
        "culture": "suspension",
        "tissue_type": "tissue",
        "tissue_ontology_term_id": "UBERON:0000178",
        "disease_ontology_term_id": ["PATO:0000461"],
        "development_stage_ontology_term_id": STAGES[AGES[donor]],
        "suspension_type": "cell",
        "preservation_method": "fresh",
        "replicate_type": "technical",
        "replicate_number": 1 + list(PLATES).index(plate),
    }


def _activities() -> list[dict[str, Any]]:
    ranger = {"name": "Cell Ranger", "version": "9.0.1"}
    return [
        {
            "activity_id": "count",
            "step_type": "quantification",
            "order_index": 1,
            "software": ranger,
            "fit_scope": "stateless",
            "uses_outcome": False,
        },
        {
            "activity_id": "call_cells",
            "step_type": "cell_calling",
            "order_index": 2,
            "software": ranger,
            "fit_scope": "per_batch",
            "uses_outcome": False,
        },
    ]
