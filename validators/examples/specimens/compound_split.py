"""Twelve drugs on the cells of ``drug``, split by cluster of similar drugs: ``compound_split``.

Rows, donors, plates and vehicle are those of ``drug``; each drug (10 umol/L, 24 h) is in three
rows, one of each donor. ``/agents`` are the drugs of ``drug_list.DRUGS`` in this order, then DMSO.
Among them are two stereoisomers (ruxolitinib and S-ruxolitinib), two pairs of one scaffold (aspirin
and salicylic acid, caffeine and theophylline), neighbours of different scaffolds (prednisone and
prednisolone, similarity 0.68), and two without a ring (metformin, valproic acid).

Caffeine, theophylline and metformin are ``test``, all others and the controls ``train``. Compounds
are neighbours from 0.6 on. It is claimed that test holds unseen clusters (``/claims/0``).
``drug_list.rows_of`` names the rows of a drug.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.validators.examples.specimen import SpecimenSplit
from aivc.validators.examples.specimens import drug
from aivc.validators.examples.specimens.card_parts import DONORS, dmso
from aivc.validators.examples.specimens.drug_card import PLATES
from aivc.validators.examples.specimens.drug_list import DRUGS, rows_of
from aivc.validators.examples.specimens.manifests import manifest

if TYPE_CHECKING:
    from aivc.validators.examples.specimen import Specimen

HELD_OUT = ("caffeine", "theophylline", "metformin")


def specimen() -> Specimen:
    """Return the specimen."""
    whole = drug.specimen()
    table = whole.tables[""]
    drug_of_row = {row: name for name in DRUGS for row in rows_of(name)}
    conditions = tuple(_key(drug_of_row.get(row, "dmso")) for row in range(48))
    obs = replace(table.obs, columns={**table.obs.columns, "condition_id": conditions})
    treated = replace(
        whole, card=_card(dict(whole.card or {})), tables={"": replace(table, obs=obs)}
    )
    parts = tuple("test" if drug_of_row.get(row) in HELD_OUT else "train" for row in range(48))
    header = manifest(
        treated,
        "compound_cluster",
        claims=[{"claim_axis": "compound_cluster", "novelty": "unseen", "partition": "test"}],
        shared_axes=[
            "cell_type", "tissue", "disease", "organism", "donor", "sample", "dose", "time",
            "plate", "batch", "site", "platform",
        ],
        control_policy="train_only",
        similarity_threshold=0.6,
        roles={"train": "training", "test": "test"},
    )  # fmt: skip
    return replace(treated, split=SpecimenSplit(header, parts))


def _key(name: str) -> str:
    return name.replace(" ", "_")


def _card(card: dict[str, Any]) -> dict[str, Any]:
    told = {
        "title": "Twelve small molecules in blood cells of three donors",
        "description": "Synthetic. Blood cells of three donors on two plates, treated for one day "
        "with twelve small molecules at one dose, with vehicle on every plate and for every donor; "
        "single-cell RNA counts.",
        "agents": [*map(_agent, DRUGS), dmso()],
        "interventions": [*map(_intervention, DRUGS)],
        "conditions": [*map(_condition, DRUGS), card["conditions"][-1]],
    }
    return {**card, **{slot: value for slot, value in told.items() if slot in card}}


def _agent(name: str) -> dict[str, Any]:
    smiles, inchikey = DRUGS[name]
    return {
        "agent_id": _key(name),
        "agent_type": "Chemical",
        "label": name,
        "inchikey": inchikey,
        "smiles": smiles,
        "parent_inchikey": inchikey,
    }


def _intervention(name: str) -> dict[str, Any]:
    return {
        "intervention_id": f"give_{_key(name)}",
        "label": f"{name} 10 uM",
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": [
            {
                "event_type": "administer",
                "event_time": {"value": 0, "unit": "h"},
                "agent": _key(name),
                "amount": {"value": 10, "unit": "umol/L"},
                "dose_kind": "molar_concentration",
                "exposure_mode": "bath_concentration",
                "route": "culture_medium",
                "duration": {"value": 24, "unit": "h"},
            }
        ],
        "vehicle": "vehicle",
        "vehicle_fraction": {"value": 0.1, "unit": "%"},
    }


def _condition(name: str) -> dict[str, Any]:
    donors = list(DONORS)
    places = [divmod(row // 8, 2) for row in rows_of(name)]
    return {
        "condition_id": _key(name),
        "intervention": f"give_{_key(name)}",
        "harvest_time": {"value": 24, "unit": "h"},
        "condition_sample": [f"{donors[donor]}_{PLATES[plate]}" for donor, plate in places],
        "n_replicates": 3,
        "n_observations": 3,
    }
