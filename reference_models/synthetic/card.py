"""The card of the reference dataset."""

from __future__ import annotations

from typing import Any

from aivc.reference_models.synthetic.card_interventions import (
    agents_of_card,
    condition_of,
    controls_of_card,
    intervention_of,
)
from aivc.reference_models.synthetic.card_parts import (
    GENOME,
    LIMITATIONS,
    SEQUENCER,
    culture_of,
    file_of,
    gene_table,
    heading,
    rna_of_cells,
    steps_of_processing,
)
from aivc.reference_models.synthetic.layout import DONORS, PLATES, arms
from aivc.reference_models.synthetic.panel import TAGS

SEXES = dict(zip(DONORS, ("PATO:0000383", "PATO:0000384") * 2, strict=True))
AGES = dict(zip(DONORS, (29, 36, 44, 58), strict=True))
STAGES = {29: "HsapDv:0000123", 36: "HsapDv:0000130", 44: "HsapDv:0000138", 58: "HsapDv:0000152"}


def reference_card(file_name: str, n_cells: int) -> dict[str, Any]:
    """Return the card of the dataset, complete at every profile."""
    return {
        **heading(
            "dataset",
            "Synthetic reference dataset of two drugs, a cytokine and two knockdowns in blood",
            (
                "Simulated cells of four donors in two laboratories. Dose ladders, two times, a"
                " wash-out, combinations and knockdowns have effects that are known; see "
                "truth.json."
            ),
        ),
        **GENOME,
        "distributions": [file_of(file_name, "h5mu")],
        "binding": {"keys": [{"role": "cell_type", "columns": ["cell_type_ontology_term_id"]}]},
        "tables": _tables(n_cells),
        "operators": _operators(),
        "donors": [_donor(donor) for donor in DONORS],
        "cultures": [
            culture_of(
                "suspension",
                "suspension",
                "RPMI 1640",
                time_in_culture={"value": 12, "unit": "h"},
            )
        ],
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
        "activities": steps_of_processing(
            ("Cell Ranger", "9.0.1"),
            ("count", "quantification", "stateless"),
            ("call_cells", "cell_calling", "per_batch"),
        ),
        "data_limitations": LIMITATIONS,
    }


def _tables(n_cells: int) -> list[dict[str, Any]]:
    rna = gene_table("mod/rna/X", n_cells, ["count", "call_cells"])
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
        rna_of_cells(),
        {
            "operator_id": "protein",
            "operator_type": "SurfaceProtein",
            "assay_ontology_term_id": "EFO:0030008",
            "scale": "cell",
            "is_destructive": True,
            "instrument": "sequencer",
            "noise_model": {
                "noise_family": "negative_binomial_mixture",
                "is_declared_not_fitted": True,
            },
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
