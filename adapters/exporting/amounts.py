"""Amounts and times of a card as numbers in one unit, and as text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import UnitConversionError, convert

if TYPE_CHECKING:
    from aivc.schema.generated.views import Quantity

HOUR, MICROMOLAR, PURE = "h", "umol/L", "1"


def plain_number(value: float) -> str:
    """Write a number as short as it can be read back, whole numbers without decimals.

    Examples
    --------
    >>> plain_number(24.0), plain_number(0.05), plain_number(1e-9)
    ('24', '0.05', '1e-09')
    """
    return repr(float(value)).removesuffix(".0")


def amount_text(quantity: Quantity | None) -> str | None:
    """Write a quantity as number and unit; a pure number has none. None where it says nothing."""
    if quantity is None or quantity.value is None or not math.isfinite(quantity.value):
        return None
    number = plain_number(quantity.value)
    return f"{number} {quantity.unit}" if quantity.unit not in (None, PURE) else number


def in_unit(quantity: Quantity | None, unit: str) -> float | None:
    """Convert a quantity; None where there is none, or its unit measures something else."""
    if quantity is None or quantity.value is None or quantity.unit is None:
        return None
    try:
        number = convert(quantity.value, quantity.unit, unit)
    except UnitConversionError:
        return None
    return number if math.isfinite(number) else None
