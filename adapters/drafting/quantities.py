"""Amounts and times of the levels of a column."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.decimal_commas import with_point
from aivc.adapters.drafting.written_amounts import (
    Amount,
    amount_in,
    amount_of,
    kind_of_dose,
    plain_number,
    read_quantity,
)
from aivc.adapters.drafting.written_times import read_time
from aivc.schema.vocabulary import Quantity

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn
    from aivc.schema.vocabulary import Unit


def amount_at(column: ObsColumn, code: int, unit: Unit | None, dialect: str) -> Amount | None:
    """Read the amount of one level of a dose column; negative numbers mean that there is none."""
    if code < 0:
        return None
    if column.is_numeric and column.numbers is not None:
        number = float(column.numbers[code])
        is_amount = math.isfinite(number) and number >= 0
        return amount_in(number, unit) if unit is not None and is_amount else None
    text = column.labels[code]
    found = read_quantity(with_point(text, column.labels), dialect)
    if not isinstance(found, Quantity) or found.rest or found.value < 0:
        return None
    kind = kind_of_dose(found.unit)
    if kind is None:
        return amount_of(found, text)
    return Amount(found.value, found.unit.ucum, kind, text)


def time_at(column: ObsColumn, code: int, unit: Unit | None) -> dict[str, Any] | None:
    """Read one level of a time column as a quantity of the card."""
    if code < 0:
        return None
    is_time = unit is not None and unit.shape == "time"
    if column.is_numeric and column.numbers is not None:
        number = float(column.numbers[code])
        if unit is None or not is_time or not math.isfinite(number) or number == MISSING_NUMBER:
            return None
        return {"value": plain_number(number), "unit": unit.ucum}
    found = read_time(column.labels[code])
    if found is None:
        return None
    if not found.unit:
        if unit is None or not is_time:
            return None
        return {"value": plain_number(found.value), "unit": unit.ucum}
    return {
        "value": plain_number(found.value),
        "unit": found.unit,
        "raw_text": column.labels[code],
    }


MISSING_NUMBER = -666
"""What LINCS writes for a missing value."""
