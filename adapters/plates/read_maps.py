"""Read plate maps as a dataset of wells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.peeking import names_in
from aivc.adapters.plates.broad_maps import broad_hints, name_solvent
from aivc.adapters.plates.column_names import PLATES, bare
from aivc.adapters.plates.drawn_names import maps_by_plate
from aivc.adapters.plates.files import (
    PlateFile,
    read_plate_file,
    refuse_spreadsheet,
    stem,
    text_files,
)
from aivc.adapters.plates.naming import names_of
from aivc.adapters.plates.obs_columns import obs_columns
from aivc.adapters.plates.side_tables import join_side_table
from aivc.adapters.plates.stacking import stack
from aivc.adapters.plates.well_table import refuse_repeated
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.well_table import WellTable
    from aivc.adapters.text_rows.rows import TextRows


@dataclass(frozen=True, slots=True)
class MapSources:
    """The maps of a source, and the tables beside them."""

    maps: tuple[PlateFile, ...]
    beside: tuple[TextRows, ...]


def read_maps(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a map, or all maps of a folder, with the tables of compounds beside them.

    Raises
    ------
    UnreadableInputError
        There is no map, or a map says of one well twice.
    """
    found = _sources(source, log)
    for file in found.maps:
        _check(file)
    tables = [(stem(f.path), f.plate, f.table) for f in found.maps if f.table is not None]
    table, plate = stack(maps_by_plate(tables))
    cells = dict(table.cells)
    for side in found.beside:
        join_side_table(cells, side, log)
    _note_wells(table, plate, log)
    name_solvent(cells, log)
    broad = broad_hints(cells, log)
    roles = {"well": Said(table.well_columns, "it holds the wells of the plate map")}
    if plate is not None and bare(plate) in PLATES:
        roles["plate"] = Said((plate,), "it holds the names of the plates of the plate map")
    hints = Hints(
        roles={**roles, **broad.roles},
        controls=broad.controls,
        dose_unit=broad.dose_unit,
        unit_dialect=broad.unit_dialect,
    )
    obs = MadeFrame(names_of(table.places), obs_columns(cells))
    notes = {file.path.name: list(file.notes) for file in found.maps if file.notes}
    uns = {"plate_file_notes": notes} if notes else {}
    return SourceReading(MadeDataset(source, [MadeTable(obs, uns=uns)]), hints)


def _sources(source: Path, log: ConversionNotes) -> MapSources:
    refuse_spreadsheet(source)
    if source.is_dir():
        return _of_folder(source, log)
    file = read_plate_file(source, log)
    if file.table is None:
        msg = (
            f"{source} is no plate map: no column names wells (such as `well`, or `row` and "
            "`column`), and no grid of letters and numbers is drawn in it"
        )
        raise UnreadableInputError(msg)
    return MapSources((file,), tuple(_metadata_of_jump(source, log)))


def _of_folder(folder: Path, log: ConversionNotes) -> MapSources:
    maps: list[PlateFile] = []
    beside: list[TextRows] = []
    read = set()
    for path in text_files(folder):
        file = read_plate_file(path, log)
        read.add(path.relative_to(folder).as_posix())
        if file.table is not None:
            maps.append(file)
        elif file.rows is not None:
            beside.append(file.rows)
    for name in sorted(set(names_in(folder)) - read):
        log.left_alone(name, "it is no text table; save spreadsheets as CSV")
    if not maps:
        msg = (
            f"{folder} holds no plate map: a text table with a column of wells, or a plate drawn "
            "as a grid of letters and numbers"
        )
        raise UnreadableInputError(msg)
    return MapSources(tuple(maps), tuple(beside))


def _metadata_of_jump(source: Path, log: ConversionNotes) -> list[TextRows]:
    """Read ``NAME_metadata.tsv`` beside ``NAME_platemap.tsv``."""
    if "platemap" not in source.name:
        return []
    beside = source.with_name(source.name.replace("platemap", "metadata"))
    if beside == source or not beside.is_file():
        return []
    rows = read_plate_file(beside, log).rows
    return [] if rows is None else [rows]


def _check(file: PlateFile) -> None:
    if file.table is not None:
        refuse_repeated(file.table, how="a map says of each well once; name the plate in a column")


def _note_wells(table: WellTable, plate: str | None, log: ConversionNotes) -> None:
    named = ", ".join(f"obs column {name}" for name in table.well_columns)
    because = table.because or "it holds the wells of the plate map"
    log.mapped(named, "well", because)
    if plate is not None and bare(plate) in PLATES:
        log.mapped(f"obs column {plate}", "plate", "it holds the names of the plates")
    size = table.plate_format or table.least_format
    how = "the grid is drawn so" if table.plate_format else "the wells fit no smaller plate"
    log.inferred(f"{table.n_rows} wells", f"plates of {size}", how)
