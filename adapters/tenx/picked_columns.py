"""Some columns of a sparse matrix, in another order, with its rows brought into canonical form."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.tenx.naming_file import naming_file
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import Matrix, MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


SORTED_AT_ONCE = 1 << 20
"""Values that are sorted together, unless one row has more."""


class ColumnCounts:
    """How many values each column of a matrix stores, counted once and only when asked for.

    Parameters
    ----------
    matrix
        Compressed rows, with indices that were checked.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix

    @cached_property
    def per_column(self) -> NDArray[np.int64]:
        """Stored values of each column, shape (n_columns,)."""
        counts = np.zeros(self._matrix.shape[1], dtype=np.int64)
        for block in self._matrix.blocks():
            if isinstance(block, SparseBlock):
                indices = block.indices.astype(np.int64, copy=False)
                counts += np.bincount(indices, minlength=len(counts))
        return counts


class CanonicalRows(Matrix):
    """Compressed rows whose columns ascend, each once and each within the matrix.

    Parameters
    ----------
    source
        Compressed rows as they are stored.
    origin
        The file or group, for messages.
    place
        New column of each column of the source, shape (n_columns,); None for the same order.
    """

    def __init__(self, source: Matrix, origin: str, place: NDArray[np.int32] | None = None) -> None:
        self.name = self.path = source.name
        self.encoding = MatrixEncoding.CSR
        self.shape = source.shape
        self.dtype = source.dtype
        self.n_stored = source.n_stored
        self._source = source
        self._origin = origin
        self._place = place

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock]:
        """Yield rows ``[start, stop)`` in order.

        Raises
        ------
        UnreadableInputError
            A column lies outside the matrix, or a row has two values for one column.
        """
        blocks = self._source.blocks(max_bytes, start=start, stop=stop)
        while True:
            with naming_file(self._origin):
                block = next(blocks, None)
            if not isinstance(block, SparseBlock):
                return
            yield self._canonical(block)

    def _canonical(self, block: SparseBlock) -> SparseBlock:
        indices, data = block.indices, block.data
        self._require_inside(block)
        if self._place is not None:
            indices = self._place[indices]
        if not _ascends(indices, block.indptr):
            indices, data = self._in_order(block, indices)
        return SparseBlock(block.start, block.stop, block.indptr, indices, data)

    def _in_order(
        self, block: SparseBlock, indices: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Sort the columns of each row, a part of the block at a time to bound memory."""
        columns, data = np.empty_like(indices), np.empty_like(block.data)
        pointers, row, n_rows = block.indptr, 0, block.stop - block.start
        while row < n_rows:
            limit = pointers[row] + SORTED_AT_ONCE
            last = min(max(int(np.searchsorted(pointers, limit, "right")) - 1, row + 1), n_rows)
            part = slice(int(pointers[row]), int(pointers[last]))
            rows = np.repeat(np.arange(row, last), np.diff(pointers[row : last + 1]))
            # One key, because a stable sort is linear where the features of each cell descend, as
            # Cell Ranger 2 wrote them.
            key = rows * np.int64(self.shape[1]) + indices[part].astype(np.int64, copy=False)
            order = np.argsort(key, kind="stable")
            self._require_once(key[order], rows, block.start)
            columns[part], data[part] = indices[part][order], block.data[part][order]
            row = last
        return columns, data

    def _require_inside(self, block: SparseBlock) -> None:
        indices = block.indices
        if not len(indices):
            return
        smallest, largest = int(indices.min()), int(indices.max())
        if smallest < 0 or largest >= self.shape[1]:
            wrong = smallest if smallest < 0 else largest
            entry = int(np.flatnonzero(indices == wrong)[0])
            row = block.start + int(np.searchsorted(block.indptr, entry, "right")) - 1
            msg = (
                f"{self._origin} has a value for feature {wrong:,} in cell {row:,} (both counted "
                f"from 0), but there are {self.shape[1]:,} features; the file is damaged, or its "
                "feature list belongs to another matrix"
            )
            raise UnreadableInputError(msg)

    def _require_once(self, key: NDArray[Any], rows: NDArray[Any], start: int) -> None:
        again = np.flatnonzero(key[1:] == key[:-1])
        if len(again):
            msg = (
                f"{self._origin} has two values for one feature of one cell in {len(again):,} or "
                f"more places (the first is cell {start + int(rows[again[0]]):,}, counted from 0); "
                "it cannot be told which one counts"
            )
            raise UnreadableInputError(msg)


class PickedColumns(Matrix):
    """Some columns of compressed rows, in ascending order.

    Parameters
    ----------
    source
        Compressed rows with ascending columns.
    picked
        Positions of the columns in the source, ascending.
    counts
        How many values the columns of the source store.
    """

    def __init__(self, source: Matrix, picked: NDArray[np.intp], counts: ColumnCounts) -> None:
        self.name = self.path = source.name
        self.encoding = MatrixEncoding.CSR
        self.shape = (source.shape[0], len(picked))
        self.dtype = source.dtype
        self._source = source
        self._picked = picked
        self._counts = counts
        self._place = np.full(source.shape[1], -1, dtype=np.int32)
        self._place[picked] = np.arange(len(picked))

    @property
    def n_stored(self) -> int:  # type: ignore[override]  # counting takes a pass over the file
        """Stored values of these columns."""
        return int(self._counts.per_column[self._picked].sum())

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock]:
        """Yield rows ``[start, stop)`` in order."""
        for block in self._source.blocks(max_bytes, start=start, stop=stop):
            if isinstance(block, SparseBlock):
                yield self._pick(block)

    def _pick(self, block: SparseBlock) -> SparseBlock:
        places = self._place[block.indices]
        is_kept = places >= 0
        before = np.zeros(len(is_kept) + 1, dtype=np.int64)
        np.cumsum(is_kept, out=before[1:])
        return SparseBlock(
            block.start, block.stop, before[block.indptr], places[is_kept], block.data[is_kept]
        )


def _ascends(indices: NDArray[Any], indptr: NDArray[np.int64]) -> bool:
    if len(indices) < 2:
        return True
    falls = indices[1:] <= indices[:-1]
    borders = indptr[(indptr > 0) & (indptr < len(indices))] - 1
    falls[borders] = False
    return not bool(falls.any())
