"""Readouts of several files as one table of wells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.plates.files import READOUT, stem
from aivc.adapters.plates.grid_tables import PLATE, free_name, made_columns
from aivc.adapters.plates.readouts import is_readout
from aivc.adapters.plates.stacking import stack
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.plates.files import PlateFile
    from aivc.adapters.plates.joining import Cells
    from aivc.adapters.plates.well_table import Place, WellTable


@dataclass(frozen=True, slots=True)
class Readings:
    """Readouts by plate and well.

    Attributes
    ----------
    table
        The wells, with all columns.
    readouts
        Those that hold readouts.
    origins
        File and line of each row; the line is 0 where it is not known.
    """

    table: WellTable
    readouts: tuple[str, ...]
    origins: list[tuple[str, int]]


def merge_readings(files: Sequence[PlateFile]) -> Readings:
    """Put the readouts of files together: wells below each other, readouts beside each other.

    Where there are several files, one that names no plate is of the plate that its name says
    without the words of the readout: ``P1_luminescence.csv``.

    Raises
    ------
    UnreadableInputError
        Two files say different things of one well.
    """
    called = [_called(file, several=len(files) > 1) for file in files]
    readouts = tuple(dict.fromkeys(name for one in called for name in one.readouts))
    if len(called) == 1:
        return called[0]
    origins = [origin for one in called for origin in one.origins]
    whole, _ = stack([(one.table.source, one.table) for one in called])
    if len(set(whole.places)) == whole.n_rows or _repeat_themselves(called):
        return Readings(whole, readouts, origins)
    return _side_by_side(whole, readouts, origins)


def split_name(name: str) -> tuple[str, str]:
    """Divide the name of a file into the plate and the readout.

    Examples
    --------
    >>> split_name("P1_luminescence"), split_name("plate 7"), split_name("viability")
    (('P1', 'luminescence'), ('plate 7', ''), ('viability', 'viability'))
    """
    parts = re.split(r"([_ .-]+)", name)
    words = parts[::2]
    told = [word for word in words if is_readout(word)]
    left = [word for word in words if word not in told]
    if not told:
        return name, ""
    return "_".join(left) or name, "_".join(told)


def _called(file: PlateFile, *, several: bool) -> Readings:
    """Give a file's plate and readout the names that the file's own name says."""
    table = file.table
    assert table is not None  # noqa: S101 - the caller keeps files without wells apart
    plate, readout = split_name(stem(file.path))
    readouts = file.readouts
    if READOUT in readouts and file.is_drawn and readout:
        cells = {readout if name == READOUT else name: c for name, c in table.cells.items()}
        readouts = tuple(readout if name == READOUT else name for name in readouts)
        table = replace(table, cells=cells)
    if several and table.plate_column is None:
        column = free_name(PLATE, table.cells)
        cells = {column: [plate] * table.n_rows, **table.cells}
        plates = (plate,) * table.n_rows
        table = replace(table, cells=cells, plates=plates, plate_column=column)
    lines = file.rows.lines if file.rows is not None else (0,) * table.n_rows
    return Readings(table, readouts, [(file.path.name, line) for line in lines])


def _repeat_themselves(called: Sequence[Readings]) -> bool:
    """Tell whether wells stand several times within a file, as in courses of time."""
    return any(len(set(one.table.places)) < one.table.n_rows for one in called)


def _side_by_side(
    whole: WellTable, readouts: tuple[str, ...], origins: list[tuple[str, int]]
) -> Readings:
    """Make one row of all rows of a well."""
    row_of: dict[Place, int] = {}
    for place in whole.places:
        row_of.setdefault(place, len(row_of))
    cells: Cells = {name: [None] * len(row_of) for name in whole.cells}
    first: list[tuple[str, int]] = [("", 0)] * len(row_of)
    for source_row, place in enumerate(whole.places):
        row = row_of[place]
        first[row] = first[row] if first[row][0] else origins[source_row]
        for name, texts in whole.cells.items():
            text = texts[source_row]
            if text is None or name in made_columns(whole):
                cells[name][row] = text if cells[name][row] is None else cells[name][row]
            elif cells[name][row] in {None, text}:
                cells[name][row] = text
            else:
                plate, well = place
                of = f" of plate {plate}" if plate else ""
                file = origins[source_row][0]
                msg = (
                    f"{file}: {name!r} of well {well.name}{of} is {text!r}, but {first[row][0]} "
                    f"says {cells[name][row]!r}; remove one of them, or name the plates apart"
                )
                raise UnreadableInputError(msg)
    wells = tuple(well for _, well in row_of)
    plates = tuple(plate for plate, _ in row_of)
    return Readings(replace(whole, wells=wells, plates=plates, cells=cells), readouts, first)
