"""A table of records as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.peeking import PARQUET, first_bytes
from aivc.adapters.text_rows.columns import columns_of
from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.model import ContainerKind
from aivc.storage.records.open import open_observations

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.model import Dataset


def read_table(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a table whose rows are observations.

    Raises
    ------
    UnreadableInputError
        It is a folder, a dataset, or no table.
    """
    if source.is_dir():
        msg = f"{source} is a folder; give a CSV, TSV or Parquet table in it"
        raise UnreadableInputError(msg)
    dataset = _opened(source, log)
    obs = dataset.tables[0].obs
    if not obs.n_rows:
        dataset.close()
        msg = f"{source} names columns and holds no row"
        raise UnreadableInputError(msg)
    named = f"named by {obs.index_name}" if obs.index_name else "numbered from 0"
    log.mapped(source.name, "obs", f"each of its {obs.n_rows:,} rows is one observation, {named}")
    return SourceReading(dataset)


def _opened(source: Path, log: ConversionNotes) -> MadeDataset:
    try:
        opened = open_observations(source)
    except UnreadableInputError:
        if not source.is_file() or first_bytes(source, len(PARQUET)) == PARQUET:
            raise
        # Other encodings, and columns of one name, are read here, though not as fast.
        return _forgiving(source, log)
    if opened.kind is not ContainerKind.RECORDS:
        opened.close()
        msg = f"{source} is a dataset already, no table; read it with the adapter of its container"
        raise UnreadableInputError(msg)
    log.read_file(source)
    return _made(source, opened)


def _made(source: Path, opened: Dataset) -> MadeDataset:
    return MadeDataset(source, opened.tables, close=opened.close)


def _forgiving(source: Path, log: ConversionNotes) -> MadeDataset:
    table = read_rows(source, log)
    for written, name in zip(table.header, table.names, strict=True):
        if written != name:
            said = "a dataset has one column of each name"
            log.mapped(written or "a column without a name", f"obs column {name}", said)
    names = [str(row) for row in range(table.n_rows)]
    return MadeDataset(source, [MadeTable(MadeFrame(names, columns_of(table.cells)))])
