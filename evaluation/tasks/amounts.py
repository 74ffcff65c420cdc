"""Amounts in other units."""

from __future__ import annotations

from aivc.schema.vocabulary import convert

DIGITS = 12
"""Conversion is exact to some fifteen; equal amounts are to be equal numbers."""


def in_unit(value: float, unit: str, wanted: str) -> float:
    """Return an amount in another unit, rounded so that equal amounts are equal numbers.

    Parameters
    ----------
    value, unit
        The amount, and its unit as a UCUM code.
    wanted
        UCUM code of the other unit.

    Raises
    ------
    UnitConversionError
        One is no unit of the other.

    Examples
    --------
    >>> in_unit(0.3, "umol/L", "nmol/L")
    300.0
    """
    return float(f"{convert(value, unit, wanted):.{DIGITS}g}")
