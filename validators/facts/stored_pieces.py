"""Pieces of sparse and dense matrices, and how blocks are cut into them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.mixing import segment_sums
from aivc.storage.model import SparseBlock
from aivc.validators.facts import kernels
from aivc.validators.facts.piece import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock

PIECE_VALUES = 1 << 17
"""Stored values of a piece: its temporaries stay in the cache of one core."""


class SparsePiece(Piece):
    """Rows of a CSR matrix, or columns of a CSC matrix."""

    def __init__(
        self,
        start: int,
        indptr: NDArray[np.int64],
        indices: NDArray[Any],
        data: NDArray[Any],
        n_minor: int,
        *,
        by_columns: bool,
    ) -> None:
        self.start = start
        self.stop = start + len(indptr) - 1
        self.indptr = indptr
        self._stored_indices = indices
        self.indices = indices.astype(np.intp, copy=False)
        self.data = data
        self.n_minor = n_minor
        self.by_columns = by_columns

    @cached_property
    def faults(self) -> kernels.IndexFaults:
        """Indices that are not where they should be."""
        # Comparing indices as stored, in 4 bytes, takes half the time.
        return kernels.index_faults(self.indptr, self._stored_indices, self.n_minor)

    @property
    def clean(self) -> SparsePiece:
        """The piece itself if its indices are in range and none is repeated."""
        # Never cached on itself: a piece that refers to itself is freed late, and there are many.
        if self.faults.outside is None and self.faults.repeated is None:
            return self
        return self._canonical

    @cached_property
    def _canonical(self) -> SparsePiece:
        parts = kernels.canonical(self.indptr, self.indices, self.values, self.faults.outside)
        return SparsePiece(self.start, *parts, self.n_minor, by_columns=self.by_columns)

    def replaced(self, values: NDArray[np.float64]) -> SparsePiece:
        """Keep the indices."""
        return SparsePiece(
            self.start, self.indptr, self.indices, values, self.n_minor, by_columns=self.by_columns
        )

    def major_where(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Entries of the major axis that marked numbers belong to."""
        found = np.searchsorted(self.indptr, np.flatnonzero(mask), side="right") - 1
        return found + self.start

    def rows_where(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows of marked numbers; of a CSC matrix only those in range."""
        if not self.by_columns:
            return self.major_where(mask)
        rows = self.indices[mask]
        return rows[(rows >= 0) & (rows < self.n_minor)]

    def stored(self) -> NDArray[np.int64]:
        """Return the length of each row (of each column of a CSC matrix)."""
        return np.diff(self.indptr)

    def over_major(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Sum by segments."""
        return segment_sums(weights, self.indptr)

    def into_minor(self, weights: Any, into: NDArray[Any]) -> None:
        """Sum by scattering."""
        kernels.scatter_sums(weights, self.indices, into)

    def of_columns(self, per_column: NDArray[Any]) -> NDArray[Any]:
        """Look up by index, or repeat along each column of a CSC matrix."""
        if self.by_columns:
            return np.repeat(per_column[self.start : self.stop], np.diff(self.indptr))
        return per_column.take(self.indices)


class DensePiece(Piece):
    """Rows of a dense matrix."""

    by_columns = False

    def __init__(self, start: int, data: NDArray[Any]) -> None:
        self.start = start
        self.stop = start + len(data)
        self.data = np.ascontiguousarray(data)

    @property
    def clean(self) -> DensePiece:
        """A dense matrix has one number for each place."""
        return self

    def replaced(self, values: NDArray[np.float64]) -> DensePiece:
        """Keep the rows."""
        return DensePiece(self.start, values)

    def rows_where(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows with a marked number, each once."""
        return np.flatnonzero(mask.any(axis=1)) + self.start

    def stored(self) -> NDArray[np.int64]:
        """Every place is stored."""
        return np.full(len(self.data), self.data.shape[1], np.int64)

    def over_major(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Sum over columns."""
        sums: NDArray[Any] = weights.sum(axis=1, dtype=weights.dtype)
        return sums

    def into_minor(self, weights: Any, into: NDArray[Any]) -> None:
        """Sum over rows."""
        into += np.broadcast_to(weights, self.data.shape).sum(axis=0, dtype=into.dtype)

    def of_columns(self, per_column: NDArray[Any]) -> NDArray[Any]:
        """One row, for all."""
        return per_column[np.newaxis, :]


def pieces(block: SparseBlock | DenseBlock, n_minor: int, *, by_columns: bool) -> Iterator[Piece]:
    """Cut a block into pieces of about PIECE_VALUES stored numbers, never within a row.

    Parameters
    ----------
    block
        As storage yields it.
    n_minor
        Length of the minor axis.
    by_columns
        Whether the block holds columns of a CSC matrix.
    """
    if not isinstance(block, SparseBlock):
        step = max(1, PIECE_VALUES // max(1, block.data.shape[1]))
        for first in range(0, len(block.data), step):
            yield DensePiece(block.start + first, block.data[first : first + step])
        return
    ends = block.indptr
    first = 0
    while first < len(ends) - 1:
        cut = int(np.searchsorted(ends, ends[first] + PIECE_VALUES, side="right")) - 1
        # Rows without entries are as many as they like; a bound keeps their arrays small.
        last = min(max(cut, first + 1), first + PIECE_VALUES)
        low, high = int(ends[first]), int(ends[last])
        yield SparsePiece(
            block.start + first,
            ends[first : last + 1] - low,
            block.indices[low:high],
            block.data[low:high],
            n_minor,
            by_columns=by_columns,
        )
        first = last
