"""The card of the screen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card_interventions import intervention_of
from aivc.reference_models.synthetic.card_parts import (
    GENOME,
    LIMITATIONS,
    SEQUENCER,
    THP_1,
    cell_line_sample,
    culture_of,
    file_of,
    gene_table,
    heading,
    rna_in_bulk,
    steps_of_processing,
    vehicle_of,
)
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

PROGRAMMES_FILE = "programmes.tsv"


def screen_card(file_name: str, n_wells: int, programmes: str) -> dict[str, Any]:
    """Return the card of the screen; ``programmes`` is the text of the file of programmes."""
    return {
        **heading(
            "screen",
            "Synthetic screen of ten drugs and twenty pairs in monocytic cells",
            (
                "Simulated wells of THP-1 cells in three laboratories on two platforms. Dose "
                "ladders, three times, wash-outs and pairs of drugs have effects that are "
                "known; see truth.json."
            ),
        ),
        **GENOME,
        "distributions": [file_of(file_name, "h5ad")],
        "tables": [gene_table("X", n_wells, ["count"])],
        "operators": [rna_in_bulk("well", PLATFORMS["BRB-seq"], "poly_a", n_cells=10_000)],
        "cultures": [
            culture_of(
                "suspension",
                "suspension",
                "RPMI 1640",
                time_in_culture={"value": 24, "unit": "h"},
            )
        ],
        "samples": [
            cell_line_sample(
                f"flask_{place.plate}",
                "suspension",
                THP_1,
                suspension_type="na",
                replicate_type="technical",
                replicate_number=place.replicate,
            )
            for place in places()
        ],
        "sites": [{"site_id": lab, "name": f"Laboratory {lab[-1].upper()}"} for lab in LABS],
        "plates": [{"plate_id": place.plate, "plate_format": 384} for place in places()],
        "batches": [
            {"batch_id": f"pool_{place.plate}", "batch_kind": "library", "batch_site": place.lab}
            for place in places()
        ],
        "instruments": [SEQUENCER],
        "agents": agents_of_screen(),
        "interventions": [intervention_of(arm) for arm in screen_arms() if not arm.control],
        "controls": [vehicle_of(is_for_all_treated=True, matched_on=["plate", "time"])],
        "conditions": [_condition(arm) for arm in screen_arms()],
        "activities": steps_of_processing(
            ("STARsolo", "2.7.11b"), ("count", "quantification", "stateless")
        ),
        "readouts": _readouts(programmes),
        "data_limitations": LIMITATIONS,
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


def _condition(arm: Arm) -> dict[str, Any]:
    done = {"control": arm.control} if arm.control else {"intervention": f"give_{arm.condition_id}"}
    return {
        "condition_id": arm.condition_id,
        **done,
        "harvest_time": {"value": arm.harvest_hours, "unit": "h"},
        "n_replicates": len(places()),
    }
