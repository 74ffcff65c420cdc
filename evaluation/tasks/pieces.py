"""Read a matrix in pieces that hold the wanted columns, with what each of their rows sums up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock, Matrix

BLOCK_BYTES = 16 << 20


@dataclass(frozen=True, eq=False)
class Piece:
    """Consecutive rows of a matrix, and some of the wanted columns.

    Attributes
    ----------
    start, stop
        Rows of the matrix.
    values
        Shape (stop - start, n_columns), CSR or dense, float64, NaN where a value is not finite.
    columns
        Position of the columns among those that are wanted, shape (n_columns,).
    totals
        Sum of the finite values of each row over all columns of the matrix, shape (stop - start,).
    """

    start: int
    stop: int
    values: Any
    columns: NDArray[np.int64]
    totals: NDArray[np.float64]


def pieces(matrix: Matrix, columns: NDArray[np.int64]) -> Iterator[Piece]:
    """Yield a matrix piece by piece.

    It is read once, and twice where it is stored by columns: what a row sums up to is known there
    only at the end.

    Parameters
    ----------
    matrix
        The matrix.
    columns
        Columns that are wanted, ascending.

    Raises
    ------
    UnreadableInputError
        Its bytes cannot be decoded, or an index points out of it.
    """
    if matrix.encoding is MatrixEncoding.CSC:
        yield from _by_columns(matrix, columns)
        return
    everything = len(columns) == matrix.shape[1]
    places = np.arange(len(columns))
    for block in matrix.blocks(BLOCK_BYTES):
        if isinstance(block, SparseBlock):
            values = _compressed(block, matrix)
            totals = _row_sums(values)
            picked = values if everything else values[:, columns]
        else:
            values = _floats(block.data)
            totals = np.where(np.isnan(values), 0.0, values).sum(axis=1)
            picked = values if everything else values[:, columns]
        yield Piece(block.start, block.stop, picked, places, totals)


def _by_columns(matrix: Matrix, columns: NDArray[np.int64]) -> Iterator[Piece]:
    totals = np.zeros(matrix.shape[0])
    for block in matrix.blocks(BLOCK_BYTES):
        totals += _row_sums(_compressed(_as_sparse(block), matrix).T.tocsr())
    for block in matrix.blocks(BLOCK_BYTES):
        inside = np.flatnonzero((columns >= block.start) & (columns < block.stop))
        if len(inside):
            chosen = _compressed(_as_sparse(block), matrix)[columns[inside] - block.start]
            yield Piece(0, matrix.shape[0], chosen.T.tocsr(), inside, totals)


def _as_sparse(block: SparseBlock | DenseBlock) -> SparseBlock:
    assert isinstance(block, SparseBlock)  # noqa: S101 - matrices by columns give no other blocks
    return block


def _compressed(block: SparseBlock, matrix: Matrix) -> Any:
    """Return the block by its major axis: rows, or the columns of a matrix by columns."""
    minor = matrix.shape[0 if matrix.encoding is MatrixEncoding.CSC else 1]
    indices = np.asarray(block.indices)
    if len(indices) and (int(indices.min()) < 0 or int(indices.max()) >= minor):
        msg = f"an index of {matrix.name} points out of the matrix; run `aivc validate`"
        raise UnreadableInputError(msg)
    shape = (block.stop - block.start, minor)
    values = sparse.csr_matrix((_floats(block.data), indices, block.indptr), shape=shape)
    # Places that are stored twice mean their sum.
    values.sum_duplicates()
    return values


def _floats(data: NDArray[Any]) -> NDArray[np.float64]:
    values = np.array(data, np.float64)
    values[~np.isfinite(values)] = np.nan
    return values


def _row_sums(values: Any) -> NDArray[np.float64]:
    finite = values
    if np.isnan(values.data).any():
        finite = values.copy()
        finite.data[np.isnan(finite.data)] = 0.0
    sums: NDArray[np.float64] = np.asarray(finite.sum(axis=1)).ravel()
    return sums
