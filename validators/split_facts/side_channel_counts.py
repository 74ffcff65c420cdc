"""Find the counts of a dataset, and sum them up by row and by group of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.model import MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Dataset, DenseBlock, Matrix, Table

BLOCK_BYTES = 8 << 20
DIMENSIONS = 256
"""Features beyond so many are added up, with random signs, in so many sums: distances between
profiles stay what they are in expectation (Charikar, Chen & Farach-Colton 2004,
doi:10.1016/S0304-3975(03)00400-6), and memory does not grow with features."""

DEPTH = 1e4
_SEED = 20

_FEW_ZEROS = 0.1
"""Share of zeros below which values are no counts of molecules in single cells."""

_ORDER = ("layers/counts", "raw/X", "X")


def counts_of(dataset: Dataset, card: DatasetCard, preferred: str) -> tuple[Table, Matrix] | None:
    """Return the raw counts of a dataset: as the card tells, else as the numbers look.

    Parameters
    ----------
    dataset
        The container.
    card
        Its card.
    preferred
        Table that is looked at first.
    """
    declared = {t.path_in_file for t in card.tables if t.value_type == "raw_counts"}
    tables = sorted(dataset.tables, key=lambda table: table.name != preferred)
    for table in tables:
        place = f"{table.name}/" if table.name else ""
        for matrix in table.matrices:
            if f"{place}{matrix.name}" in declared:
                return table, matrix
    for table in tables:
        for name in _ORDER:
            matrix_or_none = table.matrix(name)
            if matrix_or_none is not None and _looks_like_counts(matrix_or_none):
                return table, matrix_or_none
    return None


def _looks_like_counts(matrix: Matrix) -> bool:
    try:
        for block in matrix.blocks(1 << 20):
            data = np.asarray(block.data)
            if data.dtype.kind not in "iuf" or not data.size:
                return False
            return bool(((data >= 0) & (np.rint(data) == data)).all() and data.max() > 1)
    except AivcError:
        return False
    return False


def has_zeros(matrix: Matrix) -> bool:
    """Tell whether the first rows hold many zeros, as counts and what is made of them do."""
    try:
        for block in matrix.blocks(1 << 20):
            data = np.asarray(block.data)
            n_major = block.stop - block.start
            by_columns = matrix.encoding is MatrixEncoding.CSC
            n_places = n_major * matrix.shape[0 if by_columns else 1]
            return bool(np.count_nonzero(data) < (1 - _FEW_ZEROS) * n_places)
    except AivcError:
        return False
    return False


def row_sums(matrix: Matrix) -> NDArray[np.float64]:
    """Sum the finite numbers of each row, shape (n_rows,).

    Raises
    ------
    UnreadableInputError
        The bytes of the matrix cannot be decoded.
    """
    sums = np.zeros(matrix.shape[0])
    for row, _, values in _entries(matrix):
        _add_rows(sums, row, values)
    return sums


def _add_rows(
    sums: NDArray[np.float64], row: NDArray[np.int64], values: NDArray[np.float64]
) -> None:
    if len(row):
        first, last = int(row.min()), int(row.max())
        sums[first : last + 1] += np.bincount(row - first, values, last + 1 - first)


class ProfileSums:
    """Sums of log-normalised profiles over groups of rows.

    Parameters
    ----------
    group
        Group of each row, shape (n_rows,); -1 for none.
    n_groups
        Groups.
    n_features
        Columns of the matrix.
    """

    def __init__(self, group: NDArray[np.int64], n_groups: int, n_features: int) -> None:
        self._group = group
        rng = np.random.default_rng(_SEED)
        self.n_dimensions = min(DIMENSIONS, n_features)
        if n_features <= DIMENSIONS:
            self._bucket, self._sign = np.arange(n_features), np.ones(n_features)
        else:
            self._bucket = rng.integers(0, DIMENSIONS, n_features)
            self._sign = rng.choice([-1.0, 1.0], n_features)
        self.sums = np.zeros((n_groups, self.n_dimensions))

    def read(self, matrix: Matrix) -> NDArray[np.float64]:
        """Add log(1 + x / library * 10,000) of each row that is in a group.

        A matrix is read once, and twice where it is stored by columns: what a row sums up to is
        known there only at the end.

        Returns
        -------
        ndarray of float64
            The library of each row, as :func:`row_sums` gives it.

        Raises
        ------
        UnreadableInputError
            The bytes of the matrix cannot be decoded.
        """
        is_by_rows = matrix.encoding is not MatrixEncoding.CSC
        library = np.zeros(matrix.shape[0]) if is_by_rows else row_sums(matrix)
        for row, column, values in _entries(matrix):
            if is_by_rows:
                _add_rows(library, row, values)
            wanted = np.flatnonzero(self._group[row] >= 0)
            self._add_scaled(row[wanted], column[wanted], values[wanted], library)
        return library

    def _add_scaled(
        self,
        row: NDArray[np.int64],
        column: NDArray[np.int64],
        values: NDArray[np.float64],
        library: NDArray[np.float64],
    ) -> None:
        depth = library[row]
        scale = np.divide(DEPTH, depth, out=np.zeros_like(depth), where=depth > 0)
        self._add(self._group[row], column, np.log1p(np.maximum(values * scale, 0.0)))

    def _add(
        self, group: NDArray[np.int64], column: NDArray[np.int64], values: NDArray[np.float64]
    ) -> None:
        # A block has rows of few groups; sums of all of them would be large.
        is_there = np.zeros(len(self.sums), bool)
        is_there[group] = True
        here = np.flatnonzero(is_there)
        local = np.cumsum(is_there) - 1
        at = local[group] * self.n_dimensions + self._bucket[column]
        size = len(here) * self.n_dimensions
        added = np.bincount(at, values * self._sign[column], size)
        self.sums[here] += added.reshape(len(here), self.n_dimensions)


def _entries(
    matrix: Matrix,
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """Yield row, column and value of finite non-zero numbers, block by block."""
    by_columns = matrix.encoding is MatrixEncoding.CSC
    for block in matrix.blocks(BLOCK_BYTES):
        row, column, data = _places(block, by_columns=by_columns)
        values = data.astype(np.float64)
        kept = np.isfinite(values) & (values != 0)
        kept &= (row >= 0) & (row < matrix.shape[0]) & (column >= 0) & (column < matrix.shape[1])
        if not kept.all():
            row, column, values = row[kept], column[kept], values[kept]
        yield row, column, values


def _places(
    block: SparseBlock | DenseBlock, *, by_columns: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[Any]]:
    if isinstance(block, SparseBlock):
        major = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        minor = np.asarray(block.indices).astype(np.int64)
        row, column = (minor, major) if by_columns else (major, minor)
        return row, column, np.asarray(block.data)
    data = np.asarray(block.data)
    rows, columns = np.nonzero(data)
    return rows + block.start, columns, data[rows, columns]
