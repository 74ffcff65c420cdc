"""Compare times and fractions that are written in different units."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import Quantity


def hours(time: Quantity | None) -> float | None:
    """Return a time in hours, rounded to a millionth; None where it is no time that can be read.

    Examples
    --------
    >>> from aivc.schema.generated.views import Quantity
    >>> hours(Quantity(value=1, unit="d"))
    24.0
    """
    value = in_unit(time, "h")
    return None if value is None else round(value, 6)


def in_unit(quantity: Quantity | None, unit: str) -> float | None:
    """Return the value of a quantity in another unit; None where that cannot be done."""
    from aivc.schema.vocabulary import UnitConversionError, convert

    if quantity is None or quantity.value is None or quantity.unit is None:
        return None
    if quantity.unit == unit:
        return quantity.value
    try:
        return convert(quantity.value, quantity.unit, unit)
    except UnitConversionError:
        return None


def differ(one: Quantity | None, other: Quantity | None) -> bool:
    """Tell whether two quantities are both stated, can be compared, and are not equal."""
    if one is None or other is None or other.unit is None or other.value is None:
        return False
    value = in_unit(one, other.unit)
    return value is not None and not isclose(value, other.value, rel_tol=1e-6)


def written(quantity: Quantity | None) -> str:
    """Write a quantity as value and unit; empty where there is none."""
    if quantity is None or quantity.value is None:
        return ""
    return f"{quantity.value:g} {quantity.unit or ''}".strip()
