"""Numbers with units, from labels, from names of columns, or from what a person said."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.role_names import without_unit
from aivc.adapters.drafting.written_amounts import Amount, amount_in, amount_of, plain_number
from aivc.schema.vocabulary import Quantity, Unit, UnitProblem, parse_quantity, parse_unit

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn

DOSE_UNIT_COLUMNS = frozenset(
    {"doseunit", "doseunits", "pertdoseunit", "concentrationunit", "concunit"}
)
TIME_UNIT_COLUMNS = frozenset({"timeunit", "timeunits", "perttimeunit", "durationunit"})


@dataclass(frozen=True, slots=True)
class UnitGuess:
    """The unit of a column of bare numbers, and where it comes from."""

    unit: Unit
    because: str


def unit_of_column(
    column: ObsColumn, beside: list[ObsColumn], said: str | None, dialect: str
) -> UnitGuess | None:
    """Tell the unit of a column of numbers.

    Parameters
    ----------
    column
        The column.
    beside
        Columns that hold units.
    said
        The unit that a person gave; it decides.
    dialect
        Whose spelling the file uses.
    """
    if said is not None:
        given = parse_unit(said)
        return UnitGuess(given, "it was given") if isinstance(given, Unit) else None
    _, unit_in_name = without_unit(column.name)
    if unit_in_name is not None:
        return UnitGuess(unit_in_name, f"the column is called {column.name}")
    for other in beside:
        units = {
            _probable(label, dialect) for label in other.labels if label not in {"-666", "nan"}
        }
        if len(units) == 1 and (unit := units.pop()) is not None:
            return UnitGuess(unit, f"the column {other.name} says {other.labels[0]} in every row")
    return None


def _probable(label: str, dialect: str) -> Unit | None:
    found = parse_unit(label, dialect)
    return found.probable if isinstance(found, UnitProblem) else found


def amount_at(column: ObsColumn, code: int, unit: UnitGuess | None) -> Amount | None:
    """Read the amount of one level of a dose column."""
    if code < 0:
        return None
    if column.is_numeric and column.numbers is not None:
        number = float(column.numbers[code])
        is_amount = math.isfinite(number) and number >= 0
        return amount_in(number, unit.unit) if unit is not None and is_amount else None
    found = parse_quantity(column.labels[code])
    if isinstance(found, Quantity) and not found.rest:
        return amount_of(found, column.labels[code])
    return None


def time_at(column: ObsColumn, code: int, unit: UnitGuess | None) -> dict[str, Any] | None:
    """Read one level of a time column as a quantity of the card."""
    if code < 0:
        return None
    if column.is_numeric and column.numbers is not None:
        number = float(column.numbers[code])
        if unit is None or unit.unit.shape != "time" or not math.isfinite(number):
            return None
        return {"value": plain_number(number), "unit": unit.unit.ucum}
    found = parse_quantity(column.labels[code])
    if not isinstance(found, Quantity) or found.rest or found.unit.shape != "time":
        return None
    return {
        "value": plain_number(found.value),
        "unit": found.unit.ucum,
        "raw_text": column.labels[code],
    }
