"""Rules about times, compared with a plain reading of the events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.validators.registry import rule_of
from tests.validators.rules.handmade import facts_of

IN_HOURS = {"min": 1 / 60, "h": 1, "d": 24}


def found(code, raw):
    return [
        (str(evidence.location), evidence.count)
        for evidence in rule_of(code).check(read_card(raw), facts_of())
    ]


def time(value, unit="h"):
    return {"value": value, "unit": unit}


def event(kind="administer", at=0, agent="A", unit="h", **further):
    return {"event_type": kind, "event_time": time(at, unit), "agent": agent, **further}


def schedule(*events, harvest=None, combination=None, **further):
    intervention = {"intervention_id": "i", "events": list(events), **further}
    if combination is not None:
        intervention["combination"] = combination
    condition = {"condition_id": "c", "intervention": "i"}
    if harvest is not None:
        condition["harvest_time"] = harvest
    agents = {e["agent"] for e in events if e.get("agent")}
    return {
        "agents": [{"agent_id": name, "agent_type": "Chemical"} for name in sorted(agents)],
        "interventions": [intervention],
        "conditions": [condition],
    }


times = st.tuples(st.integers(0, 96), st.sampled_from(sorted(IN_HOURS)))


@st.composite
def random_events(draw):
    (at, unit), is_train = draw(times), draw(st.booleans())
    train = {
        "interval": time(draw(st.integers(1, 48)), draw(st.sampled_from(sorted(IN_HOURS)))),
        "additional_doses": draw(st.integers(1, 9)),
    }
    return event(at=at, unit=unit, **(train if is_train else {}))


def minutes(quantity):
    return round(quantity["value"] * IN_HOURS[quantity["unit"]] * 60)


def last_minute(events):
    return max(
        minutes(e["event_time"])
        + (minutes(e["interval"]) * e["additional_doses"] if "interval" in e else 0)
        for e in events
    )


@given(st.lists(random_events(), min_size=1, max_size=5), times)
def test_harvest_before_the_last_dose_is_found_and_nothing_else(events, harvest):
    raw = schedule(*events, harvest=time(*harvest))
    is_early = minutes(raw["conditions"][0]["harvest_time"]) < last_minute(events)
    place = [("card:/conditions/0/harvest_time", 1)]
    assert found("GRM003", raw) == (place if is_early else [])


@given(st.lists(random_events(), min_size=1, max_size=5))
def test_events_out_of_order_are_found_and_nothing_else(events):
    starts = [minutes(e["event_time"]) for e in events]
    assert bool(found("GRM001", schedule(*events))) is (starts != sorted(starts))


@given(st.lists(random_events(), min_size=1, max_size=5), st.integers(-2, 2))
def test_a_declared_number_of_doses_is_compared_with_the_schedule(events, off):
    given_doses = sum(1 + e.get("additional_doses", 0) for e in events)
    raw = schedule(*events, exposures=[{"agent": "A", "n_doses": given_doses + off}])
    assert bool(found("GRM005", raw)) is (off != 0)


def test_a_slip_of_unit_in_many_conditions_is_one_finding():
    raw = schedule(event(at=24), harvest=time(48))
    raw["conditions"] = [
        {"condition_id": f"c{n}", "intervention": "i", "harvest_time": time(12)} for n in range(50)
    ]
    assert found("GRM003", raw) == [("card:/conditions/0/harvest_time", 50)]


def test_unreadable_times_are_not_judged():
    for harvest in (time(1, "hr"), time(1, "um"), {"unit": "h"}, None):
        assert found("GRM003", schedule(event(at=24), harvest=harvest)) == []
    # What can be read is still too late.
    raw = schedule(event(at=24), event(at=1, unit="fortnight"), harvest=time(12))
    assert found("GRM003", raw) == [("card:/conditions/0/harvest_time", 1)]


def test_a_sample_may_be_taken_after_the_harvest():
    raw = schedule(event(), event("sample_take", at=48, agent=None), harvest=time(24))
    assert found("GRM003", raw) == []


def test_time_zero():
    place = [("card:/interventions/0/events/0/event_time", 1)]
    assert found("GRM002", schedule(event(at=-1), time_zero="first_dose")) == place
    assert found("GRM002", schedule(event(at=24), time_zero="first_dose")) == place
    assert found("GRM002", schedule(event(at=-1), time_zero="seeding")) == []
    cells = event(at=-72, agent="B", exposure_mode="constitutive_genetic")
    assert found("GRM002", schedule(cells, event(), time_zero="first_dose")) == []


def test_an_amount_that_sums_up_in_another_unit():
    dose = event(
        at=0,
        amount={"value": 3.33, "unit": "mg"},
        interval=time(8),
        additional_doses=2,
    )

    def total(value, unit):
        exposures = [{"agent": "A", "total_amount": {"value": value, "unit": unit}}]
        return bool(found("GRM005", schedule(dose, exposures=exposures)))

    assert not total(9.99, "mg")
    assert not total(10, "mg")
    assert not total(9990, "ug")
    assert total(6.66, "mg")
    assert not total(9.99, "umol/L")


def test_an_agent_that_was_never_given_has_no_exposure():
    raw = schedule(event(), exposures=[{"agent": "B", "n_doses": 1}])
    assert found("GRM005", raw) == [("card:/interventions/0/exposures/0/n_doses", 1)]


@pytest.mark.parametrize(
    ("events", "is_wrong"),
    [
        ([event(), event("washout", at=1)], False),
        ([event("washout", at=1)], True),
        ([event(), event("washout", at=1, agent=None)], False),
        ([event("washout", at=1, agent=None)], True),
        ([event(agent="B"), event("washout", at=1)], True),
        ([event(), event("medium_change", at=1, agent=None)], False),
        ([event(at=1), event("washout", at=1)], False),
    ],
)
def test_washouts(events, is_wrong):
    assert bool(found("GRM004", schedule(*events))) is is_wrong


@pytest.mark.parametrize(
    ("before", "is_wrong"),
    [
        ([event(), event("washout", at=6)], False),
        ([event(), event("medium_change", at=6, agent=None)], False),
        ([event(duration=time(6))], False),
        ([event(exposure_mode="oral")], False),
        ([event()], True),
        ([event(duration=time(24))], True),
        ([event(agent="B"), event("washout", at=6, agent="B")], True),
        ([], True),
    ],
)
def test_rechallenges(before, is_wrong):
    assert bool(found("GRM011", schedule(*before, event("rechallenge", at=12)))) is is_wrong


def together(order, *numbers, between=None):
    members = [{"agent": agent} for agent in "AB"]
    for member, number in zip(members, numbers, strict=False):
        member["order_index"] = number
    combination = {"members": members, "combination_order": order}
    return combination if between is None else {**combination, "interval_between": time(between)}


@pytest.mark.parametrize(
    ("events", "combination", "slot"),
    [
        ([event(), event(agent="B")], together("simultaneous"), None),
        ([event(), event(agent="B", at=60, unit="min")], together("simultaneous"), "order"),
        ([event(), event(agent="B", at=1)], together("staggered", 1, 2, between=1), None),
        ([event(), event(agent="B", at=1)], together("staggered", 2, 1, between=1), "members"),
        ([event(), event(agent="B", at=1)], together("staggered", 1, 2, between=2), "interval"),
        ([event(), event(agent="B")], together("staggered", 1, 2), "order"),
        ([event(), event(agent="B", at=1)], together("sequential", 1, 2), "order"),
        (
            [event(duration=time(60, "min")), event(agent="B", at=1)],
            together("sequential", 1, 2, between=1),
            None,
        ),
        (
            [event(duration=time(30, "min")), event(agent="B", at=1)],
            together("staggered", 1, 2),
            "order",
        ),
        # What the body clears by itself may or may not be gone: neither is contradicted.
        (
            [event(exposure_mode="oral"), event(agent="B", at=24, exposure_mode="oral")],
            together("sequential", 1, 2, between=24),
            None,
        ),
        (
            [event(exposure_mode="oral"), event(agent="B", at=24, exposure_mode="oral")],
            together("staggered", 1, 2, between=24),
            None,
        ),
        ([event()], together("simultaneous"), None),
    ],
)
def test_the_order_of_a_combination(events, combination, slot):
    places = {
        "order": "combination_order",
        "members": "members",
        "interval": "interval_between",
    }
    expected = [] if slot is None else [(f"card:/interventions/0/combination/{places[slot]}", 1)]
    assert found("GRM008", schedule(*events, combination=combination)) == expected


def test_concentrations_of_one_agent_at_one_time():
    train = event("set_concentration", interval=time(6), additional_doses=2)
    again = event("set_concentration", at=0.5, unit="d")
    assert found("GRM006", schedule(train, again)) == [("card:/interventions/0/events/1", 1)]
    assert found("GRM006", schedule(train, event("set_concentration", at=13))) == []
    assert found("GRM006", schedule(train, event("administer", at=12))) == []


def test_a_train_of_settings_may_not_outlast_its_own_interval():
    def train(lasts):
        return schedule(
            event("set_concentration", interval=time(6), additional_doses=1, duration=time(lasts))
        )

    assert found("GRM013", train(6)) == []
    assert found("GRM013", train(7)) == [("card:/interventions/0/events/0/duration", 1)]


def test_doses_that_add_up_may_overlap():
    raw = schedule(event(duration=time(24)), event(at=12, duration=time(24)))
    assert found("GRM013", raw) == []
