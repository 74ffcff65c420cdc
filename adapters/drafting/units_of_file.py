"""Units of the doses and times of a file, and what the binding says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.column_units import (
    DOSE_UNIT_COLUMNS,
    TIME_UNIT_COLUMNS,
    ColumnUnits,
    units_of_column,
)
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.numbered import number_of
from aivc.adapters.drafting.written_amounts import read_quantity
from aivc.adapters.drafting.written_times import read_time
from aivc.schema.vocabulary import (
    Quantity,
    QuantityProblem,
    QuantityProblemKind,
    Unit,
    parse_unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.treatment_columns import TreatmentColumns

SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Units:
    """Units of the columns of doses and times, by name of the column.

    ``dialect`` is whose spelling of units the file uses, ``is_dialect_said`` whether a person or a
    format says so.
    """

    by_column: Mapping[str, ColumnUnits] = field(default_factory=dict)
    dialect: str = "field"
    is_dialect_said: bool = False
    said_dose: Unit | None = None
    """The unit of doses that was given, for those that stand in labels without one."""

    def of(self, name: str | None) -> ColumnUnits:
        """Return the units of a column."""
        return self.by_column.get(name or "", ColumnUnits())

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that tell units row by row."""
        return tuple(dict.fromkeys(u.beside for u in self.by_column.values() if u.beside))


def dialect_of(obs: ObsColumns, hints: Hints) -> str:
    """Tell LINCS, which writes um for micromolar, by the names of its columns."""
    if hints.unit_dialect is not None:
        return hints.unit_dialect
    names = {joined(column.name) for column in obs}
    return "lincs" if {"pertdoseunit", "pertiname"} <= names or "pertidose" in names else "field"


def units_of(obs: ObsColumns, columns: TreatmentColumns, hints: Hints) -> Units:
    """Tell the units of a file; those that a person or a format gave decide."""
    dialect = dialect_of(obs, hints)
    found = {}
    for name in columns.doses:
        column = obs.by_name[name]
        beside = _beside(obs, column, DOSE_UNIT_COLUMNS)
        found[name] = units_of_column(column, beside, hints.dose_unit, dialect)
    if columns.time is not None:
        column = obs.by_name[columns.time]
        beside = _beside(obs, column, TIME_UNIT_COLUMNS)
        found[columns.time] = units_of_column(column, beside, hints.time_unit, dialect)
    given = parse_unit(hints.dose_unit, dialect) if hints.dose_unit is not None else None
    said_dose = given if isinstance(given, Unit) else None
    return Units(found, dialect, hints.unit_dialect is not None, said_dose)


def _beside(obs: ObsColumns, column: ObsColumn, names: frozenset[str]) -> ObsColumn | None:
    """Find the column of units that goes with a column, by the number at the end of both."""
    number = number_of(column.name)
    for other in obs:
        bare = joined(other.name)
        if number:
            bare = bare.removesuffix(number)
        if bare in names and number_of(other.name) == number and other.labels:
            return other
    return None


def bound_units(
    units: Units, obs: ObsColumns, columns: TreatmentColumns
) -> dict[str, tuple[Any, str]]:
    """Return what the binding says of units, by slot, with the evidence; "" where it was said."""
    binding: dict[str, tuple[Any, str]] = {}
    if units.dialect != "field":
        said = "" if units.is_dialect_said else "the columns are called as in LINCS"
        binding["unit_dialect"] = (units.dialect, said)
    for slot, names in (("dose_unit", columns.doses), ("time_unit", _times(columns))):
        ones = [units.of(name).one for name in names if _has_bare_numbers(obs, name)]
        known = {one.unit.ucum: one for one in ones if one is not None}
        if len(known) == 1 and all(one is not None for one in ones):
            (one,) = known.values()
            binding[slot] = (one.unit.ucum, "" if one.is_said else one.because)
    return binding


def missing_units(
    units: Units, obs: ObsColumns, columns: TreatmentColumns, *, is_treated: bool
) -> tuple[str, ...]:
    """Return the slots of the binding that hold no unit although the file has bare numbers."""
    missing = []
    if is_treated and any(
        _has_bare_numbers(obs, name) and not units.of(name).is_known for name in columns.doses
    ):
        missing.append("dose_unit")
    if any(
        _has_bare_numbers(obs, name) and not units.of(name).is_known for name in _times(columns)
    ):
        missing.append("time_unit")
    return tuple(missing)


def unread_units(units: Units, obs: ObsColumns, columns: TreatmentColumns) -> list[str]:
    """Say which units are not known, in how many rows; their amounts are left out."""
    unread: dict[tuple[str, str], int] = {}
    for name, found in units.by_column.items():
        for label, n_rows in found.unread.items():
            unread[found.beside or name, label] = n_rows
    for name in columns.doses:
        column = obs.by_name[name]
        if column.is_numeric:
            continue
        for label, n_rows in zip(column.labels, column.counts.tolist(), strict=True):
            unit = _unread_unit(label, units.dialect)
            if unit:
                unread[name, unit] = unread.get((name, unit), 0) + n_rows
    return [
        f"{unit!r} in {column} ({n_rows:,} rows) is no unit that is known; "
        "the amounts of these rows are left out"
        for (column, unit), n_rows in unread.items()
    ]


def _unread_unit(label: str, dialect: str) -> str:
    found = read_quantity(label, dialect)
    if isinstance(found, QuantityProblem) and found.kind is QuantityProblemKind.UNIT:
        return found.unit_problem.text if found.unit_problem is not None else ""
    return ""


def _times(columns: TreatmentColumns) -> tuple[str, ...]:
    return (columns.time,) if columns.time is not None else ()


def _has_bare_numbers(obs: ObsColumns, name: str) -> bool:
    """Tell whether a column holds numbers without units, other than a zero or a missing one."""
    column = obs.by_name[name]
    if column.is_numeric and column.numbers is not None:
        return bool((column.numbers > 0).any())
    return any(_is_bare(label) for label in column.labels[:SAMPLE])


def _is_bare(label: str) -> bool:
    time = read_time(label)
    if time is not None:
        return not time.unit
    found = read_quantity(label, "field")
    if isinstance(found, Quantity) or found.kind is not QuantityProblemKind.MISSING_UNIT:
        return False
    return bool(found.value and found.value > 0)
