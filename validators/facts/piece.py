"""A cache-sized part of a matrix, and what can be summed over it.

Collectors see a matrix as pieces. Along the major axis (rows; columns of a CSC matrix) a piece
holds whole entries, so that what belongs to one of them is complete; the other axis is the minor.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.model import SparseBlock
from aivc.validators.facts import kernels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock

PIECE_VALUES = 1 << 17
"""Stored values of a piece: its temporaries stay in the cache of one core."""


class Piece(ABC):
    """Entries ``[start, stop)`` of the major axis."""

    start: int
    stop: int
    by_columns: bool
    data: NDArray[Any]
    """The numbers as stored; one- or two-dimensional."""

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The numbers as float64, in the shape of ``data``."""
        return kernels.as_values(self.data, has_zeros=self.n_zeros > 0)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """Smallest and largest stored number; NaN if there is a NaN or no number at all."""
        if not self.data.size:
            return (np.nan, np.nan)
        return float(self.data.min()), float(self.data.max())

    @cached_property
    def is_finite(self) -> bool:
        """Whether no number is NaN or infinite."""
        return not self.data.size or all(map(np.isfinite, self.extent))

    @cached_property
    def is_integral(self) -> bool:
        """Whether every number is whole."""
        if self.data.dtype.kind in "iub":
            return True
        return bool((np.rint(self.data) == self.data).all())

    @cached_property
    def n_zeros(self) -> int:
        """How many zeros are stored."""
        low, high = self.extent
        if low > 0 or high < 0:
            return 0
        return self.data.size - int(np.count_nonzero(self.data))

    @property
    @abstractmethod
    def clean(self) -> Piece:
        """The piece with entries in range, in order, and one for each place."""

    @property
    def finite(self) -> Piece:
        """The piece itself, or with 0 in place of what is not finite."""
        if self.is_finite:
            return self
        return self.replaced(np.where(np.isfinite(self.values), self.values, 0.0))

    @abstractmethod
    def replaced(self, values: NDArray[np.float64]) -> Piece:
        """Return the piece with other numbers in the same places."""

    @abstractmethod
    def rows_where(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows of the stored numbers that the mask, in the shape of ``data``, marks."""

    @abstractmethod
    def stored(self) -> NDArray[np.int64]:
        """Count the stored numbers of each entry of the major axis."""

    @abstractmethod
    def over_major(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Sum weights, in the shape of ``data``, over each entry of the major axis."""

    @abstractmethod
    def into_minor(self, weights: Any, into: NDArray[Any]) -> None:
        """Add weights, in the shape of ``data``, to an array along the whole minor axis."""

    @abstractmethod
    def of_columns(self, per_column: NDArray[Any]) -> NDArray[Any]:
        """Give each stored number what its column has; broadcasts to the shape of ``data``."""


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
        self.indices = indices.astype(np.intp, copy=False)
        self.data = data
        self.n_minor = n_minor
        self.by_columns = by_columns

    @cached_property
    def faults(self) -> kernels.IndexFaults:
        """Indices that are not where they should be."""
        return kernels.index_faults(self.indptr, self.indices, self.n_minor)

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
        return kernels.segment_sums(weights, self.indptr)

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
