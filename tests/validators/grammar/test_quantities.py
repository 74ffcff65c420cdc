"""Quantities of a card as exact numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.generated.views import Quantity
from aivc.validators.grammar.quantities import (
    converted,
    exact,
    hours_in_words,
    hours_of,
    in_unit,
    in_words,
)

HOURS_PER_UNIT = {
    "s": Fraction(1, 3600),
    "min": Fraction(1, 60),
    "h": Fraction(1),
    "d": Fraction(24),
}


@pytest.mark.parametrize(
    ("value", "unit", "hours"),
    [
        (0.1, "d", Fraction(12, 5)),
        (20.0, "min", Fraction(1, 3)),
        (1.0, "d", Fraction(24)),
        (-30.0, "min", Fraction(-1, 2)),
        (2.0, "wk", Fraction(336)),
    ],
)
def test_a_time_is_exact_in_hours(value, unit, hours):
    assert hours_of(Quantity(value=value, unit=unit)) == hours


@pytest.mark.parametrize(
    "time",
    [
        None,
        Quantity(value=1.0),
        Quantity(unit="h"),
        Quantity(value=1.0, unit="um"),
        Quantity(value=1.0, unit="hr"),
        Quantity(value=float("nan"), unit="h"),
        Quantity(value=float("inf"), unit="h"),
    ],
)
def test_what_is_no_time_in_ucum_has_no_hours(time):
    assert hours_of(time) is None


@given(st.decimals(-10_000, 10_000, places=3), st.sampled_from(sorted(HOURS_PER_UNIT)))
def test_hours_are_those_of_the_decimal_that_was_written(number, unit):
    assert hours_of(Quantity(value=float(number), unit=unit)) == (
        Fraction(number) * HOURS_PER_UNIT[unit]
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_keeps_every_finite_number(number):
    found = exact(number)
    assert found is not None
    assert float(found) == number


def test_amounts_convert_or_are_refused():
    assert in_unit(Quantity(value=50.0, unit="nmol/L"), "umol/L") == pytest.approx(0.05)
    assert in_unit(Quantity(value=50.0, unit="nmol/L"), "ug/mL") is None
    assert in_unit(None, "h") is None
    assert converted(1.0, "no unit", "h") is None


def test_words():
    assert in_words(Quantity(value=0.2, unit="umol/L")) == "0.2 umol/L"
    assert in_words(None) == ""
    assert hours_in_words(Fraction(1, 2)) == "0.5 h"
    assert hours_in_words(None) == "the harvest"
