"""Read profiles as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.cell_painting.beside_profiles import join_beside, read_beside
from aivc.adapters.cell_painting.features import extractor_of
from aivc.adapters.cell_painting.joined_plates import joined_matrix
from aivc.adapters.cell_painting.label_columns import of_cells
from aivc.adapters.cell_painting.profile_files import (
    level_of,
    plate_and_stage,
    profile_names,
)
from aivc.adapters.cell_painting.profile_rows import names_of_rows, profile_rows
from aivc.adapters.cell_painting.profile_tables import ParquetProfiles
from aivc.adapters.cell_painting.text_profiles import TextProfiles
from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.peeking import PARQUET, first_bytes
from aivc.adapters.plates.broad_maps import broad_hints, name_solvent
from aivc.adapters.text_bytes.encoding import note_encoding
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.cell_painting.profile_rows import ProfileRows
    from aivc.adapters.cell_painting.profile_tables import ProfileTable
    from aivc.adapters.contract.log import ConversionNotes

MORPHOLOGY = "Morphology"
SAID = "profiles of CellProfiler and pycytominer name the column so"


def read_profiles(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a file of profiles, or those of a folder with what lies beside them.

    Raises
    ------
    UnreadableInputError
        There are none, plates have other features, or a table beside does not fit them.
    """
    paths = _paths(source)
    _stage(source, paths)
    tables: list[ProfileTable] = []
    try:
        tables.extend(_open(path, log) for path in paths)
        rows = profile_rows(tables, [plate_and_stage(path)[0] for path in paths])
        reading = _reading(source, paths, tables, rows, log)
    except BaseException:
        _close(tables)
        raise
    return reading


def _reading(
    source: Path,
    paths: Sequence[Path],
    tables: list[ProfileTable],
    rows: ProfileRows,
    log: ConversionNotes,
) -> SourceReading:
    features = tables[0].features
    matrix = joined_matrix(tables)
    names = names_of_rows(rows, source.name)
    # What differs between the cells of a well cannot be what another table tells of the well.
    cells = {
        name: column.at(rows.first)
        for name, column in rows.columns.items()
        if not rows.is_grouped or rows.is_same_in_group(name)
    }
    if source.is_dir():
        plates = sorted({plate for plate, _ in rows.places or ()})
        beside = read_beside(source, paths, plates, log)
        join_beside(cells, rows.places, rows.well, beside, log)
    name_solvent(cells, log)
    broad = broad_hints(cells, log)
    columns = [column.source(name) for name, column in rows.columns.items()]
    columns += [
        of_cells(texts, rows.group).source(name)
        for name, texts in cells.items()
        if name not in rows.columns
    ]
    said = "columns called like features of CellProfiler, or outputs of a network"
    log.mapped(f"{len(features)} features", "X", said)
    stage = _stage(source, paths)
    hints = Hints(
        roles={**_roles(rows, log), **broad.roles},
        controls=broad.controls,
        dose_unit=broad.dose_unit,
        unit_dialect=broad.unit_dialect,
        operators={"X": Said(MORPHOLOGY, f"its features are {said}")},
        card=_card(features, stage, rows, log),
    )
    obs = MadeFrame(names, columns, n_rows=rows.n_rows)
    table = MadeTable(obs, MadeFrame(list(features)), [matrix])
    return SourceReading(MadeDataset(source, [table], close=lambda: _close(tables)), hints)


def _paths(source: Path) -> list[Path]:
    if source.is_dir():
        paths = [source / name for name in profile_names(source)]
        if not paths:
            msg = (
                f"{source} holds no profiles: no text or Parquet table with columns Metadata_ and "
                "features such as Cells_AreaShape_Area"
            )
            raise UnreadableInputError(msg)
        return paths
    if not source.is_file():
        msg = f"there is no file or folder {source}"
        raise UnreadableInputError(msg)
    return [source]


def _stage(source: Path, paths: Sequence[Path]) -> str:
    """Return what was done to the profiles, as the endings of their files say.

    Raises
    ------
    UnreadableInputError
        They say different things.
    """
    stages = {plate_and_stage(path)[1]: path for path in reversed(paths)}
    if len(stages) > 1:
        files = ", ".join(path.name for _, path in sorted(stages.items())[:6])
        msg = (
            f"{source} holds profiles that were processed in {len(stages)} ways, as their names "
            f"say: {files}; name the one file that is wanted, or keep one kind in a folder"
        )
        raise UnreadableInputError(msg)
    return next(iter(stages))


def _open(path: Path, log: ConversionNotes) -> ProfileTable:
    log.read_file(path)
    if first_bytes(path, len(PARQUET)) == PARQUET:
        return ParquetProfiles(path)
    table = TextProfiles(path)
    note_encoding(path, table.encoding, log)
    if table.n_missing:
        because = f"{table.n_missing} cells of features are empty: they are NaN in X"
        log.left_alone(f"empty cells of {path.name}", because)
    return table


def _roles(rows: ProfileRows, log: ConversionNotes) -> dict[str, Said]:
    roles = {}
    for role, name in (("plate", rows.plate), ("well", rows.well)):
        if name is None:
            continue
        because = SAID
        if role == "plate" and rows.made_plate:
            because = "no column names the plates, but the files are called so"
            log.added(f"obs column {name}", because)
        log.mapped(f"obs column {name}", role, because)
        roles[role] = Said((name,), because)
    return roles


def _card(
    features: Sequence[str], stage: str, rows: ProfileRows, log: ConversionNotes
) -> dict[str, Said]:
    card = {}
    software = extractor_of(features)
    if software is not None:
        because = f"features are called as {software} calls them, such as {features[0]}"
        card["/operators/*/feature_extractor"] = Said({"name": software}, because)
    level = level_of(stage)
    because = f"the name of the file ends with {stage}"
    if level is None and rows.is_grouped:
        level, because = "single_cell", "wells have several rows each"
    if level is not None:
        log.inferred("profiles", level, because)
        card["/operators/*/profile_level"] = Said(level, because)
    return card


def _close(tables: Sequence[ProfileTable]) -> None:
    for table in tables:
        table.close()
