"""Sums over the rows of each part, column by column, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.model import MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock, Matrix

MAX_COLUMNS = 512
"""Columns that are summed. A fit is one for all columns; so many tell it as well as all of them."""

BLOCK_BYTES = 8 << 20

_LARGEST_LOG = 30.0
"""No count is so large that its logarithm is; larger numbers are no logarithms."""


@dataclass(frozen=True)
class ColumnMoments:
    """Mean and standard deviation of columns over some rows, shape (n_columns,)."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]


class PartSums:
    """Sums of the columns of a matrix over the rows of each group.

    Parameters
    ----------
    group
        Group of each row of the matrix, shape (n_rows,), from 0.
    n_groups
        Groups.
    columns
        Columns to sum, ascending.
    of_exponential
        Whether exp(x) - 1 is summed in place of x, as the normalised counts behind a logarithm.
    """

    def __init__(
        self,
        group: NDArray[Any],
        n_groups: int,
        columns: NDArray[np.int64],
        n_columns: int,
        *,
        of_exponential: bool = False,
    ) -> None:
        self._group = group.astype(np.int64)
        self._columns = columns
        self._place = np.full(n_columns, -1, np.int64)
        self._place[columns] = np.arange(len(columns))
        self._of_exponential = of_exponential
        self.n_rows = np.bincount(self._group, minlength=n_groups)
        self._sums = np.zeros((n_groups, len(columns)))
        self._squares = np.zeros((n_groups, len(columns)))

    def update(self, block: SparseBlock | DenseBlock, *, by_columns: bool) -> None:
        """Add one block, as storage yields it."""
        if isinstance(block, SparseBlock):
            self._add_sparse(block, by_columns=by_columns)
        else:
            values = self._values(np.asarray(block.data)[:, self._columns])
            group = self._group[block.start : block.stop]
            for code in np.unique(group).tolist():
                some = values[group == code]
                self._sums[code] += some.sum(axis=0)
                self._squares[code] += np.einsum("ij,ij->j", some, some)

    def moments(self, groups: NDArray[Any]) -> ColumnMoments:
        """Return mean and standard deviation over the rows of some groups."""
        n = max(1, int(self.n_rows[groups].sum()))
        mean = self._sums[groups].sum(axis=0) / n
        variance = self._squares[groups].sum(axis=0) / n - mean * mean
        return ColumnMoments(mean, np.sqrt(np.maximum(variance, 0.0)))

    def _add_sparse(self, block: SparseBlock, *, by_columns: bool) -> None:
        major = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        minor = np.asarray(block.indices).astype(np.int64)
        row, column = (minor, major) if by_columns else (major, minor)
        in_range = (row >= 0) & (row < len(self._group))
        in_range &= (column >= 0) & (column < len(self._place))
        row, column, data = row[in_range], column[in_range], block.data[in_range]
        place = self._place[column]
        kept = place >= 0
        values = self._values(data[kept])
        at = self._group[row[kept]] * len(self._columns) + place[kept]
        shape = self._sums.shape
        self._sums += np.bincount(at, values, self._sums.size).reshape(shape)
        self._squares += np.bincount(at, values * values, self._sums.size).reshape(shape)

    def _values(self, data: NDArray[Any]) -> NDArray[np.float64]:
        values = data.astype(np.float64)
        values[~np.isfinite(values)] = 0.0
        if self._of_exponential:
            values = np.expm1(np.minimum(values, _LARGEST_LOG))
        return values


def summed(
    matrix: Matrix,
    group: NDArray[Any],
    n_groups: int,
    *,
    columns: NDArray[np.int64] | None = None,
    of_exponential: bool = False,
) -> PartSums:
    """Read a matrix once.

    Parameters
    ----------
    matrix
        The matrix.
    group
        Group of each of its rows, from 0.
    n_groups
        Groups.
    columns
        Columns to sum, ascending; evenly spread ones, at most ``MAX_COLUMNS``, where it is None.

    Raises
    ------
    UnreadableInputError
        Its bytes cannot be decoded.
    """
    n_columns = matrix.shape[1]
    if columns is None:
        columns = spread_columns(n_columns)
    sums = PartSums(group, n_groups, columns, n_columns, of_exponential=of_exponential)
    by_columns = matrix.encoding is MatrixEncoding.CSC
    for block in matrix.blocks(BLOCK_BYTES):
        sums.update(block, by_columns=by_columns)
    return sums


def spread_columns(n_columns: int, n_wanted: int = MAX_COLUMNS) -> NDArray[np.int64]:
    """Return evenly spread columns, at most so many."""
    return np.unique(
        np.linspace(0, max(0, n_columns - 1), min(n_columns, n_wanted)).astype(np.int64)
    )
