"""The card of the screen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card_interventions import intervention_of
from aivc.reference_models.synthetic.panel import gene_ids
from aivc.reference_models.synthetic.screen.card_agents import agents_of_screen
from aivc.reference_models.synthetic.screen.design import (
    LABS,
    PLATFORMS,
    places,
    screen_arms,
)
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.layout import Arm
    from aivc.reference_models.synthetic.screen.design import Place

PROGRAMMES_FILE = "programmes.tsv"
SEQUENCER = {"instrument_id": "sequencer", "vendor": "Illumina", "model": "NovaSeq 6000"}


def screen_card(file_name: str, n_wells: int, programmes: str) -> dict[str, Any]:
    """Return the card of the screen; ``programmes`` is the text of the file of programmes."""
    return {
        "aivc_schema_version": VERSION,
        "id": "https://w3id.org/aivc/reference-screen",
        "title": "Synthetic screen of ten drugs and twenty pairs in monocytic cells",
        "description": (
            "Simulated wells of THP-1 cells in three laboratories on two platforms. Dose ladders, "
            "three times, wash-outs and pairs of drugs have effects that are known; see truth.json."
        ),
        "version": "1.0.0",
        "creators": [{"name": "aivc contributors"}],
        "license": "CC0-1.0",
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "reference_genome": "GRCh38.p14",
        "gene_annotation": "GENCODE v48",
        "is_primary_data": True,
        "distributions": [{"path": file_name, "container_format": "h5ad", "access_level": "open"}],
        "tables": [_table(n_wells)],
        "operators": [_operator()],
        "cultures": [_culture()],
        "samples": [_sample(place) for place in places()],
        "sites": [{"site_id": lab, "name": f"Laboratory {lab[-1].upper()}"} for lab in LABS],
        "plates": [{"plate_id": place.plate, "plate_format": 384} for place in places()],
        "batches": [
            {"batch_id": f"pool_{place.plate}", "batch_kind": "library", "batch_site": place.lab}
            for place in places()
        ],
        "instruments": [SEQUENCER],
        "agents": agents_of_screen(),
        "interventions": [intervention_of(arm) for arm in screen_arms() if not arm.control],
        "controls": [_control()],
        "conditions": [_condition(arm) for arm in screen_arms()],
        "activities": [
            {
                "activity_id": "count",
                "step_type": "quantification",
                "order_index": 1,
                "software": {"name": "STARsolo", "version": "2.7.11b"},
                "fit_scope": "stateless",
                "uses_outcome": False,
            }
        ],
        "readouts": _readouts(programmes),
        "data_limitations": "Simulated; for trying out software and for checking models.",
    }


def _table(n_wells: int) -> dict[str, Any]:
    return {
        "path_in_file": "X",
        "measured_by": "rna",
        "value_type": "raw_counts",
        "n_obs": n_wells,
        "n_var": len(gene_ids()),
        "feature_space": {
            "feature_type": "gene",
            "identifier_scheme": "ensembl",
            "annotation_release": "GENCODE v48",
            "is_targeted": True,
        },
        "was_generated_by": ["count"],
    }


def _operator() -> dict[str, Any]:
    return {
        "operator_id": "rna",
        "operator_type": "BulkExpression",
        "assay_ontology_term_id": PLATFORMS["BRB-seq"],
        "scale": "well",
        "is_destructive": True,
        "instrument": "sequencer",
        "noise_model": {
            "noise_family": "negative_binomial",
            "size_factor": "observed_library",
            "is_declared_not_fitted": True,
        },
        "rna_selection": "poly_a",
        "n_cells_estimate": 10000,
        "expression_platform": "sequencing",
    }


def _culture() -> dict[str, Any]:
    return {
        "culture_id": "suspension",
        "culture_format": "suspension",
        "medium": "RPMI 1640",
        "serum": "10 % FBS",
        "culture_temperature": {"value": 37, "unit": "Cel"},
        "time_in_culture": {"value": 24, "unit": "h"},
    }


def _sample(place: Place) -> dict[str, Any]:
    return {
        "sample_id": f"flask_{place.plate}",
        "culture": "suspension",
        "tissue_type": "cell line",
        "tissue_ontology_term_id": "CVCL_0006",
        "disease_ontology_term_id": ["MONDO:0007896"],
        "development_stage_ontology_term_id": "unknown",
        "suspension_type": "na",
        "preservation_method": "fresh",
        "replicate_type": "technical",
        "replicate_number": place.replicate,
    }


def _readouts(programmes: str) -> list[dict[str, Any]]:
    shared = {
        "input_tables": ["X"],
        "input_scale": "well",
        "output_scale": "well",
        "fit_scope": "stateless",
        "software": {"name": "aivc", "version": VERSION},
    }
    return [
        {
            "readout_id": "programmes",
            "readout_type": "pathway_activity",
            "readout_method": "ulm",
            "readout_unit": "1",
            "feature_set": {
                "name": "programmes of the synthetic screen",
                "version": "1.0.0",
                "license": "CC0-1.0",
                "path": PROGRAMMES_FILE,
                "sha256": hashlib.sha256(programmes.encode()).hexdigest(),
            },
            "decision": "target_selection",
            **shared,
        },
        {
            "readout_id": "curves",
            "readout_type": "dose_response",
            "readout_method": "three-parameter log-logistic curve of each programme",
            "decision": "dose_selection",
            **shared,
        },
    ]


def _control() -> dict[str, Any]:
    return {
        "control_id": "dmso",
        "control_kind": "vehicle",
        "label": "DMSO 0.1 %",
        "control_agent": "dmso",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
        "is_for_all_treated": True,
        "matched_on": ["plate", "time"],
    }


def _condition(arm: Arm) -> dict[str, Any]:
    done = {"control": arm.control} if arm.control else {"intervention": f"give_{arm.condition_id}"}
    return {
        "condition_id": arm.condition_id,
        **done,
        "harvest_time": {"value": arm.harvest_hours, "unit": "h"},
        "n_replicates": len(places()),
    }
