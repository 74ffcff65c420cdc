"""The units of the numbers of a column: one for all rows, or as another column says row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.role_names import without_unit
from aivc.schema.vocabulary import Unit, UnitProblem, UnitProblemKind, parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.columns import ObsColumn

DOSE_UNIT_COLUMNS = frozenset(
    {
        "doseunit", "doseunits", "pertdoseunit", "concentrationunit", "concentrationunits",
        "concunit", "amountunit", "amountunits", "exdosu", "dosageunit",
    }
)  # fmt: skip
TIME_UNIT_COLUMNS = frozenset(
    {"timeunit", "timeunits", "perttimeunit", "durationunit", "durationunits"}
)
UNIT_OF_NAME = {
    "hours": "h", "hour": "h", "days": "d", "day": "d", "minutes": "min", "weeks": "wk",
}  # fmt: skip
"""Names of columns that are themselves units."""

MISLEADING = frozenset({"mmolesperliter"})
"""Names whose unit is not that of the dose in the medium.

``mmoles_per_liter`` of the plate maps of the Cell Painting Gallery is that of the stock solution.
"""

MISSING_UNITS = frozenset({"", "-666", "nan", "na", "n/a", "none", "unknown", "null"})


@dataclass(frozen=True, slots=True)
class UnitGuess:
    """A unit, and where it comes from; what a person or a format says is no guess."""

    unit: Unit
    because: str
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class ColumnUnits:
    """Units of the numbers of a column.

    Attributes
    ----------
    one
        The unit of all of them, None where there is not one.
    beside
        Name of the column that tells the unit of each row, None where there is none.
    by_code
        Unit by code of that column; labels that are no unit are absent.
    unread
        Labels of that column that are no known unit, with the rows of each.
    """

    one: UnitGuess | None = None
    beside: str | None = None
    by_code: Mapping[int, Unit] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether the unit of at least some rows is known."""
        return self.one is not None or self.beside is not None

    def at(self, codes: Mapping[str, int]) -> Unit | None:
        """Return the unit of a row from the codes of its columns by name."""
        if self.beside is not None:
            return self.by_code.get(codes[self.beside])
        return self.one.unit if self.one is not None else None


def units_of_column(
    column: ObsColumn, beside: ObsColumn | None, said: str | None, dialect: str
) -> ColumnUnits:
    """Tell the units of a column of numbers.

    Parameters
    ----------
    column
        The column.
    beside
        The column that holds its units, if there is one.
    said
        The unit that a person or a format gives; it decides.
    dialect
        Whose spelling the file uses.
    """
    if said is not None:
        given = parse_unit(said, dialect)
        if isinstance(given, UnitProblem):
            given = parse_unit(said)
        return ColumnUnits(
            UnitGuess(given, "it was given", is_said=True) if isinstance(given, Unit) else None
        )
    in_name = unit_in_name(column.name)
    if in_name is not None:
        return ColumnUnits(UnitGuess(in_name, f"the column is called {column.name}"))
    if beside is None:
        return ColumnUnits()
    is_time = joined(beside.name) in TIME_UNIT_COLUMNS
    return _told_beside(beside, dialect, is_time=is_time)


def unit_in_name(name: str) -> Unit | None:
    """Return the unit in the name of a column.

    Examples
    --------
    >>> unit_in_name("pert_dose_uM").ucum, unit_in_name("hours").ucum, unit_in_name("dose")
    ('umol/L', 'h', None)
    """
    if joined(name) in MISLEADING:
        return None
    whole = UNIT_OF_NAME.get(joined(name))
    if whole is not None:
        found = parse_unit(whole)
        return found if isinstance(found, Unit) else None
    return without_unit(name)[1]


def _told_beside(beside: ObsColumn, dialect: str, *, is_time: bool) -> ColumnUnits:
    by_code: dict[int, Unit] = {}
    unread: dict[str, int] = {}
    for code, label in enumerate(beside.labels):
        if label.strip().casefold() in MISSING_UNITS:
            continue
        unit = _probable(label, dialect)
        if unit is None or not (unit.shape == "time" if is_time else unit.kinds):
            unread[label] = int(beside.counts[code])
        else:
            by_code[code] = unit
    if len({unit.ucum for unit in by_code.values()}) == 1 and not unread:
        unit = next(iter(by_code.values()))
        spelt = shown([beside.labels[code] for code in by_code])
        said = f"the column {beside.name} says {spelt} in every row that has a unit"
        return ColumnUnits(UnitGuess(unit, said))
    if not by_code:
        return ColumnUnits(unread=unread)
    return ColumnUnits(None, beside.name, by_code, unread)


def _probable(label: str, dialect: str) -> Unit | None:
    """Read a unit; one with two readings is taken for the more probable, as the column is of doses.

    What only resembles a unit is none: ``UM`` may be a misspelling of anything.
    """
    found = parse_unit(label, dialect)
    if not isinstance(found, UnitProblem):
        return found
    return found.probable if found.kind is UnitProblemKind.AMBIGUOUS else None
