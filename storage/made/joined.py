"""Matrices of the same features, or of some of them, one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import DenseBlock, MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Matrix


@dataclass(frozen=True)
class PlacedMatrix:
    """A matrix, and the column of the whole that each of its features is.

    ``places`` is None where its features are those of the whole, in the same order.
    """

    matrix: Matrix
    places: NDArray[np.intp] | None = None

    @property
    def n_features(self) -> int:
        """Number of its features."""
        return self.matrix.shape[1]


def joined_matrix(name: str, parts: Sequence[PlacedMatrix], n_features: int) -> Matrix:
    """Return matrices one below the other; a feature that one lacks is missing (NaN) in its rows.

    Parameters
    ----------
    name
        ``X`` or ``layers/NAME``.
    parts
        The matrices in order, each as it is streamed.
    n_features
        Columns of the whole.
    """
    starts = np.cumsum([0, *(part.matrix.shape[0] for part in parts)]).tolist()
    dtype = np.result_type(*(part.matrix.dtype for part in parts))
    is_whole = all(part.n_features == n_features for part in parts)
    is_sparse = is_whole and all(p.matrix.encoding is MatrixEncoding.CSR for p in parts)

    def blocks(start: int, stop: int, max_bytes: int) -> Iterator[SparseBlock | DenseBlock]:
        for first, part in zip(starts, parts, strict=False):
            n_rows = part.matrix.shape[0]
            begin, end = max(start - first, 0), min(stop - first, n_rows)
            if begin >= end:
                continue
            for block in part.matrix.blocks(max_bytes, start=begin, stop=end):
                if is_sparse and isinstance(block, SparseBlock):
                    yield _sparse(block, first, part.places, dtype)
                else:
                    yield from _dense(block, first, part, n_features, dtype, max_bytes)

    shape = (starts[-1], n_features)
    n_stored = sum(p.matrix.n_stored for p in parts) if is_sparse else shape[0] * n_features
    encoding = MatrixEncoding.CSR if is_sparse else MatrixEncoding.DENSE
    return StreamedRows(name, shape, str(dtype), n_stored, blocks, encoding)


def _sparse(
    block: SparseBlock,
    first: int,
    places: NDArray[np.intp] | None,
    dtype: np.dtype[np.generic],
) -> SparseBlock:
    indices, data = block.indices, block.data
    if places is not None:
        owners = np.repeat(np.arange(block.stop - block.start), np.diff(block.indptr))
        moved = places[indices]
        order = np.lexsort((moved, owners))
        indices, data = moved[order].astype(np.int32), data[order]
    return SparseBlock(
        block.start + first,
        block.stop + first,
        block.indptr,
        indices,
        data.astype(dtype, copy=False),
    )


def _dense(
    block: SparseBlock | DenseBlock,
    first: int,
    part: PlacedMatrix,
    n_features: int,
    dtype: np.dtype[np.generic],
    max_bytes: int,
) -> Iterator[DenseBlock]:
    n_rows = block.stop - block.start
    step = max(1, max_bytes // max(1, n_features * dtype.itemsize))
    for begin in range(0, n_rows, step):
        end = min(begin + step, n_rows)
        data = np.full((end - begin, n_features), np.nan, dtype)
        places = slice(None) if part.places is None else part.places
        data[:, places] = _rows(block, begin, end, part.n_features)
        yield DenseBlock(first + block.start + begin, first + block.start + end, data)


def _rows(
    block: SparseBlock | DenseBlock, begin: int, end: int, n_columns: int
) -> NDArray[np.generic]:
    if isinstance(block, DenseBlock):
        rows: NDArray[np.generic] = block.data[begin:end]
        return rows
    filled = np.zeros((end - begin, n_columns), block.data.dtype)
    pointers = block.indptr[begin : end + 1]
    owners = np.repeat(np.arange(end - begin), np.diff(pointers))
    stored = slice(int(pointers[0]), int(pointers[-1]))
    filled[owners, block.indices[stored]] = block.data[stored]
    return filled
