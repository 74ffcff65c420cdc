"""Units of the doses and times of a file, and what the binding says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.quantities import (
    DOSE_UNIT_COLUMNS,
    TIME_UNIT_COLUMNS,
    UnitGuess,
    unit_of_column,
)

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.treatment_columns import TreatmentColumns


@dataclass(frozen=True, slots=True)
class Units:
    """Units of the columns of doses and times, None where they are not known.

    ``dialect`` is whose spelling of units the file uses.
    """

    dose: UnitGuess | None
    time: UnitGuess | None
    dialect: str


def units_of(
    obs: ObsColumns, columns: TreatmentColumns, dose_unit: str | None, time_unit: str | None
) -> Units:
    """Tell the units of a file; those that a person gave decide."""
    dialect = _dialect(obs)
    return Units(
        _unit(obs, columns.dose, DOSE_UNIT_COLUMNS, dose_unit, dialect),
        _unit(obs, columns.time, TIME_UNIT_COLUMNS, time_unit, dialect),
        dialect,
    )


def bound_units(
    units: Units, obs: ObsColumns, columns: TreatmentColumns
) -> dict[str, tuple[Any, str]]:
    """Return what the binding says of units, by slot, with the evidence."""
    binding: dict[str, tuple[Any, str]] = {}
    if units.dialect != "field":
        binding["unit_dialect"] = (units.dialect, "the columns are called as in LINCS")
    for slot, unit, name in (
        ("dose_unit", units.dose, columns.dose),
        ("time_unit", units.time, columns.time),
    ):
        column = obs.get(name)
        if unit is not None and column is not None and column.is_numeric:
            binding[slot] = (unit.unit.ucum, unit.because)
    return binding


def missing_units(
    units: Units, obs: ObsColumns, columns: TreatmentColumns, *, is_treated: bool
) -> tuple[str, ...]:
    """Return the slots of the binding that hold no unit although the file has bare numbers."""
    dose, time = obs.get(columns.dose), obs.get(columns.time)
    missing = []
    if dose is not None and dose.is_numeric and units.dose is None and is_treated:
        missing.append("dose_unit")
    if time is not None and time.is_numeric and units.time is None:
        missing.append("time_unit")
    return tuple(missing)


def _dialect(obs: ObsColumns) -> str:
    """Tell LINCS, which writes um for micromolar, by the names of its columns."""
    names = {joined(column.name) for column in obs}
    return "lincs" if {"pertdoseunit", "pertiname"} <= names or "pertidose" in names else "field"


def _unit(
    obs: ObsColumns, name: str | None, unit_columns: frozenset[str], said: str | None, dialect: str
) -> UnitGuess | None:
    column = obs.get(name)
    if column is None:
        return None
    beside = [other for other in obs if joined(other.name) in unit_columns and other.labels]
    return unit_of_column(column, beside, said, dialect)
