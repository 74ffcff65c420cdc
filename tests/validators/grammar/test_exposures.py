"""When agents act: compared with a clock that ticks through the schedule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aivc.schema.generated.views import DosingEvent, Quantity
from aivc.validators.grammar.exposures import Exposure, exposures_of

HORIZON = 80


def hours(value):
    return Quantity(value=float(value), unit="h")


def dose(at, agent="A", kind="administer", **further):
    return DosingEvent(event_type=kind, event_time=hours(at), agent=agent, **further)


def removal(at, kind="washout", agent=None):
    return DosingEvent(event_type=kind, event_time=hours(at), agent=agent)


@st.composite
def events(draw):
    at = draw(st.integers(0, 30))
    kind = draw(
        st.sampled_from(
            ["administer", "administer", "set_concentration", "washout", "medium_change", "reset"]
        )
    )
    if kind in {"washout", "medium_change", "reset"}:
        agent = draw(st.sampled_from(["A", "B", None])) if kind == "washout" else None
        return removal(at, kind, agent)
    is_train = draw(st.booleans())
    return dose(
        at,
        draw(st.sampled_from("AB")),
        kind,
        amount=Quantity(value=draw(st.sampled_from([0.0, 1.0, 1.0])), unit="umol/L"),
        duration=draw(st.none() | st.builds(hours, st.integers(1, 12))),
        interval=hours(draw(st.integers(1, 8))) if is_train else None,
        additional_doses=draw(st.integers(1, 4)) if is_train else None,
    )


def by_a_clock(schedule, staying):
    """Return the hours in which each agent acts, by replaying every moment in order."""
    moments = sorted(
        (event.event_time.value + number * (event.interval.value if event.interval else 0), place)
        for place, event in enumerate(schedule)
        for number in range(1 + (event.additional_doses or 0))
    )
    until = {"A": 0.0, "B": 0.0}
    acting = set()
    ends = [moment for moment, _ in moments] + [float(HORIZON)]
    for (moment, place), following in zip(moments, ends[1:], strict=True):
        event = schedule[place]
        if event.amount is not None:
            lasts = event.duration.value if event.duration else float("inf")
            until[event.agent] = moment + lasts if event.amount.value else 0.0
        elif event.event_type == "washout" and event.agent is not None:
            until[event.agent] = 0.0
        else:
            until.update({agent: 0.0 for agent in until if agent not in staying})
        acting |= {
            (agent, hour)
            for agent, end in until.items()
            for hour in range(int(moment), int(following))
            if hour < end
        }
    return acting


def hours_of_exposures(found):
    return {
        (e.agent, hour)
        for e in found
        for hour in range(int(e.start), HORIZON if e.end is None else int(e.end))
    }


@given(st.lists(events(), max_size=6), st.sampled_from([frozenset(), frozenset("B")]))
def test_exposures_equal_a_clock(schedule, staying):
    found = exposures_of(schedule, lambda agent: agent in staying)
    assert hours_of_exposures(found) == by_a_clock(schedule, staying)


@given(st.lists(events(), max_size=6))
def test_exposures_of_one_agent_are_apart_and_in_order(schedule):
    found = exposures_of(schedule)
    for one, other in pairwise(found):
        if one.agent == other.agent:
            assert one.end is not None
            assert one.end < other.start


@given(st.lists(events(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_list_matters_only_at_one_time(schedule, random):
    starts = [
        event.event_time.value + number * (event.interval.value if event.interval else 0)
        for event in schedule
        for number in range(1 + (event.additional_doses or 0))
    ]
    assume(len(set(starts)) == len(starts))
    shuffled = random.sample(schedule, len(schedule))
    assert exposures_of(shuffled) == exposures_of(schedule)


def test_a_dose_lasts_until_it_is_washed_out():
    assert exposures_of([dose(0), removal(8, agent="A")]) == (Exposure("A", 0, 8),)


def test_pulses_with_gaps_stay_apart():
    pulses = dose(0, duration=hours(2), interval=hours(6), additional_doses=1)
    assert exposures_of([pulses]) == (Exposure("A", 0, 2), Exposure("A", 6, 8))


def test_at_one_time_the_order_of_the_card_decides():
    assert exposures_of([dose(0), removal(5, agent="A"), dose(5)]) == (Exposure("A", 0, None),)
    assert exposures_of([dose(0), dose(5), removal(5, agent="A")]) == (Exposure("A", 0, 5),)


def test_a_concentration_of_zero_takes_an_agent_away():
    zero = dose(6, kind="set_concentration", amount=Quantity(value=0.0, unit="umol/L"))
    assert exposures_of([dose(0), zero]) == (Exposure("A", 0, 6),)


@pytest.mark.parametrize("mode", ["bolus", "oral", "infusion", "topical"])
def test_what_the_body_clears_ends_nobody_knows_when(mode):
    first, second = exposures_of([dose(0, exposure_mode=mode), dose(24, "B", exposure_mode=mode)])
    assert first.overlaps(second) is None
    assert second.overlaps(first) is None


def test_overlap():
    assert Exposure("A", 0, 6).overlaps(Exposure("B", 6, None)) is False
    assert Exposure("A", 0, None).overlaps(Exposure("B", 6, 8)) is True
    assert Exposure("B", 6, 8).overlaps(Exposure("A", 0, 7)) is True
    assert Exposure("A", 0, None, end_is_known=False).overlaps(Exposure("B", 0, 1)) is True


def test_an_unreadable_time_leaves_exposures_unknown():
    schedule = [dose(0), DosingEvent(event_type="washout", agent="A")]
    assert exposures_of(schedule) is None
