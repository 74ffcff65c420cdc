"""Join plate maps to the wells that were read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.adapters.plates.grid_tables import made_columns
from aivc.adapters.plates.joining import join, places_of
from aivc.adapters.plates.layouts import check_fit, wells_by_plate
from aivc.adapters.plates.well_table import shown_places

if TYPE_CHECKING:
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.layouts import Layouts
    from aivc.adapters.plates.screen import Screen
    from aivc.adapters.plates.well_table import Place


def join_maps(screen: Screen, layouts: Layouts, drawn: int | None, log: ConversionNotes) -> Screen:
    """Tell of each well that was read what the map says was in it.

    Parameters
    ----------
    screen
        The readouts; its rows are wells.
    layouts
        The maps.
    drawn
        Wells of the plates, where readouts are drawn as whole plates.
    log
        Takes a note of how many wells were found, and of those that only one of them has.

    Returns
    -------
    Screen
        With the columns of the maps, and a row without readouts for each well of a map that was
        not read.

    Raises
    ------
    UnreadableInputError
        A map is that of another plate, or nothing says which map is that of a plate.
    """
    read = list(screen.places or [])
    by_plate = layouts.of_plates([plate for plate, _ in read])
    wells = wells_by_plate(read)
    check_fit(layouts, wells, by_plate, drawn)
    unread = _unread(read, layouts, by_plate)
    if len(screen.well_columns) == 1:
        screen = _with_rows(screen, unread)
        _note_unread(unread, log)
    elif unread:
        because = f"{len(unread)} wells of the map were not read: {shown_places(unread)}"
        log.left_alone("wells that were not read", because)
    places = list(screen.places or [])
    wanted = [(by_plate[plate], well) for plate, well in places]
    having = list(zip(layouts.names, layouts.table.wells, strict=True))
    rows = places_of(wanted, having)
    made = made_columns(layouts.table) if _is_drawn(layouts) else ()
    side = {name: texts for name, texts in layouts.table.cells.items() if name not in made}
    joined = join(screen.cells, side, rows, _keys(layouts, screen))
    lacking = [place for place, row in zip(places, rows, strict=True) if row < 0]
    because = f"by plate and well; the map knows {joined.n_found} of {len(places)} wells"
    if joined.already:
        because += f"; already there: {', '.join(joined.already)}"
    log.mapped(layouts.table.source, f"obs columns {', '.join(joined.cells)}", because)
    if lacking:
        because = (
            f"{len(lacking)} wells that were read are not in the map, which says nothing of what "
            f"was in them: {shown_places(sorted(set(lacking)))}"
        )
        log.left_alone("wells without a map", because)
    return replace(screen, cells={**screen.cells, **joined.cells})


def _unread(read: list[Place], layouts: Layouts, by_plate: dict[str, str]) -> list[Place]:
    known = set(read)
    return [
        (plate, well)
        for plate, name in by_plate.items()
        for well in sorted(layouts.wells_of(name))
        if (plate, well) not in known
    ]


def _with_rows(screen: Screen, unread: list[Place]) -> Screen:
    """Add a row for each well that was not read."""
    if not unread:
        return screen
    (well_column,) = screen.well_columns
    added: dict[str, list[str | None]] = {well_column: [well.name for _, well in unread]}
    if screen.plate_column is not None:
        added[screen.plate_column] = [plate or None for plate, _ in unread]
    nothing: list[str | None] = [None] * len(unread)
    cells = {name: [*texts, *added.get(name, nothing)] for name, texts in screen.cells.items()}
    origins = [*screen.origins, *[("", 0)] * len(unread)]
    return replace(screen, cells=cells, places=[*(screen.places or []), *unread], origins=origins)


def _note_unread(unread: list[Place], log: ConversionNotes) -> None:
    if unread:
        because = (
            f"{len(unread)} wells of the map were not read: {shown_places(unread)}; they are rows "
            "without values"
        )
        log.added("obs rows", because, n_rows=len(unread))


def _keys(layouts: Layouts, screen: Screen) -> dict[str, str]:
    """Return the column of wells of the readouts by that of the maps."""
    of_map, of_rows = layouts.table.well_columns, screen.well_columns
    return {of_map[0]: of_rows[0]} if len(of_map) == len(of_rows) == 1 else {}


def _is_drawn(layouts: Layouts) -> bool:
    return layouts.table.plate_format is not None
