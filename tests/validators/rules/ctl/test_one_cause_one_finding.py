"""Faults in controls are named once, by the rule that knows the cause."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.validators.rules.dsg.simulated import crossed
from tests.validators.rules.laid_out import give, judge, serious


@pytest.fixture
def design() -> tuple[pd.DataFrame, dict[str, Any]]:
    """Two to five agents crossed with donors and plates; the vehicle is matched on plates."""
    return crossed(1)


def add_control(card: dict[str, Any], name: str, kind: str, **further: Any) -> None:
    card["controls"].append({"control_id": name, "control_kind": kind, **further})


def test_empty_wells_as_reference(design) -> None:
    obs, card = design
    card["controls"][0]["control_kind"] = "empty"
    # Not also as treatments without a control.
    assert serious(judge(obs, card)) == {"CTL006"}


def test_a_positive_control_as_reference(design) -> None:
    obs, card = design
    card["controls"][0]["control_kind"] = "positive"
    assert serious(judge(obs, card)) == {"CTL017"}


def test_two_vehicles_of_which_each_plate_has_one(design) -> None:
    obs, card = design
    add_control(card, "water", "vehicle", is_for_all_treated=True, matched_on=["plate"])
    in_water = (obs["treatment"] == "vehicle") & (obs["plate_id"] == "P0")
    times = sorted(obs.loc[in_water, "condition_id"].str.removeprefix("vehicle_").unique())
    obs.loc[in_water, "condition_id"] = "water_" + obs["condition_id"].str.removeprefix("vehicle_")
    card["conditions"] += [
        {
            "condition_id": f"water_{time}",
            "control": "water",
            "harvest_time": {"value": int(time[:-1]), "unit": "h"},
        }
        for time in times
    ]
    assert "CTL004" not in judge(obs, card)
    card["controls"][0]["matched_on"] = ["plate", "donor"]
    # Now each is matched in its own way, and each lacks plates.
    assert len(judge(obs, card)["CTL004"]) == 2


def test_a_control_for_each_of_a_thousand_is_one_finding() -> None:
    rows, conditions, controls, interventions = [], [], [], []
    for k in range(300):
        interventions.append(give(f"i{k}", "a0", dose=1.0 + k))
        controls.append(
            {
                "control_id": f"v{k}",
                "control_kind": "vehicle",
                "control_for": [f"c{k}"],
                "matched_on": ["plate"],
            }
        )
        conditions.append({"condition_id": f"c{k}", "intervention": f"i{k}"})
        conditions.append({"condition_id": f"veh{k}", "control": f"v{k}"})
        plates = ("P0", "P1")
        rows += [(f"c{k}", plate) for plate in plates] + [(f"veh{k}", "P0"), (f"veh{k}", "P0")]
    obs = pd.DataFrame(rows, columns=["condition_id", "plate_id"])
    obs.index = [f"cell{row}" for row in range(len(obs))]
    found = judge(
        obs, {"interventions": interventions, "controls": controls, "conditions": conditions}
    )
    assert [(f.count, f.total) for f in found["CTL004"]] == [(300, 600)]


def test_a_column_of_plates_that_is_not_bound(design) -> None:
    obs, card = design
    obs = obs.rename(columns={"plate_id": "dish"})
    card["controls"][0]["matched_on"] = ["plate"]
    assert serious(judge(obs, card)) == {"CTL005"}
    card["binding"] = {"keys": [{"role": "plate", "columns": ["dish"]}]}
    assert serious(judge(obs, card)) == set()
    # A binding to nothing is a fault of the binding, not of the match.
    card["binding"] = {"keys": [{"role": "plate", "columns": ["plato"]}]}
    assert serious(judge(obs, card)) == set()


def test_conditions_named_like_controls_without_other_columns(design) -> None:
    obs, card = design
    renamed = card["conditions"][0]["condition_id"]
    card["conditions"][0]["condition_id"] = "non-targeting_1"
    obs["condition_id"] = obs["condition_id"].replace(renamed, "non-targeting_1")
    found = judge(obs, card)
    assert serious(found) == {"CTL018"}
    rows = int((obs["condition_id"] == "non-targeting_1").sum())
    assert found["CTL018"][0].examples == (f"non-targeting_1 ({rows})",)


def test_a_guide_without_target_on_a_drug_is_no_control() -> None:
    # Every cell has a guide and a drug; a row is a control only if both say so.
    rows = [
        (condition, guide, drug)
        for condition, guide, drug in (
            ("both", "KLF1", "dasatinib"),
            ("drug", "NT", "dasatinib"),
            ("gene", "KLF1", "DMSO"),
            ("none", "NT", "DMSO"),
        )
        for _ in range(10)
    ]
    obs = pd.DataFrame(rows, columns=["condition_id", "target", "drug"])
    obs.index = [f"cell{row}" for row in range(len(obs))]
    card = {
        "binding": {
            "keys": [
                {"role": "target", "columns": ["target"]},
                {"role": "agent", "columns": ["drug"]},
            ]
        },
        "interventions": [give(name, name) for name in ("both", "drug", "gene")],
        "controls": [{"control_id": "v", "control_kind": "vehicle", "is_for_all_treated": True}],
        "conditions": [
            *({"condition_id": n, "intervention": n} for n in ("both", "drug", "gene")),
            {"condition_id": "none", "control": "v"},
        ],
    }
    assert "CTL018" not in judge(obs, card)
    # Control cells that were swallowed by a condition are certain beyond the bound.
    obs.loc[obs["condition_id"] == "none", "condition_id"] = "drug"
    obs = pd.concat([obs, obs.iloc[-1:].assign(condition_id="none")])
    obs.index = [f"cell{row}" for row in range(len(obs))]
    assert judge(obs, card)["CTL018"][0].examples == ("drug (10)",)


def test_times_in_other_units_are_the_same_time(design) -> None:
    obs, card = design
    card["controls"][0]["matched_on"] = []
    for condition in card["conditions"]:
        if "control" in condition:
            hours = condition["harvest_time"]["value"]
            condition["harvest_time"] = {"value": hours * 60, "unit": "min"}
    assert serious(judge(obs, card)) == set()


def test_few_control_cells_in_a_large_file() -> None:
    rows = [("drug", "P0")] * 600 + [("drug", "P1")] * 600
    rows += [("veh", "P0")] * 30 + [("veh", "P1")] * 29
    obs = pd.DataFrame(rows, columns=["condition_id", "plate_id"])
    obs.index = [f"cell{row}" for row in range(len(obs))]
    card = {
        "interventions": [give("i", "a0", dose=1.0)],
        "controls": [
            {
                "control_id": "v",
                "control_kind": "vehicle",
                "is_for_all_treated": True,
                "matched_on": ["plate"],
            }
        ],
        "conditions": [
            {"condition_id": "drug", "intervention": "i"},
            {"condition_id": "veh", "control": "v"},
        ],
    }
    found = judge(obs, card)
    assert [(f.count, f.total, f.examples) for f in found["CTL007"]] == [(1, 2, ("P1: 29",))]
    bulk = {"operator_id": "rna", "operator_type": "BulkExpression", "scale": "well"}
    assert "CTL007" not in judge(obs, {**card, "operators": [bulk]})
