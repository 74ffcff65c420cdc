"""Counts of a wide table as the rows of a sparse matrix, never all in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.matrices import SparseRows, StreamedRows
from aivc.storage.model import SparseBlock
from aivc.storage.records.texts import Texts, texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.adapters.space.wide_table import WideTable

_LARGEST = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What a first pass over a wide table of counts found.

    Attributes
    ----------
    keys
        The columns that identify cells.
    n_nonzero, totals
        Non-zeros and sum of each row, shape (n_rows,).
    is_whole
        Whether all values are whole numbers that 32 bits hold.
    """

    keys: tuple[Texts, ...]
    n_nonzero: NDArray[np.int64]
    totals: NDArray[np.float64]
    is_whole: bool

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.totals)


@dataclass(frozen=True, slots=True, eq=False)
class CountedPart:
    """The rows of one file of counts that become rows of a matrix.

    Attributes
    ----------
    table
        The file.
    columns
        Places of its columns of counts, in the order of the features.
    survey
        What the first pass found.
    is_kept
        Which rows are kept, shape (n_rows,).
    """

    table: WideTable
    columns: tuple[int, ...]
    survey: Survey
    is_kept: NDArray[np.bool_]

    @property
    def n_kept(self) -> int:
        """Number of rows that are kept."""
        return int(self.is_kept.sum())


def survey(table: WideTable, keys: Sequence[int], columns: Sequence[int]) -> Survey:
    """Go through a table of counts once.

    Raises
    ------
    UnreadableInputError
        A cell is empty or no number, or the file is damaged.
    """
    import pyarrow as pa

    texts: list[list[object]] = [[] for _ in keys]
    n_nonzero, totals, is_whole, n_rows = [], [], True, 0
    for batch in table.batches(keys, columns):
        for part, array in zip(texts, batch.texts, strict=True):
            part.append(array)
        _refuse_missing(table, batch.numbers, columns, n_rows)
        n_nonzero.append(np.count_nonzero(batch.numbers, axis=1))
        totals.append(batch.numbers.sum(axis=1))
        is_whole = is_whole and _is_whole(batch.numbers)
        n_rows += batch.n_rows
    empty = np.empty(0)
    return Survey(
        tuple(texts_of_arrow(pa.chunked_array(part or [pa.array([], "string")])) for part in texts),
        np.concatenate([empty, *n_nonzero]).astype(np.int64),
        np.concatenate([empty, *totals]),
        is_whole,
    )


def counted_matrix(parts: Sequence[CountedPart], n_features: int) -> StreamedRows:
    """Return the kept rows of all parts, one below the other, as the matrix ``X``."""
    n_rows = sum(part.n_kept for part in parts)
    n_stored = sum(int(part.survey.n_nonzero[part.is_kept].sum()) for part in parts)
    is_whole = all(part.survey.is_whole for part in parts)
    dtype = "int32" if is_whole else "float64"
    rows = _Rows(tuple(parts), n_features, dtype)
    return StreamedRows("X", (n_rows, n_features), dtype, n_stored, rows.blocks, is_sequential=True)


@dataclass(frozen=True, slots=True)
class _Rows:
    parts: tuple[CountedPart, ...]
    n_features: int
    dtype: str

    def blocks(self, start: int, stop: int, max_bytes: int) -> Iterator[SparseBlock]:
        first = 0
        for part in self.parts:
            last = first + part.n_kept
            if first < stop and start < last:
                yield from self._of_part(part, first, start, stop, max_bytes)
            first = last

    def _of_part(
        self, part: CountedPart, first: int, start: int, stop: int, max_bytes: int
    ) -> Iterator[SparseBlock]:
        seen = 0
        for batch in part.table.batches((), part.columns):
            is_kept = part.is_kept[seen : seen + batch.n_rows]
            seen += batch.n_rows
            values = batch.numbers if is_kept.all() else batch.numbers[is_kept]
            begin, end = max(start - first, 0), min(stop - first, len(values))
            if begin < end:
                yield from self._sparse(values[begin:end], first + begin, max_bytes)
            first += len(values)
            if first >= stop:
                return

    def _sparse(
        self, values: NDArray[np.float64], first: int, max_bytes: int
    ) -> Iterator[SparseBlock]:
        rows, columns = np.nonzero(values)
        pointers = np.zeros(len(values) + 1, dtype=np.int64)
        np.cumsum(np.bincount(rows, minlength=len(values)), out=pointers[1:])
        data = values[rows, columns].astype(self.dtype)
        matrix = SparseRows("X", values.shape, pointers, columns.astype(np.int32), data)
        for block in matrix.blocks(max_bytes):
            yield SparseBlock(
                first + block.start, first + block.stop, block.indptr, block.indices, block.data
            )


def _is_whole(values: NDArray[np.float64]) -> bool:
    return bool((values == np.rint(values)).all() and (np.abs(values) <= _LARGEST).all())


def _refuse_missing(
    table: WideTable, values: NDArray[np.float64], columns: Sequence[int], n_before: int
) -> None:
    missing = np.isnan(values)
    if missing.any():
        row, column = (int(place[0]) for place in np.nonzero(missing))
        name = table.names[columns[column]]
        msg = (
            f"{table.path}, row {n_before + row + 1:,} below the header, column {name!r}: expected "
            "a count, found nothing; write 0 where nothing was counted"
        )
        raise UnreadableInputError(msg)
