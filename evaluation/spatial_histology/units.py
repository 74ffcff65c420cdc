"""Which table of a container a benchmark is about, and what its card says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.storage.elements.libraries import LIBRARY_COLUMN, library_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import (
        DatasetCard,
        MeasurementOperator,
        ModalityTable,
        ScaleUnitSet,
    )
    from aivc.storage.model import Dataset, Table

SECTION_COLUMN = "section_id"
"""Column of the standard that names the section of each row."""


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The rows of one table, and what the card says of them.

    Attributes
    ----------
    table
        The table.
    because
        Why it is this one.
    declared
        Its main matrix in the card, None where the card has none.
    operator, unit_set
        Of that matrix, None where the card has none.
    """

    table: Table
    because: str
    declared: ModalityTable | None
    operator: MeasurementOperator | None
    unit_set: ScaleUnitSet | None

    @property
    def scale(self) -> str:
        """Scale of the rows: ``spot`` or ``cell``."""
        told = (self.unit_set.scale if self.unit_set else None) or (
            self.operator.scale if self.operator else None
        )
        return told or "cell"

    @property
    def are_spots(self) -> bool:
        """Whether rows are spots of an array."""
        return self.scale == "spot"

    @property
    def holds_counts(self) -> bool:
        """Whether the card says that the values are raw counts."""
        return self.declared is not None and self.declared.value_type == "raw_counts"

    @property
    def matrix(self) -> str:
        """Path of the matrix whose values are asked for."""
        if self.declared is not None and self.declared.path_in_file:
            return self.declared.path_in_file
        return f"{self.table.name}/X".lstrip("/")


def choose_units(dataset: Dataset, card: DatasetCard, wanted: str | None = None) -> Units:
    """Return the table that is named, or the one that a benchmark of histology is most likely of.

    Raises
    ------
    BenchmarkError
        There is no such table, or none at all.
    """
    tables = [table for table in dataset.tables if table.n_obs]
    if wanted is not None:
        named = [table for table in tables if wanted in {table.name, table.name.split("/")[-1]}]
        if not named:
            known = ", ".join(table.name or "the only one" for table in dataset.tables)
            msg = f"--table {wanted}: there is no such table with rows; there are {known}"
            raise BenchmarkError(msg)
        return _described(named[0], card, "it was asked for")
    if not tables:
        msg = f"{dataset.path} has no table with rows, so there is nothing to ask an image for"
        raise BenchmarkError(msg)
    if len(tables) == 1:
        return _described(tables[0], card, "it is the only table")
    found = [_described(table, card, "") for table in tables]
    spots = [units for units in found if units.are_spots]
    if len(spots) == 1:
        return _described(spots[0].table, card, "its rows are spots")
    n_most = max(units.table.n_obs for units in found)
    most = [units for units in found if units.table.n_obs == n_most]
    counted = [units for units in most if units.holds_counts]
    chosen = (counted or most)[0]
    if len(most) == 1:
        why = "it has the most rows"
    elif len(counted) == 1:
        why = f"of {len(most)} tables with the most rows it alone holds raw counts by the card"
    else:
        alike = f"{len(counted)} with raw counts" if counted else f"{len(most)}"
        why = f"it is the first of {alike} that have the same number of rows"
    return _described(chosen.table, card, f"{why}; name another with --table")


def _described(table: Table, card: DatasetCard, because: str) -> Units:
    declared = next(_declared(table, card), None)
    operators = {operator.operator_id: operator for operator in card.operators}
    sets = {unit_set.unit_set_id: unit_set for unit_set in card.unit_sets}
    return Units(
        table,
        because,
        declared,
        operators.get(declared.measured_by) if declared is not None else None,
        sets.get(declared.unit_set) if declared is not None else None,
    )


def _declared(table: Table, card: DatasetCard) -> Iterator[ModalityTable]:
    """Yield what the card declares of a table, counts at ``X`` first."""
    home = f"{table.name}/" if table.name else ""
    mine = [
        one
        for one in card.tables
        if (one.path_in_file or "").startswith(home)
        and table.matrix((one.path_in_file or "").removeprefix(home)) is not None
    ]
    yield from sorted(mine, key=lambda one: (one.path_in_file or "") != f"{home}X")


def section_columns(units: Units, card: DatasetCard) -> tuple[str, ...]:
    """Return the columns of obs that say which section a row is of; empty where none does.

    Those that the card binds, else that of the standard, else the one that names the region, or
    the library of a Visium section.
    """
    for key in card.binding.keys if card.binding is not None else ():
        if key.role == "section" and all(units.table.obs.has(name) for name in key.columns):
            return tuple(key.columns)
    region = units.table.attributes.get("region_key")
    for name in (SECTION_COLUMN, region):
        if isinstance(name, str) and units.table.obs.has(name):
            return (name,)
    library = library_column(units.table)
    if library is None and units.table.obs.has(LIBRARY_COLUMN):
        library = LIBRARY_COLUMN
    return () if library is None else (library,)
