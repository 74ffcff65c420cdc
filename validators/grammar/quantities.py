"""Quantities of a card as exact numbers.

A card writes decimals. Read as decimals, 0.1 d is 2.4 h exactly, so times from different units can
be compared without a tolerance.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from aivc.schema.generated.views import Quantity

TIME = (("time", 1),)


Hours: TypeAlias = "int | Fraction"
"""An exact time in hours; whole hours are ints, which are quicker to compare and to add."""


def exact(value: float | None) -> Fraction | None:
    """Return a number as the decimal that it is written as; None for what is not finite.

    Examples
    --------
    >>> exact(0.1)
    Fraction(1, 10)
    """
    from fractions import Fraction

    return Fraction(repr(value)) if value is not None and math.isfinite(value) else None


def hours_of(time: Quantity | None) -> Hours | None:
    """Return a time in hours, exactly.

    Returns
    -------
    int or Fraction or None
        None where there is no time, no number, or no UCUM unit of time.
    """
    if time is None or time.unit is None or time.value is None:
        return None
    return _hours(time.value, time.unit)


# A schedule of ten thousand conditions repeats a few times over and over.
@lru_cache(maxsize=4096)
def _hours(value: float, code: str) -> Hours | None:
    from aivc.schema.vocabulary.ucum import read_ucum

    number, unit = exact(value), read_ucum(code)
    if number is None or unit is None or unit.dimension != TIME:
        return None
    hours = number * unit.factor / 3600
    return int(hours) if hours.denominator == 1 else hours


def in_unit(amount: Quantity | None, unit: str) -> float | None:
    """Return an amount in another UCUM unit; None where it cannot be converted."""
    if amount is None or amount.value is None or amount.unit is None:
        return None
    if amount.unit == unit:
        return amount.value
    return converted(amount.value, amount.unit, unit)


def converted(value: float, from_unit: str, to_unit: str) -> float | None:
    """Convert a number between UCUM units; None where they measure different things."""
    from aivc.schema.vocabulary.units import UnitConversionError, convert

    try:
        return convert(value, from_unit, to_unit)
    except (UnitConversionError, OverflowError):
        return None


def in_words(quantity: Quantity | None) -> str:
    """Write a quantity as ``0.2 umol/L``; empty where there is none."""
    if quantity is None or quantity.value is None:
        return ""
    return f"{quantity.value:g} {quantity.unit or ''}".rstrip()


def hours_in_words(hours: Hours | None) -> str:
    """Write hours as ``24 h``; ``the harvest`` stands for an end that is left open."""
    return "the harvest" if hours is None else f"{in_digits(hours)} h"


def in_digits(hours: Hours) -> str:
    """Write an exact number shortly."""
    try:
        return f"{float(hours):g}"
    except OverflowError:
        return "endless" if hours > 0 else "-endless"
