"""Matrices in the encoding, the type and the columns that a format asks for, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import DenseBlock, MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import Matrix

BAND_BYTES = 256 << 20
"""Entries of a matrix stored by columns that are sorted by rows at a time."""

_ENTRY = 24
"""Bytes of an entry while it is sorted: row, column and value."""


def row_blocks(
    matrix: Matrix, start: int = 0, stop: int | None = None, max_bytes: int = 32 << 20
) -> Iterator[SparseBlock | DenseBlock]:
    """Yield rows of a matrix in order, whatever its encoding.

    A matrix stored by columns is read once to count and once more for each band of rows.
    """
    stop = matrix.shape[0] if stop is None else min(stop, matrix.shape[0])
    if matrix.encoding is MatrixEncoding.CSC:
        yield from _rows_of_columns(matrix, start, stop)
    else:
        yield from matrix.blocks(max_bytes, start=start, stop=stop)


def renamed(matrix: Matrix, name: str) -> Matrix:
    """Return a matrix under another name, as it is; rows where it is stored by columns."""
    encoding = matrix.encoding
    by_rows = MatrixEncoding.CSR if encoding is MatrixEncoding.CSC else encoding
    return StreamedRows(
        name,
        matrix.shape,
        matrix.dtype,
        matrix.n_stored,
        lambda start, stop, most: row_blocks(matrix, start, stop, most),
        by_rows,
    )


def sparse_rows(
    matrix: Matrix,
    name: str,
    dtype: str,
    *,
    columns: NDArray[np.int64] | None = None,
    n_columns: int | None = None,
) -> Matrix:
    """Return a matrix as compressed sparse rows without stored zeros, columns ascending.

    Parameters
    ----------
    matrix
        The matrix.
    name
        Its new name.
    dtype
        Its new type.
    columns
        New place of each column, -1 for one that is left out; each as it is by default.
    n_columns
        Number of columns after that.
    """
    width = matrix.shape[1] if n_columns is None else n_columns

    def blocks(start: int, stop: int, most: int) -> Iterator[SparseBlock]:
        for block in row_blocks(matrix, start, stop, most):
            yield _canonical(block, np.dtype(dtype), columns)

    shape = (matrix.shape[0], width)
    return StreamedRows(name, shape, dtype, matrix.n_stored, blocks, MatrixEncoding.CSR)


def dense_rows(matrix: Matrix, name: str, dtype: str) -> Matrix:
    """Return a dense matrix in another type."""

    def blocks(start: int, stop: int, most: int) -> Iterator[DenseBlock]:
        for block in matrix.blocks(most, start=start, stop=stop):
            yield DenseBlock(block.start, block.stop, np.asarray(block.data).astype(dtype))

    return StreamedRows(name, matrix.shape, dtype, matrix.n_stored, blocks, MatrixEncoding.DENSE)


def entries_of(block: SparseBlock | DenseBlock) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return rows (from 0), columns and values of what is not zero in a block of rows."""
    if isinstance(block, DenseBlock):
        rows, columns = np.nonzero(block.data)
        return rows, columns, block.data[rows, columns]
    rows = np.repeat(np.arange(block.stop - block.start), np.diff(block.indptr))
    is_stored = block.data != 0
    if is_stored.all():
        return rows, block.indices, block.data
    return rows[is_stored], block.indices[is_stored], block.data[is_stored]


def in_order(
    rows: NDArray[Any], columns: NDArray[Any], values: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return columns and values with columns ascending in each row; rows are ascending already."""
    is_sorted = (np.diff(rows) > 0) | (np.diff(columns) > 0)
    if is_sorted.all():  # sorting takes longer than all the rest
        return columns, values
    order = np.lexsort((columns, rows))
    return columns[order], values[order]


def _canonical(
    block: SparseBlock | DenseBlock, dtype: np.dtype[Any], places: NDArray[np.int64] | None
) -> SparseBlock:
    rows, columns, values = entries_of(block)
    if places is not None:
        columns = places[columns]
        is_kept = columns >= 0
        rows, columns, values = rows[is_kept], columns[is_kept], values[is_kept]
    columns, values = in_order(rows, columns, values)
    counts = np.bincount(rows, minlength=block.stop - block.start)
    pointers = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    as_asked = values.astype(dtype, copy=False)
    return SparseBlock(block.start, block.stop, pointers, columns, as_asked)


def _rows_of_columns(matrix: Matrix, start: int, stop: int) -> Iterator[SparseBlock]:
    counts = np.zeros(matrix.shape[0], np.int64)
    for block in matrix.blocks():
        if isinstance(block, SparseBlock):
            counts += np.bincount(block.indices, minlength=len(counts))
    first = start
    while first < stop:
        sizes = np.cumsum(counts[first:stop]) * _ENTRY
        n_rows = max(1, int(np.searchsorted(sizes, BAND_BYTES, side="right")))
        last = min(first + n_rows, stop)
        yield _band(matrix, first, last)
        first = last


def _band(matrix: Matrix, first: int, last: int) -> SparseBlock:
    rows, columns, values = [], [], []
    for block in matrix.blocks():
        if not isinstance(block, SparseBlock):
            continue
        of_entry = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        is_here = (block.indices >= first) & (block.indices < last)
        rows.append(block.indices[is_here].astype(np.int64) - first)
        columns.append(of_entry[is_here])
        values.append(block.data[is_here])
    row, column, value = (np.concatenate(part) for part in (rows, columns, values))
    order = np.lexsort((column, row))
    pointers = np.zeros(last - first + 1, np.int64)
    np.cumsum(np.bincount(row, minlength=last - first), out=pointers[1:])
    return SparseBlock(first, last, pointers, column[order], value[order])
