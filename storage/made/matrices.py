"""Matrices made from arrays in memory, or from blocks that a reader yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.model import DenseBlock, Matrix, MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Blocks = Callable[[int, int, int], Iterator[SparseBlock | DenseBlock]]


class DenseRows(Matrix):
    """A dense matrix in memory.

    Parameters
    ----------
    name
        ``X``, ``raw/X``, ``layers/NAME`` or ``obsm/NAME``.
    values
        Shape (n_rows, n_columns).
    """

    def __init__(self, name: str, values: NDArray[Any]) -> None:
        self.name = self.path = name
        self.encoding = MatrixEncoding.DENSE
        self.shape = (values.shape[0], values.shape[1])
        self.dtype = str(values.dtype)
        self.n_stored = values.size
        self._values = values

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[DenseBlock]:
        """Yield rows ``[start, stop)`` in order."""
        stop = self.shape[0] if stop is None else min(stop, self.shape[0])
        width = max(self.shape[1] * self._values.itemsize, 1)
        step = max(1, max_bytes // width)
        for first in range(start, stop, step):
            last = min(first + step, stop)
            yield DenseBlock(first, last, self._values[first:last])


class SparseRows(Matrix):
    """A compressed sparse row matrix in memory.

    Parameters
    ----------
    name
        ``X``, ``raw/X``, ``layers/NAME`` or ``obsm/NAME``.
    shape
        Rows and columns.
    indptr, indices, data
        The three arrays of the format; ``indptr`` has shape (n_rows + 1,) and starts at 0.
    """

    def __init__(
        self,
        name: str,
        shape: tuple[int, int],
        indptr: NDArray[Any],
        indices: NDArray[Any],
        data: NDArray[Any],
    ) -> None:
        self.name = self.path = name
        self.encoding = MatrixEncoding.CSR
        self.shape = shape
        self.dtype = str(data.dtype)
        self.n_stored = len(data)
        self._indptr = indptr.astype(np.int64, copy=False)
        self._indices = indices
        self._data = data

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock]:
        """Yield rows ``[start, stop)`` in order."""
        stop = self.shape[0] if stop is None else min(stop, self.shape[0])
        entries = max(1, max_bytes // (self._data.itemsize + self._indices.itemsize))
        first = start
        while first < stop:
            fits = int(np.searchsorted(self._indptr, self._indptr[first] + entries, "right")) - 1
            last = min(max(fits, first + 1), stop)
            begin, end = int(self._indptr[first]), int(self._indptr[last])
            pointers = self._indptr[first : last + 1] - begin
            yield SparseBlock(
                first, last, pointers, self._indices[begin:end], self._data[begin:end]
            )
            first = last


class StreamedRows(Matrix):
    """A matrix whose rows a reader yields, so that it is never in memory as a whole.

    Parameters
    ----------
    name
        ``X``, ``raw/X``, ``layers/NAME`` or ``obsm/NAME``.
    shape
        Rows and columns.
    dtype
        Type of the values.
    n_stored
        Stored values: non-zeros of a sparse matrix, cells of a dense one.
    blocks
        Called with start, stop and the greatest number of bytes of a block; yields the rows
        ``[start, stop)`` once, in order.
    encoding
        CSR or dense.
    is_sequential
        Whether rows in the middle cost the reading of all rows before them.
    """

    def __init__(
        self,
        name: str,
        shape: tuple[int, int],
        dtype: str,
        n_stored: int,
        blocks: Blocks,
        encoding: MatrixEncoding = MatrixEncoding.CSR,
        *,
        is_sequential: bool = False,
    ) -> None:
        self.name = self.path = name
        self.encoding = encoding
        self.shape = shape
        self.dtype = dtype
        self.n_stored = n_stored
        self.is_sequential = is_sequential
        self._blocks = blocks

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock | DenseBlock]:
        """Yield rows ``[start, stop)`` once, in order."""
        stop = self.shape[0] if stop is None else min(stop, self.shape[0])
        if start < stop:
            yield from self._blocks(start, stop, max_bytes)
