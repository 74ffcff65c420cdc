"""Open a table of records as a dataset."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.open import open_dataset
from aivc.storage.records.columns import TextCells, parquet_source
from aivc.storage.records.dataset import RecordDataset, RecordFrame
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.delimited import read_delimited
from aivc.storage.records.files import RecordFormat, record_format, text_opener
from aivc.storage.records.parquet import ParquetTable
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.storage.model import Dataset
    from aivc.storage.records.texts import Texts

ROW_NAMES = "observation_id"
"""A column of this name holds the names of rows, wherever it stands."""

FIRST_NAMES = frozenset(
    {
        "", "_index", "__index_level_0__", "barcode", "barcodes", "cell", "cell_barcode", "cell_id",
        "cellid", "condition_id", "id", "index", "obs_id", "obs_name", "obs_names",
        "record_id", "row_id", "row_name", "row_names", "rowname", "rownames", "sample",
        "sample_id", "spot_id", "unnamed: 0", "well_id",
    }
)  # fmt: skip
"""The first column holds the names of rows if it is called so and its values differ."""

_NAMELESS = frozenset({"", "_index", "__index_level_0__", "Unnamed: 0"})
"""What programs call row names that have no name of their own: they are no column beside."""


def open_observations(path: str | Path) -> Dataset:
    """Open a dataset, or a table whose rows are observations or conditions.

    Text tables (``.csv``, ``.tsv``, ``.txt``, also ``.gz``) and Parquet tables are read as one
    table with obs and nothing else. Names of rows are always text and keep their zeros: those of
    the column ``observation_id``; or of the row names that pandas wrote; or of the first column, if
    it is called like one (``sample_id``, ``cell_id``, ``barcode``, no name at all, ...) and its
    values are all there and all different; else the number of the row, from 0.

    Parameters
    ----------
    path : str or Path
        A table, or whatever :func:`aivc.storage.open_dataset` opens.

    Raises
    ------
    UnreadableInputError
        It is neither a dataset nor a table, or it is damaged; the message says which.

    Examples
    --------
    >>> with open_observations("records.csv") as dataset:  # doctest: +SKIP
    ...     dataset.tables[0].obs.column("drug").categories
    ('DMSO', 'imatinib')
    """
    path = Path(path)
    kind = _format(path)
    if kind is None:
        return open_dataset(path)
    if kind is RecordFormat.PARQUET:
        return _parquet(path)
    return _text(path, kind)


def _format(path: Path) -> RecordFormat | None:
    if not path.is_file():
        return None
    try:
        with path.open("rb") as opened:
            start = opened.read(8)
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}; check its permissions"
        raise UnreadableInputError(msg) from error
    return record_format(path, start) if start else None


def _text(path: Path, kind: RecordFormat) -> Dataset:
    columns = read_delimited(text_opener(path), kind.value, str(path))
    n_rows = next(iter(columns.values())).n_rows
    named = _naming_column(list(columns), columns.__getitem__)
    sources = [TextCells(name, texts) for name, texts in columns.items() if _is_kept(name, named)]
    names = None if named is None else (lambda: columns[named])
    obs = RecordFrame("obs", n_rows, sources, names, named or "")
    return RecordDataset(path, obs, lambda: None)


def _parquet(path: Path) -> Dataset:
    table = ParquetTable(str(path), path.stat().st_size, str(path))

    @cache
    def texts(name: str) -> Texts:
        column = table.read(name)
        with decoding_table(f"{path}, column {name!r},"):
            return texts_of_arrow(column)

    try:
        declared = table.pandas_index()
        named = declared[0] if len(declared) == 1 else _naming_column(table.names, texts)
        sources = [parquet_source(name, table) for name in table.names if _is_kept(name, named)]
    except BaseException:
        table.close()
        raise
    names = None if named is None else (lambda: texts(named))
    return RecordDataset(
        path, RecordFrame("obs", table.n_rows, sources, names, named or ""), table.close
    )


def _naming_column(names: list[str], texts: Callable[[str], Texts]) -> str | None:
    if ROW_NAMES in names:
        return ROW_NAMES
    if not names or names[0].lower() not in FIRST_NAMES:
        return None
    first = texts(names[0])
    is_name = len(first.distinct) == first.n_rows and bool(np.all(first.codes >= 0))
    return names[0] if is_name else None


def _is_kept(name: str, named: str | None) -> bool:
    """Tell whether a column is one of obs: row names with a name of their own are both."""
    return name != named or name not in _NAMELESS
