"""Keys of the rows of points and shapes, which are Parquet inside a SpatialData store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet import ParquetTable
from aivc.storage.records.texts import texts_of_arrow
from aivc.validators.facts.scale.keyed_rows import KeyedRows, joined, keyed_by_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import SpatialElement
    from aivc.storage.records.texts import Texts

MAX_ROWS = 40_000_000
"""A link of so many rows takes about a hundred bytes for each of them."""

_FILE_OF_KIND = {"points": "points.parquet", "shapes": "shapes.parquet"}
_BATCH = 1 << 22
"""Rows at a time; a label is hashed once in each batch that has it."""


class ParquetRows:
    """The rows of one element.

    Parameters
    ----------
    root
        The store.
    element
        Points or shapes.

    Raises
    ------
    UnreadableInputError
        The store is an archive, or the element has no table that can be read.

    Notes
    -----
    SpatialData keeps points as a folder ``points.parquet`` of parts, shapes as one file
    ``shapes.parquet``: https://spatialdata.scverse.org/en/stable/design_doc.html.
    """

    def __init__(self, root: Path, element: SpatialElement) -> None:
        self.what = element.path
        self._files = _files(root, element)
        names = [_opened(file, self.what) for file in self._files]
        self.columns = frozenset(names[0][1])
        self._index = names[0][2]
        self.n_rows = sum(n_rows for n_rows, _, _ in names)
        if self.n_rows > MAX_ROWS:
            msg = (
                f"{self.what} has {self.n_rows:,} rows, more than the {MAX_ROWS:,} that are held "
                "at once"
            )
            raise UnreadableInputError(msg)

    def keyed(self, column: str | None) -> KeyedRows:
        """Key each row by a column, or by the index that pandas wrote, or by its number.

        The index of points starts again in each part, so that those in several are numbered.
        """
        if column is not None:
            return self._by(column)
        if len(self._index) != 1 or len(self._files) > 1:
            return keyed_by_number(self.n_rows)
        return self._by(self._index[0])

    def _by(self, column: str) -> KeyedRows:
        return joined([self._part(file, column) for file in self._files])

    def _part(self, file: Path, column: str) -> KeyedRows:
        hashes: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)]
        missing: list[NDArray[np.bool_]] = [np.empty(0, bool)]
        for texts_of_batch in _batches(file, column, self.what):
            by_code = np.append(texts_of_batch.hashes(), np.uint64(0))
            hashes.append(by_code[texts_of_batch.codes])
            missing.append(texts_of_batch.codes < 0)

        def texts(rows: Sequence[int]) -> tuple[str, ...]:
            return _texts(file, column, self.what, rows)

        return KeyedRows(np.concatenate(hashes), np.concatenate(missing), texts)


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


def _batches(file: Path, column: str, what: str) -> Iterator[Texts]:
    import pyarrow as pa
    from pyarrow import parquet

    with decoding_table(f"{what}, column {column!r},"), parquet.ParquetFile(str(file)) as opened:
        for batch in opened.iter_batches(_BATCH, columns=[column], use_threads=False):
            place = batch.schema.get_field_index(column)
            yield texts_of_arrow(pa.chunked_array([batch.column(place)]))


def _texts(file: Path, column: str, what: str, rows: Sequence[int]) -> tuple[str, ...]:
    wanted = {int(row) for row in rows}
    found: dict[int, str] = {}
    start = 0
    for texts in _batches(file, column, what):
        stop = start + texts.n_rows
        here = [row for row in wanted if start <= row < stop]
        found.update((row, texts.label(int(texts.codes[row - start]))) for row in here)
        if len(found) == len(wanted):
            break
        start = stop
    return tuple(found.get(int(row), f"row {int(row)}") for row in rows)
