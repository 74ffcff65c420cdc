"""Matrices and metadata of a source as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.drafting.names import joined
from aivc.adapters.text_matrix.folder import sources_in
from aivc.adapters.text_matrix.joining import joined_parts
from aivc.adapters.text_matrix.matrix_part import read_part
from aivc.adapters.text_matrix.orientation import (
    FEATURE_WORDS,
    OBSERVATION_WORDS,
    Orientation,
    orientation_of,
)
from aivc.adapters.text_matrix.series_matrix import ACCESSION, is_series_matrix
from aivc.adapters.text_matrix.side_table import (
    best_fit,
    joined_columns,
    note_fit,
    open_side_table,
)
from aivc.adapters.text_rows.columns import columns_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_matrix.joining import Joined
    from aivc.adapters.text_matrix.matrix_part import MatrixPart
    from aivc.adapters.text_matrix.side_table import SideTable
    from aivc.adapters.text_matrix.table_head import TableHead
    from aivc.storage.frames.sources import ColumnSource


def read_sources(source: Path, log: ConversionNotes) -> SourceReading:
    """Read the matrices of a file or folder and join the metadata beside them.

    Raises
    ------
    UnreadableInputError
        There is no matrix, one is damaged or cannot be understood, or a table of metadata in a
        folder fits to nothing.
    """
    sources = sources_in(source)
    for path, because in sources.others:
        log.left_alone(path.name, because)
    tables = _tables(sources.tables, log, may_fail=source.is_file())
    parts: list[MatrixPart] = []

    def close() -> None:
        for part in parts:
            part.gathered.close()

    try:
        for head in sources.matrices:
            told = _told_by_tables(head, tables)
            parts.append(read_part(head, orientation_of(head, told), log))
        whole = joined_parts(parts, log)
        table = _table(whole, parts, sources.matrices, tables, log, may_miss=source.is_file())
    except BaseException:
        close()
        raise
    return SourceReading(MadeDataset(source, [table], close=close), _hints(table, sources.tables))


def _hints(table: MadeTable, tables: list[Path]) -> Hints:
    is_of_geo = any(is_series_matrix(path) for path in tables)
    if not is_of_geo or ACCESSION not in {info.name for info in table.obs.columns}:
        return Hints()
    return Hints(roles={"sample": Said((ACCESSION,), "GEO gives each sample an accession")})


def _tables(paths: list[Path], log: ConversionNotes, *, may_fail: bool) -> list[SideTable]:
    tables = []
    for path in paths:
        try:
            tables.append(open_side_table(path, log))
        except UnreadableInputError as error:
            if not may_fail:
                raise
            log.left_alone(path.name, str(error))
    return tables


def _told_by_tables(head: TableHead, tables: list[SideTable]) -> list[Orientation]:
    """Return what metadata tell of the axes of a table, by the column that holds their names."""
    texts = set(head.text_columns)
    across = [name for place, name in enumerate(head.columns) if place and place not in texts]
    down = [cell.strip() for cell in head.cells(0)]
    told = []
    for table in tables:
        fits = [best_fit(table, down), best_fit(table, across)]
        for is_rows, fit in zip((True, False), fits, strict=True):
            if fit is None or fits[is_rows] is not None:
                continue  # it fits to neither axis, or to both
            said = f"{table.path.name} names the {'rows' if is_rows else 'columns'} by {fit.key!r}"
            if joined(fit.key) in OBSERVATION_WORDS:
                told.append(Orientation(said, is_rows))
            if joined(fit.key) in FEATURE_WORDS:
                told.append(Orientation(said, not is_rows))
    return told


def _table(
    whole: Joined,
    parts: list[MatrixPart],
    heads: list[TableHead],
    tables: list[SideTable],
    log: ConversionNotes,
    *,
    may_miss: bool,
) -> MadeTable:
    obs, var = columns_of(whole.obs), columns_of(whole.var)
    if whole.files:
        obs += [MadeTexts("source_file", whole.files), MadeTexts("sample_id", whole.labels)]
        said = "its values are the names of the files, and what tells them apart"
        log.added("obs columns source_file and sample_id", said, n_rows=len(whole.files))
    for table in tables:
        if not _join(table, whole, obs, var, log):
            said = "none of its columns holds names of observations, of features or of files"
            if not may_miss:
                msg = (
                    f"{table.path}: {said} of the matrix; spell them alike in both, or take the "
                    "table out of the folder"
                )
                raise UnreadableInputError(msg)
            log.left_alone(table.path.name, said)
    comments = {head.path.name: list(head.comments) for head in heads if head.comments}
    by_observation = parts[0].rows_are_observations
    corner = parts[0].corner
    return MadeTable(
        MadeFrame(whole.obs_names, obs, index_name=corner if by_observation else ""),
        MadeFrame(whole.var_names, var, index_name="" if by_observation else corner),
        whole.matrices,
        uns={"source_comments": comments} if comments else None,
    )


def _join(
    table: SideTable,
    whole: Joined,
    obs: list[ColumnSource],
    var: list[ColumnSource],
    log: ConversionNotes,
) -> bool:
    """Join a table to the first of the names that it fits to."""
    prefix = table.path.name.split(".")[0]
    candidates = [("obs", whole.obs_names, obs), ("var", whole.var_names, var)]
    if len(set(whole.own_names)) == len(whole.own_names):
        candidates.insert(1, ("obs", whole.own_names, obs))
    if whole.files:
        candidates += [("obs", whole.files, obs), ("obs", whole.labels, obs)]
    fits = [(best_fit(table, names), axis, names, columns) for axis, names, columns in candidates]
    fitting = [entry for entry in fits if entry[0] is not None]
    if not fitting:
        return False
    fit, axis, names, columns = max(
        fitting, key=lambda entry: entry[0].n_fitting / max(1, len(entry[2])) if entry[0] else 0
    )
    if fit is not None:
        columns += joined_columns(table, fit, {column.info.name for column in columns}, prefix)
        note_fit(log, table, fit, axis, len(names))
    return True
