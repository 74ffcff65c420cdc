"""Put the files of a screen together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in
from aivc.adapters.plates.column_names import DOSES, bare
from aivc.adapters.plates.drawn_names import maps_by_plate
from aivc.adapters.plates.files import (
    PlateFile,
    read_plate_file,
    refuse_spreadsheet,
    stem,
    text_files,
)
from aivc.adapters.plates.kinds_of_readout import side_by_side
from aivc.adapters.plates.layouts import Layouts, plate_lists
from aivc.adapters.plates.map_joining import join_maps
from aivc.adapters.plates.readings import merge_readings
from aivc.adapters.plates.screen import CONTEXTS, REPEATS, Screen, repeat_columns
from aivc.adapters.plates.side_tables import join_side_table
from aivc.adapters.plates.stacking import stack
from aivc.adapters.plates.well_table import refuse_repeated, shown_places
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.well_table import Place
    from aivc.adapters.text_rows.rows import TextRows

NAMELESS = ("", "unnamed0", "column1")


def screen_of_file(path: Path, log: ConversionNotes) -> Screen:
    """Read one file of readouts.

    Raises
    ------
    UnreadableInputError
        No column is a readout, or a well stands in several rows.
    """
    refuse_spreadsheet(path)
    file = read_plate_file(path, log)
    if not file.readouts:
        _refuse_without_readouts(path, file)
    screen = _screen(path.name, [file])
    _refuse_repeated(screen)
    return side_by_side(screen, log)


def screen_of_folder(folder: Path, log: ConversionNotes) -> Screen:
    """Read the readouts of a folder, and join maps and tables of compounds to them.

    Raises
    ------
    UnreadableInputError
        There are no readouts, or maps and readouts are not of the same plates.
    """
    files = [read_plate_file(path, log) for path in text_files(folder)]
    read = {file.path.relative_to(folder).as_posix() for file in files}
    for name in sorted(set(names_in(folder)) - read):
        log.left_alone(name, "it is no text table; save spreadsheets as CSV")
    measured = [file for file in files if file.readouts]
    maps = [file for file in files if file.table is not None and not file.readouts]
    beside = [file.rows for file in files if file.table is None and not file.readouts and file.rows]
    if not measured:
        msg = (
            f"{folder} holds no readouts: no text table with a column such as viability, "
            "luminescence or cell_count, and no plate of numbers drawn as a grid"
        )
        raise UnreadableInputError(msg)
    screen = _screen(folder.name, measured)
    _refuse_repeated(screen)
    screen = side_by_side(screen, log)
    if maps and screen.places is not None:
        screen = join_maps(screen, _layouts(maps, beside), _drawn(measured), log)
    elif maps:
        for file in maps:
            log.left_alone(file.path.name, "it is a plate map, but the readouts name no wells")
    cells = dict(screen.cells)
    for rows in beside:
        join_side_table(cells, rows, log)
    return replace(screen, cells=cells)


def _screen(source: str, files: list[PlateFile]) -> Screen:
    notes = {file.path.name: list(file.notes) for file in files if file.notes}
    if any(file.table is None for file in files):
        return replace(_of_rows(source, files), notes=notes)
    merged = merge_readings(files)
    table = merged.table
    names = [name for name in table.cells if name not in merged.readouts]
    return Screen(
        source,
        table.cells,
        merged.readouts,
        table.places,
        table.well_columns,
        table.plate_column,
        repeat_columns(names, has_plates=table.plate_column is not None),
        origins=merged.origins,
        notes=notes,
        because=table.because,
    )


def _of_rows(source: str, files: list[PlateFile]) -> Screen:
    """Return a screen whose rows are treated samples and no wells."""
    if len(files) > 1 or files[0].rows is None:
        named = ", ".join(file.path.name for file in files if file.table is None)
        msg = f"{source}: the readouts {named} name no wells, and there are several; convert each"
        raise UnreadableInputError(msg)
    rows = files[0].rows
    first = rows.names[0]
    is_name = not rows.header[0] or bare(first) in NAMELESS
    names_column = first if is_name and None not in rows.cells[first] else None
    origins = [(rows.path.name, line) for line in rows.lines]
    return Screen(
        source, rows.cells, files[0].readouts, None, names_column=names_column, origins=origins
    )


def _layouts(maps: list[PlateFile], beside: list[TextRows]) -> Layouts:
    tables = maps_by_plate([(stem(f.path), f.plate, f.table) for f in maps if f.table is not None])
    for _, table in tables:
        refuse_repeated(table, how="a map says of each well once; name the plate in a column")
    table, _ = stack(tables)
    names = tuple(plate or called for called, one in tables for plate in one.plates)
    return Layouts(table, names, plate_lists(beside))


def _drawn(files: list[PlateFile]) -> int | None:
    formats = {file.table.plate_format for file in files if file.table is not None}
    return formats.pop() if len(formats) == 1 else None


def _refuse_repeated(screen: Screen) -> None:
    if screen.places is None:
        return
    telling = [screen.cells[name] for name in screen.repeats]
    seen: set[tuple[object, ...]] = set()
    repeated: dict[Place, None] = {}
    for row, place in enumerate(screen.places):
        key = (place, *(column[row] for column in telling))
        if key in seen:
            repeated[place] = None
        seen.add(key)
    if repeated:
        msg = (
            f"{screen.source} has {len(repeated)} wells in more than one row: "
            f"{shown_places(repeated)}; remove the copies, or say what tells the readings of a "
            f"well apart in a column such as plate, {', '.join(REPEATS[:4])} or {CONTEXTS[0]}"
        )
        raise UnreadableInputError(msg)


def _refuse_without_readouts(path: Path, file: PlateFile) -> None:
    cells = file.rows.cells if file.rows else (file.table.cells if file.table else {})
    named = ", ".join(map(repr, list(cells)[:12]))
    told = [name for name in cells if bare(name) in DOSES]
    hint = f" ({told[0]!r} is a dose)" if told else ""
    msg = (
        f"{path} holds no readouts: none of its columns {named}{hint} is called like one and holds "
        "numbers; rename the column, for example viability, luminescence, absorbance or cell_count"
    )
    raise UnreadableInputError(msg)
