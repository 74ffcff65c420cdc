"""Put tables of wells below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.plates.grid_tables import PLATE, free_name
from aivc.adapters.plates.well_table import WellTable
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence


def stack(tables: Sequence[tuple[str, WellTable]]) -> tuple[WellTable, str | None]:
    """Put tables below each other, with the columns of all of them.

    Parameters
    ----------
    tables
        Name and table. Where there are several, a table that names no plates is one plate, called
        as the table is.

    Returns
    -------
    tuple
        The whole, and its column of plates, or None where there is none.

    Raises
    ------
    UnreadableInputError
        The tables name wells or plates in columns of different names.
    """
    if len(tables) == 1:
        return tables[0][1], tables[0][1].plate_column
    named = {table.plate_column for _, table in tables}
    well_columns = {table.well_columns for _, table in tables}
    if len(well_columns) > 1 or len(named) > 1:
        listed = ", ".join(repr(" and ".join(names)) for names in sorted(well_columns))
        plates = ", ".join(sorted(repr(name) for name in named))
        files = ", ".join(name for name, _ in tables[:5])
        msg = (
            f"the tables {files} name their wells in different columns ({listed}), or their plates "
            f"({plates}); call the columns alike"
        )
        raise UnreadableInputError(msg)
    columns = list(dict.fromkeys(name for _, table in tables for name in table.cells))
    plate_column = named.pop()
    made = plate_column or free_name(PLATE, columns)
    cells: dict[str, list[str | None]] = {} if plate_column else {made: []}
    cells |= {name: [] for name in columns}
    for called, table in tables:
        for name in columns:
            cells[name] += table.cells.get(name, [None] * table.n_rows)
        if plate_column is None:
            cells[made] += [called] * table.n_rows
    formats = {table.plate_format for _, table in tables}
    whole = WellTable(
        ", ".join(table.source for _, table in tables[:3]),
        tuple(well for _, table in tables for well in table.wells),
        tuple(plate or called for called, table in tables for plate in table.plates),
        cells,
        well_columns.pop(),
        made,
        formats.pop() if len(formats) == 1 else None,
        "; ".join(dict.fromkeys(table.because for _, table in tables if table.because)),
    )
    return whole, made
