"""The part of the reference dataset's card about what was done to the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card_parts import (
    vehicle_of,
)
from aivc.reference_models.synthetic.layout import DONORS, arms

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.layout import Arm, Dose

DRUGS: dict[str, dict[str, Any]] = {
    "dexamethasone": {
        "inchikey": "UREBDLICKHMUKA-CXSFZGCWSA-N",
        "smiles": "C[C@@H]1C[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@]4(C)[C@@]3(F)[C@@H](O)C[C@]2(C)"
        "[C@@]1(O)C(=O)CO",
        "chebi_id": "CHEBI:41879",
        "mechanism_of_action": ["glucocorticoid receptor agonist"],
    },
    "panobinostat": {
        "inchikey": "FPOHNWQLNRZRFC-ZHACJKMWSA-N",
        "smiles": "Cc1[nH]c2ccccc2c1CCNCc1ccc(/C=C/C(=O)NO)cc1",
        "chebi_id": "CHEBI:85990",
        "mechanism_of_action": ["HDAC inhibitor"],
    },
    "dmso": {
        "label": "dimethyl sulfoxide",
        "inchikey": "IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
        "smiles": "CS(C)=O",
        "chebi_id": "CHEBI:28262",
    },
}
GUIDES = {
    "NR3C1": ("ENSG00000113580", "GACCTGTGGAGGGTTAGCGT", "GTCTCCTTGGGAAGCAACGA"),
    "STAT1": ("ENSG00000115415", "GAGGTCATGAAAACGGATGG", "GTTCTCTGGGCTGGAAACTC"),
}
NON_TARGETING = ("GTATTACTGATATTGGTGGG", "GCACTACCAGAGCTAACTCA")


def agents_of_card() -> list[dict[str, Any]]:
    """Return the drugs, the cytokine and the guides."""
    drugs = [
        {
            "agent_id": name,
            "agent_type": "Chemical",
            "label": name,
            **facts,
            "parent_inchikey": facts["inchikey"],
        }
        for name, facts in DRUGS.items()
    ]
    cytokine = {
        "agent_id": "ifng",
        "agent_type": "Biologic",
        "label": "interferon gamma",
        "biologic_type": "cytokine",
        "protein_id": "uniprot:P01579",
    }
    knockdowns = [
        _knockdown(f"crispri_{target}", target, [feature], sequences)
        for target, (feature, *sequences) in GUIDES.items()
    ]
    control = _knockdown("crispri_non_targeting", "", [], NON_TARGETING)
    return [*drugs, cytokine, *knockdowns, control]


def _knockdown(agent_id: str, target: str, features: list[str], sequences: Any) -> dict[str, Any]:
    role = "targeting" if target else "control"
    guides = [
        {
            "guide_id": f"{target or 'NT'}_{number}",
            "guide_role": role,
            "protospacer_sequence": sequence,
            "protospacer_adjacent_motif": "3' NGG",
            **({"guide_features": features} if features else {}),
        }
        for number, sequence in enumerate(sequences, 1)
    ]
    return {
        "agent_id": agent_id,
        "agent_type": "GeneticPerturbation",
        "label": target or "non-targeting guides",
        "genetic_modality": "interference",
        "strategy": "CRISPR interference screen" if target else "control",
        "method_ontology_term_id": "EFO:0022895",
        "effector": "dCas9-KRAB",
        "delivery_ontology_term_id": "EFO:0920067",
        "guides": guides,
        "intended_features": features,
    }


def _hours(value: float) -> dict[str, Any]:
    return {"value": value, "unit": "h"}


def intervention_of(arm: Arm) -> dict[str, Any]:
    """Return what was done in an arm that is no control."""
    if arm.guide:
        return _genetic(arm)
    if arm.has_cytokine:
        return _cytokine(arm)
    events = [event for dose in arm.doses for event in _events(dose, arm.harvest_hours)]
    return {
        "intervention_id": f"give_{arm.condition_id}",
        "label": arm.condition_id.replace("_", " "),
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": sorted(events, key=lambda event: float(event["event_time"]["value"])),
        "vehicle": "dmso",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
        **_combination(arm),
    }


def _events(dose: Dose, harvest_hours: float) -> list[dict[str, Any]]:
    end = harvest_hours if dose.washed_at is None else dose.washed_at
    given = {
        "event_type": "administer",
        "event_time": _hours(dose.start),
        "agent": dose.agent,
        "amount": {"value": dose.micromolar, "unit": "umol/L"},
        "dose_kind": "molar_concentration",
        "exposure_mode": "bath_concentration",
        "duration": _hours(end - dose.start),
        "route": "culture_medium",
    }
    if dose.washed_at is None:
        return [given]
    washed = {
        "event_type": "washout",
        "event_time": _hours(dose.washed_at),
        "agent": dose.agent,
        "exposure_mode": "bath_concentration",
    }
    return [given, washed]


def _combination(arm: Arm) -> dict[str, Any]:
    if len(arm.doses) < 2:
        return {}
    first, second = (dose.start for dose in arm.doses)
    members = [
        {"agent": dose.agent, "order_index": number} for number, dose in enumerate(arm.doses, 1)
    ]
    staggered = {"combination_order": "staggered", "interval_between": _hours(second - first)}
    together = {"combination_order": "simultaneous"}
    return {
        "combination": {
            "members": members if second > first else [{"agent": m["agent"]} for m in members],
            **(staggered if second > first else together),
            "n_perturbations": len(members),
            "combination_design": "pairwise",
            "null_model": "additive_logfc",
        }
    }


def _genetic(arm: Arm) -> dict[str, Any]:
    return {
        "intervention_id": f"give_{arm.condition_id}",
        "label": f"knockdown of {arm.guide}",
        "acts_at": "cell",
        "time_zero": "stimulation",
        "events": [
            {
                "event_type": "administer",
                "event_time": _hours(-96),
                "agent": f"crispri_{arm.guide}",
                "exposure_mode": "constitutive_genetic",
                "route": "viral_delivery",
            }
        ],
    }


def _cytokine(arm: Arm) -> dict[str, Any]:
    return {
        "intervention_id": f"give_{arm.condition_id}",
        "label": "interferon gamma 10 ng/mL",
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": [
            {
                "event_type": "administer",
                "event_time": _hours(0),
                "agent": "ifng",
                "amount": {"value": 10, "unit": "ng/mL"},
                "dose_kind": "mass_concentration",
                "exposure_mode": "bath_concentration",
                "duration": _hours(arm.harvest_hours),
                "route": "culture_medium",
            }
        ],
    }


def controls_of_card() -> list[dict[str, Any]]:
    """Return the three controls, with the conditions that each is for."""
    matched = ["plate"]
    drugged = [arm.condition_id for arm in arms() if arm.doses]
    knocked = [arm.condition_id for arm in arms() if arm.guide and not arm.control]
    return [
        vehicle_of(control_for=drugged, matched_on=matched),
        {
            "control_id": "untreated",
            "control_kind": "untreated",
            "label": "untreated",
            "control_for": ["ifng_10ng_24h"],
            "matched_on": matched,
        },
        {
            "control_id": "non_targeting",
            "control_kind": "non_targeting_guide",
            "label": "non-targeting guides",
            "control_agent": "crispri_non_targeting",
            "control_for": knocked,
            "matched_on": matched,
        },
    ]


def condition_of(arm: Arm) -> dict[str, Any]:
    """Return the condition of an arm."""
    done = {"control": arm.control} if arm.control else {"intervention": f"give_{arm.condition_id}"}
    return {
        "condition_id": arm.condition_id,
        **done,
        "harvest_time": _hours(arm.harvest_hours),
        "n_replicates": len(DONORS),
    }
