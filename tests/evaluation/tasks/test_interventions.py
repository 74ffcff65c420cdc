"""What was done is read from the events of the card: doses, schedules, removals, vehicles."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.evaluation.tasks.making import Lab, lab

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.units import Step


def _event(kind: str, hour: float, agent: str | None = None, **slots: Any) -> dict[str, Any]:
    event: dict[str, Any] = {"event_type": kind, "event_time": {"value": hour, "unit": "h"}}
    if agent is not None:
        event["agent"] = agent
    if "amount" in slots:
        value, unit = slots.pop("amount")
        event["amount"] = {"value": value, "unit": unit}
        event["dose_kind"] = "molar_concentration"
        event["exposure_mode"] = "bath_concentration"
    if "duration" in slots:
        event["duration"] = {"value": slots.pop("duration"), "unit": "h"}
    return event | slots


def _lab(folder: Path, events: list[dict[str, Any]], **condition: Any) -> Lab:
    made = lab(folder, (("vehicle", 0.0), ("treated", 1.0)))
    made.obs["condition_id"] = made.obs.agent
    made.card = {
        "binding": {
            "keys": [
                {"role": "donor", "columns": ["donor"]},
                {"role": "condition", "columns": ["condition_id"]},
            ]
        },
        "agents": [
            {"agent_id": "a", "agent_type": "Chemical", "label": "aspirin"},
            {"agent_id": "b", "agent_type": "Chemical"},
            {"agent_id": "dmso", "agent_type": "Chemical"},
        ],
        "interventions": [{"intervention_id": "given", "events": events, "vehicle": "dmso"}],
        "controls": [{"control_id": "dmso", "control_kind": "vehicle", "control_agent": "dmso"}],
        "conditions": [
            {
                "condition_id": "treated",
                "intervention": "given",
                "harvest_time": {"value": 24, "unit": "h"},
                **condition,
            },
            {
                "condition_id": "vehicle",
                "control": "dmso",
                "harvest_time": {"value": 24, "unit": "h"},
            },
        ],
    }
    return made


def _steps(folder: Path, *events: dict[str, Any]) -> tuple[Step, ...]:
    (question,) = _lab(folder, list(events)).prepare().queries.units
    assert question.harvest_hours == 24
    return question.intervention.steps


def test_a_dose_lasts_until_harvest(tmp_path: Path) -> None:
    (step,) = _steps(tmp_path, _event("administer", 0, "a", amount=(0.5, "umol/L")))
    assert (step.agent, step.dose, step.unit, step.start_hours) == ("aspirin", 0.5, "umol/L", 0.0)
    assert isnan(step.end_hours)


def test_an_exposure_up_to_harvest_is_one_that_lasts_until_harvest(tmp_path: Path) -> None:
    (step,) = _steps(tmp_path, _event("administer", 0, "a", amount=(1, "umol/L"), duration=24))
    assert isnan(step.end_hours)


@pytest.mark.parametrize(
    ("removal", "ends"),
    [
        (_event("washout", 8, "a"), {"aspirin": 8.0, "b": 24.0}),
        (_event("washout", 8), {"aspirin": 8.0, "b": 8.0}),
        (_event("medium_change", 8), {"aspirin": 8.0, "b": 8.0}),
    ],
)
def test_a_removal_ends_what_it_takes_away(
    tmp_path: Path, removal: dict[str, Any], ends: dict[str, float]
) -> None:
    given = [_event("administer", 0, agent, amount=(1, "umol/L")) for agent in ("a", "b")]
    steps = _steps(tmp_path, *given, removal)
    found = {step.agent: 24.0 if isnan(step.end_hours) else step.end_hours for step in steps}
    assert found == ends


def test_agents_are_known_where_their_times_are_not(tmp_path: Path) -> None:
    event = _event("administer", 0, "a", amount=(1, "umol/L"))
    event["event_time"] = {"value": 0, "unit": "umol/L"}
    (step,) = _steps(tmp_path, event)
    assert (step.agent, isnan(step.dose), isnan(step.start_hours)) == ("aspirin", True, True)


def test_repeated_doses_are_spelt_out(tmp_path: Path) -> None:
    event = _event("administer", 0, "a", amount=(1, "umol/L"), additional_doses=2)
    event["interval"] = {"value": 6, "unit": "h"}
    steps = _steps(tmp_path, event)
    ends = {step.start_hours: step.end_hours for step in steps}
    assert isnan(ends.pop(12.0))
    assert ends == {0.0: 6.0, 6.0: 12.0}


def test_units_of_one_agent_are_one(tmp_path: Path) -> None:
    steps = _steps(
        tmp_path,
        _event("administer", 0, "a", amount=(1, "umol/L"), duration=2),
        _event("administer", 6, "a", amount=(1000, "nmol/L")),
    )
    assert {(step.dose, step.unit) for step in steps} == {(1.0, "umol/L")}


def test_vehicles_and_partners_at_zero_do_nothing(tmp_path: Path) -> None:
    steps = _steps(
        tmp_path,
        _event("administer", 0, "a", amount=(1, "umol/L")),
        _event("administer", 0, "b", amount=(0, "umol/L")),
        _event("administer", 0, "dmso", amount=(14, "mmol/L")),
    )
    assert [step.agent for step in steps] == ["aspirin"]


def test_a_guide_that_hits_nothing_is_a_control(tmp_path: Path) -> None:
    made = _lab(tmp_path, [_event("administer", 0, "a", amount=(1, "umol/L"))])
    made.card["agents"].append(
        {
            "agent_id": "scrambled",
            "agent_type": "GeneticPerturbation",
            "guides": [{"guide_id": "s1", "guide_role": "control"}],
        }
    )
    made.card["interventions"].append(
        {"intervention_id": "nothing", "events": [_event("administer", 0, "scrambled")]}
    )
    made.card["conditions"][1] = {
        "condition_id": "vehicle",
        "intervention": "nothing",
        "harvest_time": {"value": 24, "unit": "h"},
    }
    prepared = made.prepare()
    assert {u.unit_id for u in prepared.view.units if u.is_control} == {
        "D1|control|24 h",
        "D2|control|24 h",
    }
    assert not np.isnan(prepared.truth.controls).any()


def test_the_vehicle_is_the_control_where_there_are_other_controls(tmp_path: Path) -> None:
    made = _lab(tmp_path, [_event("administer", 0, "a", amount=(1, "umol/L"))])
    untouched = (made.obs.agent == "vehicle") & (np.arange(len(made.obs)) % 2 == 0)
    made.obs.loc[untouched, "condition_id"] = "untouched"
    made.card["controls"].append({"control_id": "none", "control_kind": "untreated"})
    made.card["conditions"].append({"condition_id": "untouched", "control": "none"})
    prepared = made.prepare()
    controls = {unit.control for unit in prepared.view.units if not unit.is_control}
    rows = {unit.unit_id: unit.n_observations for unit in prepared.view.units}
    assert {rows[name] for name in controls} == {3}


def test_a_positive_control_is_treated(tmp_path: Path) -> None:
    made = _lab(tmp_path, [_event("administer", 0, "a", amount=(1, "umol/L"))])
    made.card["controls"].append(
        {"control_id": "positive", "control_kind": "positive", "control_agent": "b"}
    )
    made.card["conditions"][0] = {"condition_id": "treated", "control": "positive"}
    (question,) = made.prepare().queries.units
    assert question.intervention.agents == ("b",)


def test_what_holds_no_cells_is_in_no_unit(tmp_path: Path) -> None:
    made = _lab(tmp_path, [_event("administer", 0, "a", amount=(1, "umol/L"))])
    made.obs.loc[made.obs.index[:2], "condition_id"] = "blank"
    made.card["controls"].append({"control_id": "blank", "control_kind": "empty"})
    made.card["conditions"].append({"condition_id": "blank", "control": "blank"})
    prepared = made.prepare()
    assert sum(unit.n_observations for unit in prepared.view.units) == 22
    assert any("without biological material" in note for note in prepared.notes)


def test_rows_of_which_nobody_tells_what_was_done_are_counted(tmp_path: Path) -> None:
    made = _lab(tmp_path, [_event("administer", 0, "a", amount=(1, "umol/L"))])
    made.obs.loc[made.obs.index[-1], "condition_id"] = "unheard_of"
    assert any("1 rows" in note and "what was done" in note for note in made.prepare().notes)


def test_controls_of_another_time_are_no_controls(tmp_path: Path) -> None:
    made = _lab(tmp_path, [_event("administer", 0, "a", amount=(1, "umol/L"))])
    made.card["conditions"][1]["harvest_time"] = {"value": 6, "unit": "h"}
    prepared = made.prepare()
    assert {unit.control for unit in prepared.view.units} == {""}
