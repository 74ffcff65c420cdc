"""Schedules in order of time, for NONMEM and PEtab."""

from __future__ import annotations

import csv

import pytest

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.petab import petab_ids
from aivc.adapters.exporting.timeline import repeated, timeline_of, units_of_agents
from aivc.schema.reading import read_card


def hours(value):
    return {"value": value, "unit": "h"}


def dose(agent, at, value=1.0, unit="umol/L", **more):
    return {
        "event_type": "administer",
        "event_time": hours(at),
        "agent": agent,
        "amount": {"value": value, "unit": unit},
        "dose_kind": "molar_concentration",
        "exposure_mode": "bath_concentration",
        **more,
    }


def arm_with(*events, harvest=24):
    card = {
        "agents": [{"agent_id": "a", "agent_type": "Chemical"}],
        "interventions": [{"intervention_id": "i", "events": list(events)}],
        "conditions": [{"condition_id": "c", "intervention": "i", "harvest_time": hours(harvest)}],
    }
    (arm,) = arms_of(read_card(card))
    return arm


def steps_of(arm):
    steps, lost = timeline_of(arm, units_of_agents([arm]))
    return [(s.hours, s.agent, s.amount) for s in repeated(steps)], lost


def test_amounts_of_an_agent_come_in_its_first_unit():
    arm = arm_with(dose("a", 0, 1.0), dose("a", 6, 500.0, "nmol/L"))
    assert steps_of(arm) == ([(0.0, "a", 1.0), (6.0, "a", 0.5)], ())


def test_an_amount_that_measures_something_else_is_named_not_written():
    steps, lost = steps_of(arm_with(dose("a", 0), dose("a", 6, 3.0, "mg")))
    assert steps == [(0.0, "a", 1.0)]
    assert [entry.where for entry in lost] == ["condition c"]


def test_events_are_put_in_order_of_time_and_removal_comes_first():
    wash = {"event_type": "washout", "event_time": hours(6), "agent": "a"}
    arm = arm_with(dose("a", 6, 2.0), wash, dose("a", 0, 1.0))
    assert steps_of(arm)[0] == [(0.0, "a", 1.0), (6.0, "a", None), (6.0, "a", 2.0)]


def test_a_bath_that_ends_before_the_harvest_is_taken_away():
    assert steps_of(arm_with(dose("a", 0, duration=hours(8))))[0][-1] == (8.0, "a", 0.0)
    assert len(steps_of(arm_with(dose("a", 0, duration=hours(24))))[0]) == 1


def test_a_bath_is_not_taken_away_twice():
    wash = {"event_type": "washout", "event_time": hours(8), "agent": "a"}
    steps, _ = steps_of(arm_with(dose("a", 0, duration=hours(8)), wash))
    assert steps == [(0.0, "a", 1.0), (8.0, "a", None)]


def test_pulses_are_written_one_by_one_with_their_ends():
    pulses = dose("a", 0, duration=hours(2), interval=hours(6), additional_doses=2)
    steps, _ = steps_of(arm_with(pulses))
    assert steps == [
        (0.0, "a", 1.0), (2.0, "a", 0.0), (6.0, "a", 1.0), (8.0, "a", 0.0), (12.0, "a", 1.0),
        (14.0, "a", 0.0),
    ]  # fmt: skip


def records(path):
    with path.open(newline="") as opened:
        return list(csv.DictReader(opened))


def test_nonmem_has_a_subject_for_each_sample_and_condition(run, written, tmp_path):
    assert run("nonmem", written("drug"), tmp_path / "events.csv") == ()
    rows = records(tmp_path / "events.csv")
    subjects = {(row["SAMPLE"], row["CONDITION"]) for row in rows}
    assert len(subjects) == len({row["ID"] for row in rows}) == 6 * 7
    assert all(row["EVID"] == "0" and row["MDV"] == "1" for row in rows if row["TIME"] == "24")


def test_nonmem_holds_pulses_and_combinations(run, written, tmp_path):
    run("nonmem", written("drug"), tmp_path / "events.csv")
    rows = [r for r in records(tmp_path / "events.csv") if r["SAMPLE"] == "D1_P1"]

    def of(condition):
        found = [row for row in rows if row["CONDITION"] == condition]
        return [(r["TIME"], r["EVID"], r["CMT"], r["AMT"]) for r in found]

    assert of("pano_pulses") == [
        ("0", "1", "2", "0.05"), ("2", "5", "2", "0"), ("6", "1", "2", "0.05"),
        ("8", "5", "2", "0"), ("24", "0", ".", "."),
    ]  # fmt: skip
    assert of("dex_pano")[:2] == [("0", "1", "1", "1"), ("0", "1", "2", "0.05")]
    assert of("dmso") == [("24", "0", ".", ".")]


