"""Look at a few rows of every matrix of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.look import MatrixLook
from aivc.storage.errors import NotNumericError
from aivc.storage.model import DenseBlock, MatrixEncoding
from aivc.validators.facts.looks_like import looks_like
from aivc.validators.facts.row_sample import SampledRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, Matrix, SparseBlock

STRETCHES = 20
ROWS = 40
"""Rows of each stretch; together enough to judge by, few enough for a file of any size."""

Entries = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float64]"]
"""Row, column and value of each number."""


def looks_of(dataset: Dataset) -> dict[str, MatrixLook]:
    """Judge every matrix by rows from stretches that are spread over it.

    Returns
    -------
    dict
        By path in the file; a matrix that cannot be read is left out.
    """
    from aivc.schema.errors import AivcError

    found = {}
    for table in dataset.tables:
        for matrix in (*table.matrices, *table.obsm):
            path = f"{table.name}/{matrix.name}" if table.name else matrix.name
            try:
                found[path] = _look(matrix)
            except AivcError:
                continue
    return found


def _look(matrix: Matrix) -> MatrixLook:
    stretches = list(_stretches(matrix.shape[0], is_sequential=matrix.is_sequential))
    wanted = np.concatenate([np.arange(*stretch) for stretch in stretches])
    parts = [_chosen(part, wanted, matrix.shape[1]) for part in _entries(matrix, stretches)]
    nothing = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    rows, columns, values = (np.concatenate(pieces) for pieces in zip(nothing, *parts, strict=True))
    rows = rows.astype(np.int64)
    order = np.lexsort((columns, rows))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(wanted)))))
    sampled = SampledRows(
        wanted, indptr, columns[order].astype(np.int32), values[order], matrix.shape[1]
    )
    look = looks_like(sampled)
    smallest, largest = _extent(sampled)
    return MatrixLook(look.kind, look.share, look.scale, look.base, smallest, largest, len(wanted))


def _stretches(n_rows: int, *, is_sequential: bool) -> Iterator[tuple[int, int]]:
    """Yield stretches of rows: the whole of a small matrix, the first rows of a sequential one."""
    if is_sequential or n_rows <= STRETCHES * ROWS:
        yield 0, min(n_rows, STRETCHES * ROWS)
        return
    for k in range(STRETCHES):
        start = k * (n_rows - ROWS) // (STRETCHES - 1)
        yield start, start + ROWS


def _entries(matrix: Matrix, stretches: list[tuple[int, int]]) -> Iterator[Entries]:
    """Yield the numbers of the stretches, other rows too where they are stored by columns."""
    if matrix.encoding is MatrixEncoding.CSC:
        stretches = [(0, matrix.shape[1])]
    for start, stop in stretches:
        for block in matrix.blocks(start=start, stop=stop):
            if block.data.dtype.kind not in "iufb":
                msg = f"{matrix.path} holds {block.data.dtype} values, no numbers"
                raise NotNumericError(msg)
            if isinstance(block, DenseBlock):
                rows, columns = np.nonzero(block.data)
                yield rows + block.start, columns, block.data[rows, columns].astype(np.float64)
            else:
                yield _of_sparse(block, by_columns=matrix.encoding is MatrixEncoding.CSC)


def _of_sparse(block: SparseBlock, *, by_columns: bool) -> Entries:
    major = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
    minor: NDArray[Any] = block.indices.astype(np.int64)
    values = block.data.astype(np.float64)
    kept = values != 0
    rows, columns = (minor, major) if by_columns else (major, minor)
    return rows[kept], columns[kept], values[kept]


def _chosen(entries: Entries, wanted: NDArray[np.int64], n_columns: int) -> Entries:
    """Keep the numbers of the wanted rows, with the position of the row among them."""
    rows, columns, values = entries
    place = np.minimum(np.searchsorted(wanted, rows), max(len(wanted) - 1, 0))
    kept = (columns >= 0) & (columns < n_columns)
    kept &= wanted[place] == rows if len(wanted) else False
    return place[kept], columns[kept], values[kept]


def _extent(sampled: SampledRows) -> tuple[float, float]:
    """Return the smallest and the largest finite value, zeros that are not stored included."""
    finite = sampled.values[np.isfinite(sampled.values)]
    if len(sampled.values) < sampled.n_rows * sampled.n_columns:
        finite = np.append(finite, 0.0)
    return (float(finite.min()), float(finite.max())) if len(finite) else (np.nan, np.nan)
