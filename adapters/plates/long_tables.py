"""Tables with one row for each well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.plates.column_names import (
    COLUMNS,
    PLATE_MAPS,
    PLATES,
    ROWS,
    WELLS,
    first_of,
    ranked,
)
from aivc.adapters.plates.well_columns import WellColumn, named_wells, placed_wells
from aivc.adapters.plates.well_table import WellTable
from aivc.adapters.plates.wells import read_well
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.text_rows.rows import TextRows

ENOUGH_ROWS = 0.5
"""Of the labels of a column that is called like one of wells and may be something else."""


@dataclass(frozen=True, slots=True)
class WellColumns:
    """The columns that say the well, the wells, and the column that says the plate."""

    names: tuple[str, ...]
    read: WellColumn
    plate: str | None


def find_wells(cells: Mapping[str, Sequence[str | None]]) -> WellColumns | None:
    """Find the columns of a table that say which well a row is; None where none do.

    A column is taken by its name if at least half of its labels are wells, so that ``position`` may
    be something else; rows and columns of numbers or letters are taken where there is no such
    column.

    Examples
    --------
    >>> find_wells({"Well ID": ["a1", "a2"], "drug": ["DMSO", "dex"]}).names
    ('Well ID',)
    >>> find_wells({"row": ["A", "B"], "col": ["1", "2"], "Plate": ["7", "7"]}).plate
    'Plate'
    >>> find_wells({"position": ["left", "right"]})
    """
    plate = first_of(cells, PLATES) or first_of(cells, PLATE_MAPS)
    for name in ranked(cells, WELLS):
        labels = {label for label in cells[name] if label is not None}
        known = sum(read_well(label) is not None for label in labels)
        if labels and known >= ENOUGH_ROWS * len(labels):
            return WellColumns((name,), named_wells(cells[name]), plate)
    row, column = first_of(cells, ROWS), first_of(cells, COLUMNS)
    if row is None or column is None:
        return None
    placed = placed_wells(cells[row], cells[column])
    if placed is None or not any(placed.wells):
        return None
    return WellColumns((row, column), placed, plate)


def long_table(rows: TextRows) -> WellTable | None:
    """Read a table with one row for each well; None where no column says which well a row is.

    Raises
    ------
    UnreadableInputError
        Some rows name no well; the message says which lines.
    """
    found = find_wells(rows.cells)
    if found is None:
        return None
    odd = [at for at, well in enumerate(found.read.wells) if well is None]
    if odd:
        first = ", ".join(repr(rows.cells[name][odd[0]] or "") for name in found.names)
        named = " and ".join(map(repr, found.names))
        msg = (
            f"{rows.path}, line {rows.lines[odd[0]]}: {named} says {first}, which is no well, in "
            f"{len(odd)} of {rows.n_rows} rows; write wells as A01, and remove rows that are none"
        )
        raise UnreadableInputError(msg)
    wells = tuple(well for well in found.read.wells if well is not None)
    plates = [None] * len(wells) if found.plate is None else rows.cells[found.plate]
    return WellTable(
        rows.path.name,
        wells,
        tuple(plate or "" for plate in plates),
        rows.cells,
        found.names,
        found.plate,
        because=found.read.because,
    )
