"""The card of the knockdowns."""

from __future__ import annotations

from typing import Any

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
    rna_of_cells,
    steps_of_processing,
)
from aivc.reference_models.synthetic.knockdowns.draw import GUIDES
from aivc.reference_models.synthetic.knockdowns.truth import REPLICATES, targets
from aivc.reference_models.synthetic.panel import gene_ids, gene_symbols

NON_TARGETING = "non_targeting"
HARVEST = {"value": 8, "unit": "d"}


def condition_id(target: str) -> str:
    """Return the condition of the cells in which a gene is knocked down, or none.

    Examples
    --------
    >>> condition_id("STAT1"), condition_id("")
    ('STAT1_knockdown', 'non_targeting')
    """
    return f"{target}_knockdown" if target else NON_TARGETING


def knockdowns_card(file_name: str, n_cells: int) -> dict[str, Any]:
    """Return the card of the knockdowns."""
    return {
        **heading(
            "knockdowns",
            "Synthetic screen of forty knockdowns in monocytic cells",
            (
                "Simulated THP-1 cells with guides against genes of five modules. What a "
                "knockdown does to its module and to the next is known; see truth.json."
            ),
        ),
        **GENOME,
        "distributions": [file_of(file_name, "h5ad")],
        "tables": [
            gene_table("X", n_cells, ["count", "call_cells", "assign_guides"], scheme="symbol")
        ],
        "operators": [rna_of_cells()],
        "cultures": [culture_of("suspension", "suspension", "RPMI 1640")],
        "samples": [
            cell_line_sample(
                f"transduction_{replicate}",
                "suspension",
                THP_1,
                suspension_type="cell",
                replicate_type="biological",
                replicate_number=number,
            )
            for number, replicate in enumerate(REPLICATES, 1)
        ],
        "batches": [{"batch_id": f"lane_{name}", "batch_kind": "lane"} for name in REPLICATES],
        "instruments": [SEQUENCER],
        "agents": [_agent(target) for target in (*targets(), "")],
        "interventions": [_intervention(target) for target in targets()],
        "controls": [
            {
                "control_id": NON_TARGETING,
                "control_kind": "non_targeting_guide",
                "label": "non-targeting guides",
                "control_agent": _agent_id(""),
                "is_for_all_treated": True,
                "matched_on": ["batch"],
            }
        ],
        "conditions": [_condition(target) for target in ("", *targets())],
        "activities": steps_of_processing(
            ("Cell Ranger", "9.0.1"),
            ("count", "quantification", "stateless"),
            ("call_cells", "cell_calling", "per_batch"),
            ("assign_guides", "guide_assignment", "per_batch"),
        ),
        "data_limitations": LIMITATIONS,
    }


def _agent_id(target: str) -> str:
    return f"crispri_{target or NON_TARGETING}"


def _agent(target: str) -> dict[str, Any]:
    place = dict(zip(gene_symbols(), gene_ids(), strict=True))
    features = [place[target]] if target else []
    guides = [
        {
            "guide_id": f"{target or 'NT'}_{number}",
            "guide_role": "targeting" if target else "control",
            **({"guide_features": features} if features else {}),
        }
        for number in GUIDES
    ]
    return {
        "agent_id": _agent_id(target),
        "agent_type": "GeneticPerturbation",
        "label": target or "non-targeting guides",
        "genetic_modality": "interference",
        "strategy": "CRISPR interference screen" if target else "control",
        "method_ontology_term_id": "EFO:0022895",
        "effector": "dCas9-KRAB",
        "delivery_ontology_term_id": "EFO:0920067",
        "guides": guides,
        "intended_features": features,
        "multiplicity_of_infection": 0.3,
    }


def _intervention(target: str) -> dict[str, Any]:
    return {
        "intervention_id": f"knock_down_{target}",
        "label": f"knockdown of {target}",
        "acts_at": "cell",
        "time_zero": "transduction",
        "events": [
            {
                "event_type": "administer",
                "event_time": {"value": 0, "unit": "d"},
                "agent": _agent_id(target),
                "exposure_mode": "constitutive_genetic",
                "route": "viral_delivery",
            }
        ],
    }


def _condition(target: str) -> dict[str, Any]:
    done = {"intervention": f"knock_down_{target}"} if target else {"control": NON_TARGETING}
    return {
        "condition_id": condition_id(target),
        **done,
        "harvest_time": HARVEST,
        "n_replicates": len(REPLICATES),
    }
