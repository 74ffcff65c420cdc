"""Join plate maps, counts of cells and tables of compounds to profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in
from aivc.adapters.plates.column_names import PLATE_MAPS, PLATES, first_of
from aivc.adapters.plates.files import TEXT_SUFFIXES, plain_suffix, read_plate_file, stem
from aivc.adapters.plates.grid_tables import made_columns
from aivc.adapters.plates.joining import Cells, distinct_rows, join, places_of
from aivc.adapters.plates.layouts import Layouts, check_fit, plate_lists, wells_by_plate
from aivc.adapters.plates.side_tables import join_side_table
from aivc.adapters.plates.stacking import stack
from aivc.adapters.plates.well_table import refuse_repeated, shown_places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.files import PlateFile
    from aivc.adapters.plates.well_table import Place, WellTable
    from aivc.adapters.text_rows.rows import TextRows

DEPTH = 7


@dataclass(frozen=True, slots=True)
class Beside:
    """The tables beside profiles.

    Attributes
    ----------
    maps
        Tables of wells of maps, which are filled into several plates.
    wells
        Tables of wells of plates, such as counts of cells.
    others
        Tables without wells.
    """

    maps: tuple[PlateFile, ...]
    wells: tuple[PlateFile, ...]
    others: tuple[TextRows, ...]


def read_beside(
    folder: Path, profiles: Sequence[Path], plates: Sequence[str], log: ConversionNotes
) -> Beside:
    """Read the text tables of a folder that are no profiles, and name what is left.

    Parameters
    ----------
    folder
        The folder.
    profiles
        Files of it that hold profiles.
    plates
        Plates of the profiles; a table of wells that names one of them is of plates, another one is
        a map.
    log
        Takes a note of each file.
    """
    maps, wells, others = [], [], []
    for name in names_in(folder, DEPTH):
        path = folder / name
        if path in profiles:
            continue
        if plain_suffix(name) not in TEXT_SUFFIXES:
            log.left_alone(name, "it is neither a table of profiles nor a text table")
            continue
        file = read_plate_file(path, log)
        if file.table is None:
            if file.rows is not None:
                others.append(file.rows)
        elif set(file.table.plates) & set(plates):
            wells.append(file)
        else:
            maps.append(file)
    return Beside(tuple(maps), tuple(wells), tuple(others))


def join_beside(
    cells: Cells,
    places: Sequence[Place] | None,
    well: str | None,
    beside: Beside,
    log: ConversionNotes,
) -> None:
    """Add the columns of the tables beside profiles to their wells.

    Parameters
    ----------
    cells
        Columns by name, a text for each well; columns are added.
    places
        Plate and well of each; None where the rows are no wells.
    well
        Column that names the wells.
    beside
        The tables.
    log
        Takes notes of how many wells each table knew.

    Raises
    ------
    UnreadableInputError
        A map is that of another plate, or says of one well twice.
    """
    lists = [rows for rows in beside.others if _is_list(rows)] if places else []
    if places is None:
        for file in (*beside.maps, *beside.wells):
            log.left_alone(file.path.name, "it tells of wells, and the profiles are of none")
    else:
        for rows in lists:
            _join_list(cells, [plate for plate, _ in places], rows, log)
        _join_maps(cells, places, well, beside, log)
        for files in _of_same_columns(beside.wells):
            _join_wells(cells, places, well, files, log)
    for rows in beside.others:
        if rows not in lists:
            join_side_table(cells, rows, log)


def _is_list(rows: TextRows) -> bool:
    """Tell whether a table says of plates which map they were filled by."""
    return first_of(rows.names, PLATES) is not None and first_of(rows.names, PLATE_MAPS) is not None


def _join_list(cells: Cells, plates: Sequence[str], rows: TextRows, log: ConversionNotes) -> None:
    """Join a table such as ``barcode_platemap.csv`` by plate."""
    column = first_of(rows.names, PLATES)
    assert column is not None  # noqa: S101 - the caller asked
    side = distinct_rows(rows.cells)
    repeated = len(set(side[column])) < len(side[column])
    if repeated:
        log.left_alone(rows.path.name, f"{column} names a plate in several rows that differ")
        return
    found = places_of(plates, side[column])
    joined = join(cells, side, found)
    cells |= joined.cells
    known = {plate for plate, at in zip(plates, found, strict=True) if at >= 0}
    because = f"by {column}; it knows {len(known)} of {len(set(plates))} plates"
    if joined.already:
        because += f"; already there: {', '.join(joined.already)}"
    log.mapped(rows.path.name, _named(joined.cells), because)


def _join_maps(
    cells: Cells,
    places: Sequence[Place],
    well: str | None,
    beside: Beside,
    log: ConversionNotes,
) -> None:
    """Join maps by the map of each plate and the well."""
    if not beside.maps:
        return
    lists = plate_lists(beside.others)
    needed = {lists.get(plate, plate) for plate, _ in places}
    used = []
    for file in beside.maps:
        if len(beside.maps) > 1 and not _is_needed(file, needed):
            log.left_alone(file.path.name, "it is the map of none of these plates")
        else:
            used.append(file)
    if not used:
        return
    tables = [(stem(file.path), file.table) for file in used if file.table is not None]
    for _, table in tables:
        refuse_repeated(table, how="a map says of each well once")
    table, _ = stack(tables)
    names = tuple(plate or called for called, one in tables for plate in one.plates)
    layouts = Layouts(table, names, lists)
    by_plate = layouts.of_plates([plate for plate, _ in places])
    check_fit(layouts, wells_by_plate(places), by_plate, None)
    rows = places_of(
        [(by_plate[plate], well) for plate, well in places],
        list(zip(names, table.wells, strict=True)),
    )
    made = made_columns(table) if all(file.is_drawn for file in used) else ()
    joined = join(
        cells, {n: c for n, c in table.cells.items() if n not in made}, rows, _keys(table, well)
    )
    cells |= joined.cells
    because = f"by plate and well; the map knows {joined.n_found} of {len(places)} wells"
    if joined.already:
        because += f"; already there: {', '.join(joined.already)}"
    log.mapped(", ".join(file.path.name for file in used), _named(joined.cells), because)
    _note_differences(places, layouts, by_plate, rows, log)


def _is_needed(file: PlateFile, needed: set[str]) -> bool:
    assert file.table is not None  # noqa: S101 - a map has wells
    return bool({*file.table.plates, stem(file.path)} & needed)


def _note_differences(
    places: Sequence[Place],
    layouts: Layouts,
    by_plate: dict[str, str],
    rows: Sequence[int],
    log: ConversionNotes,
) -> None:
    lacking = [place for place, row in zip(places, rows, strict=True) if row < 0]
    if lacking:
        because = (
            f"{len(lacking)} wells with profiles are not in the map, which says nothing of what "
            f"was in them: {shown_places(sorted(lacking))}"
        )
        log.left_alone("wells without a map", because)
    there = set(places)
    without = [
        (plate, well)
        for plate, name in by_plate.items()
        for well in sorted(layouts.wells_of(name))
        if (plate, well) not in there
    ]
    if without:
        because = f"{len(without)} wells of the map have no profile: {shown_places(without)}"
        log.left_alone("wells without a profile", because)


def _of_same_columns(files: Sequence[PlateFile]) -> list[list[PlateFile]]:
    """Group tables of wells that have the same columns, one for each plate."""
    groups: dict[tuple[str, ...], list[PlateFile]] = {}
    for file in files:
        if file.table is not None:
            groups.setdefault(tuple(sorted(file.table.cells)), []).append(file)
    return list(groups.values())


def _join_wells(
    cells: Cells,
    places: Sequence[Place],
    well: str | None,
    files: Sequence[PlateFile],
    log: ConversionNotes,
) -> None:
    """Join tables of wells of plates."""
    table, _ = stack([(stem(file.path), file.table) for file in files if file.table is not None])
    refuse_repeated(table, how="say of each well once, or put sites beside each other")
    rows = places_of(places, table.places)
    joined = join(cells, table.cells, rows, _keys(table, well))
    cells |= joined.cells
    n_other = table.n_rows - len(set(table.places) & set(places))
    because = f"by plate and well; it knows {joined.n_found} of {len(places)} wells"
    if joined.already:
        because += f"; already there: {', '.join(joined.already)}"
    if n_other:
        because += f"; {n_other} of its wells have no profile"
    log.mapped(", ".join(file.path.name for file in files), _named(joined.cells), because)


def _keys(table: WellTable, well: str | None) -> dict[str, str]:
    """Return the column of wells of the profiles by that of a table."""
    is_one = well is not None and len(table.well_columns) == 1
    return {table.well_columns[0]: well} if is_one and well is not None else {}


def _named(cells: Cells) -> str:
    return f"obs columns {', '.join(cells)}" if cells else "nothing that was not there"
