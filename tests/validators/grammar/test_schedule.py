"""Schedules spelt out equal what a loop gives, whatever the order of the list."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.generated.views import DosingEvent, Quantity
from aivc.validators.grammar.schedule import MOST_DOSES, expand, read_step, read_steps

PER_HOUR = {"h": Fraction(1), "min": Fraction(1, 60), "d": Fraction(24)}


def time(value, unit="h"):
    return Quantity(value=float(value), unit=unit)


times = st.builds(time, st.integers(-48, 400), st.sampled_from(sorted(PER_HOUR)))
lengths = st.builds(time, st.integers(1, 90), st.sampled_from(sorted(PER_HOUR)))


@st.composite
def doses(draw):
    is_train = draw(st.booleans())
    return DosingEvent(
        event_type=draw(st.sampled_from(["administer", "set_concentration", "rechallenge"])),
        event_time=draw(times),
        agent=draw(st.sampled_from("ABC")),
        duration=draw(st.none() | lengths),
        interval=draw(lengths) if is_train else None,
        additional_doses=draw(st.integers(1, 20)) if is_train else None,
    )


def by_a_loop(event):
    first = Fraction(event.event_time.value) * PER_HOUR[event.event_time.unit]
    given_at = [(event.agent, first)]
    for _ in range(event.additional_doses or 0):
        first += Fraction(event.interval.value) * PER_HOUR[event.interval.unit]
        given_at.append((event.agent, first))
    return given_at


@given(st.lists(doses(), max_size=6))
def test_expansion_equals_a_loop(events):
    found = expand(read_steps(events))
    assert sorted((dose.agent, dose.start) for dose in found) == sorted(
        pair for event in events for pair in by_a_loop(event)
    )
    assert [dose.start for dose in found] == sorted(dose.start for dose in found)


@given(st.lists(doses(), max_size=6), st.randoms(use_true_random=False))
def test_expansion_does_not_depend_on_the_order_of_the_list(events, random):
    shuffled = random.sample(events, len(events))
    key = lambda dose: (dose.start, dose.agent, dose.number, dose.duration or 0)  # noqa: E731
    assert sorted(map(key, expand(read_steps(events)))) == sorted(
        map(key, expand(read_steps(shuffled)))
    )


@given(doses())
def test_the_last_dose_is_known_without_expansion(event):
    step = read_step(event)
    assert step.last == max(dose.start for dose in expand([step]))


def test_events_that_apply_nothing_are_no_doses():
    events = [
        DosingEvent(event_type="medium_change", event_time=time(1)),
        DosingEvent(event_type="washout", event_time=time(2), agent="A"),
        DosingEvent(event_type="administer", event_time=time(3)),
    ]
    assert expand(read_steps(events)) == ()


@pytest.mark.parametrize("slot", ["event_time", "interval", "duration"])
def test_a_time_that_cannot_be_read_makes_the_schedule_unknown(slot):
    event = DosingEvent(event_type="administer", agent="A", event_time=time(0))
    setattr(event, slot, time(1, "umol/L"))
    assert read_step(event) is None
    assert read_steps([event]) is None


def test_a_schedule_without_a_time_is_unknown():
    assert read_steps([DosingEvent(event_type="administer", agent="A")]) is None


def test_hostile_numbers_of_doses_are_not_spelt_out():
    event = DosingEvent(
        event_type="administer",
        agent="A",
        event_time=time(0),
        interval=time(1),
        additional_doses=10**12,
    )
    steps = read_steps([event])
    assert expand(steps) is None
    assert steps[0].last == 10**12
    event.additional_doses = MOST_DOSES - 1
    assert len(expand(read_steps([event]))) == MOST_DOSES


def test_a_number_of_doses_without_an_interval_is_one_dose():
    event = DosingEvent(event_type="administer", agent="A", event_time=time(0), additional_doses=5)
    assert len(expand(read_steps([event]))) == 1
