"""The rows of points, shapes and weights, which are Parquet, a batch at a time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import values_of
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet import ParquetTable
from aivc.storage.records.texts import texts_of_arrow
from aivc.validators.facts.scale.streamed_keys import StreamedKeys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import SpatialElement
    from aivc.storage.records.texts import Texts

_FILE_OF_KIND = {"points": "points.parquet", "shapes": "shapes.parquet"}
_BATCH = 1 << 20
"""Rows at a time; a label is hashed once in each batch that has it."""


class ParquetRows:
    """The rows of one table, in one file or in several.

    Parameters
    ----------
    files
        The files, in order.
    what
        What it is called in a message.

    Raises
    ------
    UnreadableInputError
        One is no table that can be read.
    """

    def __init__(self, files: tuple[Path, ...], what: str) -> None:
        self.what = what
        self._files = files
        names = [_opened(file, self.what) for file in self._files]
        self.columns = frozenset(names[0][1])
        self._index = names[0][2]
        self.n_rows = sum(n_rows for n_rows, _, _ in names)

    @classmethod
    def of_element(cls, root: Path, element: SpatialElement) -> ParquetRows:
        """Return the rows of points or shapes of a store.

        Raises
        ------
        UnreadableInputError
            The store is an archive, or the element has no table that can be read.

        Notes
        -----
        SpatialData keeps points as a folder ``points.parquet`` of parts, shapes as one file
        ``shapes.parquet``: https://spatialdata.scverse.org/en/stable/design_doc.html.
        """
        return cls(_files(root, element), element.path)

    def keyed(self, column: str | None) -> StreamedKeys:
        """Key each row by a column, or by the index that pandas wrote, or by its number.

        The index of points starts again in each part, so that those in several are numbered.
        """
        if column is None and len(self._index) == 1 and len(self._files) == 1:
            column = self._index[0]
        return StreamedKeys(self, column)

    def are_those_of(self, other: ParquetRows) -> bool:
        """Tell whether another reader reads the same rows."""
        return self._files == other._files

    def batches(self, columns: Sequence[str]) -> Iterator[tuple[int, tuple[Texts, ...]]]:
        """Yield columns as text, a batch of rows at a time, with the first row of each.

        Raises
        ------
        UnreadableInputError
            A part has no such column, or its bytes cannot be decoded.
        """
        import pyarrow as pa

        for start, arrays in self._arrays(columns):
            with decoding_table(self._said(columns)):
                texts = tuple(texts_of_arrow(pa.chunked_array([array])) for array in arrays)
            yield start, texts

    def number_type(self, column: str) -> np.dtype[Any] | None:
        """Return the type of a column of whole numbers none of which is missing, None of others.

        That none is missing is what the statistics of the file say; reading refuses files whose
        statistics are wrong.
        """
        kinds = {_number_type(file, column, self.what) for file in self._files}
        return kinds.pop() if len(kinds) == 1 else None

    def numbers(self, column: str) -> Iterator[NDArray[np.integer[Any]]]:
        """Yield a column of whole numbers, a batch of rows at a time."""
        for _, (array,) in self._arrays((column,)):
            if array.null_count:
                msg = f"{self._said((column,))} has missing values, and its statistics say none"
                raise UnreadableInputError(msg)
            yield values_of(array)

    def texts(self, column: str, rows: Sequence[int]) -> tuple[str, ...]:
        """Return the texts of a few rows."""
        wanted = {int(row) for row in rows}
        found: dict[int, str] = {}
        for start, (texts,) in self.batches((column,)):
            here = [row for row in wanted if start <= row < start + texts.n_rows]
            found.update((row, texts.label(int(texts.codes[row - start]))) for row in here)
            if len(found) == len(wanted):
                break
        return tuple(found.get(int(row), f"row {int(row)}") for row in rows)

    def _arrays(self, columns: Sequence[str]) -> Iterator[tuple[int, list[Any]]]:
        from pyarrow import parquet

        start = 0
        for file in self._files:
            with decoding_table(self._said(columns)), parquet.ParquetFile(str(file)) as opened:
                names = opened.schema_arrow.names
                absent = [column for column in columns if column not in names]
                if absent:
                    msg = f"a part of {self.what} has no column {absent[0]!r}"
                    raise UnreadableInputError(msg)
                read = opened.iter_batches(_BATCH, columns=list(columns), use_threads=False)
                for batch in read:
                    at = batch.schema.get_field_index
                    yield start, [batch.column(at(column)) for column in columns]
                    start += batch.num_rows

    def _said(self, columns: Sequence[str]) -> str:
        return f"{self.what}, column {' and '.join(map(repr, columns))},"


def _number_type(file: Path, column: str, what: str) -> np.dtype[Any] | None:
    import pyarrow as pa
    from pyarrow import parquet

    with decoding_table(what), parquet.ParquetFile(str(file)) as opened:
        if column not in opened.schema_arrow.names:
            return None
        kind = opened.schema_arrow.field(column).type
        if not pa.types.is_integer(kind) or not _has_all(opened.metadata, column):
            return None
        return np.dtype(str(kind))


def _has_all(metadata: Any, column: str) -> bool:
    """Tell whether a file says that no value of a column is missing."""
    paths = [metadata.schema.column(place).path for place in range(metadata.num_columns)]
    if column not in paths:
        return False
    place = paths.index(column)
    said = [
        metadata.row_group(group).column(place).statistics
        for group in range(metadata.num_row_groups)
    ]
    return all(one is not None and one.has_null_count and one.null_count == 0 for one in said)


def _files(root: Path, element: SpatialElement) -> tuple[Path, ...]:
    if not root.is_dir():
        msg = f"{element.path} is inside an archive; unpack it to have its units counted"
        raise UnreadableInputError(msg)
    home = Path(os.path.realpath(root))
    stored = Path(os.path.realpath(home / element.path / _FILE_OF_KIND[element.kind]))
    found = sorted(stored.glob("*.parquet")) if stored.is_dir() else [stored]
    files = tuple(Path(os.path.realpath(file)) for file in found)
    if not all(file.is_relative_to(home) for file in files):
        msg = f"{element.path} leads out of the store; it is not followed"
        raise UnreadableInputError(msg)
    if not files or not all(file.is_file() for file in files):
        msg = f"{element.path} has no {_FILE_OF_KIND[element.kind]}"
        raise UnreadableInputError(msg)
    return files


def _opened(file: Path, what: str) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    table = ParquetTable(str(file), file.stat().st_size, what)
    try:
        return table.n_rows, tuple(table.names), tuple(table.pandas_index())
    finally:
        table.close()
