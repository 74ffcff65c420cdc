"""Observations in compressed form, cut and spread out as blocks of a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.model import DenseBlock, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CompressedRows:
    """Observations ``[start, stop)`` in compressed form."""

    start: int
    stop: int
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.float64]


def pointers_of(per_row: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return where the values of each row start, from how many each has."""
    indptr = np.zeros(len(per_row) + 1, np.int64)
    np.cumsum(per_row, out=indptr[1:])
    return indptr


def cut(rows: CompressedRows, start: int, stop: int) -> CompressedRows:
    """Return observations ``[start, stop)``."""
    indptr = rows.indptr[start - rows.start : stop - rows.start + 1]
    begin, end = int(indptr[0]), int(indptr[-1])
    return CompressedRows(
        start, stop, indptr - begin, rows.indices[begin:end], rows.values[begin:end]
    )


def dense_blocks(
    rows: CompressedRows, n_features: int, dtype: np.dtype[np.floating], max_bytes: int
) -> Iterator[DenseBlock]:
    """Yield rows with their zeros, in blocks of at most about ``max_bytes``."""
    step = max(1, max_bytes // max(1, n_features * dtype.itemsize))
    for start in range(rows.start, rows.stop, step):
        part = cut(rows, start, min(start + step, rows.stop))
        data = np.zeros((part.stop - start, n_features), dtype)
        owners = np.repeat(np.arange(len(data)), np.diff(part.indptr))
        data[owners, part.indices] = part.values
        yield DenseBlock(start, part.stop, data)


def sparse_blocks(
    rows: CompressedRows, dtype: np.dtype[np.floating], max_bytes: int
) -> Iterator[SparseBlock]:
    """Yield rows without their zeros, in blocks of at most about ``max_bytes``."""
    entries = max(1, max_bytes // (dtype.itemsize + rows.indices.itemsize))
    start = rows.start
    while start < rows.stop:
        place = start - rows.start
        fits = int(np.searchsorted(rows.indptr, rows.indptr[place] + entries, "right")) - 1
        stop = rows.start + min(max(fits, place + 1), rows.stop - rows.start)
        part = cut(rows, start, stop)
        yield SparseBlock(start, stop, part.indptr, part.indices, part.values.astype(dtype))
        start = stop