def test_nonmem_says_what_has_no_amount(run, written, tmp_path):
    unheld = run("nonmem", written("guides"), tmp_path / "events.csv")
    assert {entry.where for entry in unheld} >= {"condition GATA1_8d", "condition KLF1_MYB_8d"}
    rows = records(tmp_path / "events.csv")
    assert {row["EVID"] for row in rows} == {"0", "2"}


def test_repeated_doses_without_an_end_stay_one_record(run, written, tmp_path):
    event = dose("dexamethasone", 0, interval=hours(6), additional_doses=3)
    data = written("drug", {"/interventions/0/events": [event]})
    run("nonmem", data, tmp_path / "events.csv")
    row = next(r for r in records(tmp_path / "events.csv") if r["CONDITION"] == "dex_low")
    assert (row["II"], row["ADDL"], row["EVID"]) == ("6", "3", "1")


def test_an_infusion_has_a_rate(run, written, tmp_path):
    event = dose("dexamethasone", 0, 12.0, exposure_mode="infusion", duration=hours(4))
    data = written("drug", {"/interventions/0/events": [event]})
    run("nonmem", data, tmp_path / "events.csv")
    row = next(r for r in records(tmp_path / "events.csv") if r["CONDITION"] == "dex_low")
    assert (row["AMT"], row["RATE"]) == ("12", "3")


def table(path):
    with path.open(newline="") as opened:
        return list(csv.DictReader(opened, delimiter="\t"))


def test_petab_periods_switch_concentrations(run, written, tmp_path):
    run("petab", written("drug"), tmp_path / "problem")
    conditions = {}
    for row in table(tmp_path / "problem/conditions.tsv"):
        conditions.setdefault(row["conditionId"], {})[row["targetId"]] = row["targetValue"]
    periods = [
        (float(row["time"]), conditions[row["conditionId"]])
        for row in table(tmp_path / "problem/experiments.tsv")
        if row["experimentId"] == "pano_pulses"
    ]
    on, off = {"panobinostat": "0.05"}, {"panobinostat": "0"}
    assert periods == [(0.0, on), (2.0, off), (6.0, on), (8.0, off)]
    assert conditions["dex_pano__1"] == {"dexamethasone": "1", "panobinostat": "0.05"}


def test_petab_gives_a_control_an_experiment_that_changes_nothing(run, written, tmp_path):
    run("petab", written("drug"), tmp_path / "problem")
    rows = table(tmp_path / "problem/experiments.tsv")
    assert [r["conditionId"] for r in rows if r["experimentId"] == "dmso"] == [""]


def test_petab_adds_a_bolus_and_names_what_it_cannot_set(run, written, tmp_path):
    bolus = dose("dexamethasone", 0, 2.0, exposure_mode="bolus")
    infusion = dose("dexamethasone", 0, 2.0, exposure_mode="infusion", duration=hours(1))
    data = written(
        "drug", {"/interventions/0/events": [bolus], "/interventions/1/events": [infusion]}
    )
    unheld = run("petab", data, tmp_path / "problem")
    values = {
        r["conditionId"]: r["targetValue"] for r in table(tmp_path / "problem/conditions.tsv")
    }
    assert values["dex_low__1"] == "dexamethasone + 2"
    assert "dex_high__1" not in values
    assert any(entry.where == "condition dex_high" for entry in unheld)


@pytest.mark.parametrize("names", [["a b", "a_b", "a-b"], ["1", "_1"], ["µM", "_M"]])
def test_petab_identifiers_are_valid_and_differ(names):
    made = petab_ids(names)
    assert len(set(made.values())) == len(names)
    assert all(value.isidentifier() and value.isascii() for value in made.values())


def test_a_card_without_conditions_is_refused_by_what_needs_them(run, written, tmp_path):
    from aivc.adapters.exporting.exporter import IncompleteForTargetError

    data = written("drug", removed=["/conditions"])
    for name, target in (("nonmem", "events.csv"), ("petab", "problem")):
        with pytest.raises(IncompleteForTargetError) as refused:
            run(name, data, tmp_path / target)
        assert [lack.where for lack in refused.value.lacking] == ["/conditions"]
        assert not (tmp_path / target).exists()
