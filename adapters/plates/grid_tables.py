"""Plates drawn as grids, as tables with one row for each well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.plates.well_table import WellTable
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aivc.adapters.plates.grids import Grid
    from aivc.adapters.plates.well_table import Place

WELL, PLATE = "well", "plate"
"""Columns that are made of a grid, which has none."""


def grid_table(source: str, grids: Sequence[Grid], untitled: str) -> WellTable:
    """Make a table of some grids: a row for each well that is drawn, a column for each title.

    Parameters
    ----------
    source
        The file, for messages.
    grids
        At least one.
    untitled
        Column of a grid without a title.

    Raises
    ------
    UnreadableInputError
        Two grids of one plate have the same title, or none.
    """
    titles = list(dict.fromkeys(grid.title or untitled for grid in grids))
    by_place: dict[Place, dict[str, str | None]] = {}
    drawn: set[tuple[str, str]] = set()
    for number, grid in enumerate(grids, start=1):
        title = grid.title or untitled
        if (grid.plate, title) in drawn:
            _refuse_same_title(source, number, grid)
        drawn.add((grid.plate, title))
        for well, text in grid.cells.items():
            by_place.setdefault((grid.plate, well), {})[title] = text
    plates = list(dict.fromkeys(grid.plate for grid in grids))
    places = sorted(by_place, key=lambda place: (plates.index(place[0]), place[1]))
    well_column = free_name(WELL, titles)
    plate_column = free_name(PLATE, titles) if any(plates) else None
    cells: dict[str, list[str | None]] = {}
    if plate_column is not None:
        cells[plate_column] = [plate or None for plate, _ in places]
    cells[well_column] = [well.name for _, well in places]
    for title in titles:
        cells[title] = [by_place[place].get(title) for place in places]
    formats = {grid.plate_format for grid in grids}
    return WellTable(
        source,
        tuple(well for _, well in places),
        tuple(plate for plate, _ in places),
        cells,
        (well_column,),
        plate_column,
        formats.pop() if len(formats) == 1 else None,
    )


def made_columns(table: WellTable) -> tuple[str, ...]:
    """Return the columns of a table of grids that were made of where the cells stand."""
    plate = () if table.plate_column is None else (table.plate_column,)
    return (*plate, *table.well_columns)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that no column has.

    Examples
    --------
    >>> free_name("well", ["dose"]), free_name("well", ["well", "well_"])
    ('well', 'well__')
    """
    while name in taken:
        name = f"{name}_"
    return name


def _refuse_same_title(source: str, number: int, grid: Grid) -> None:
    line = min(grid.lines.values())
    called = f"is also called {grid.title!r}" if grid.title else "has no title either"
    msg = (
        f"{source}, line {line}: grid {number} {called}; write above each grid what it shows, and "
        "above the grids of a plate the line `Plate: NAME`"
    )
    raise UnreadableInputError(msg)
