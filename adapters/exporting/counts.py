"""What counts sum up to: per row and per column, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.exporting.h5ad.matrices import entries_of, row_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.storage.model import Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Sums of a matrix.

    Attributes
    ----------
    row_sums, row_nonzero
        Sum and number of values that are not zero, shape (n_rows,).
    column_sums, column_nonzero
        The same, shape (n_columns,).
    row_sums_of
        Sum over some of the columns, by name, shape (n_rows,) each.
    """

    row_sums: NDArray[np.float64]
    row_nonzero: NDArray[np.int64]
    column_sums: NDArray[np.float64]
    column_nonzero: NDArray[np.int64]
    row_sums_of: Mapping[str, NDArray[np.float64]]


def totals_of(matrix: Matrix, groups: Mapping[str, NDArray[np.bool_]]) -> Totals:
    """Sum up a matrix.

    Parameters
    ----------
    matrix
        The matrix, streamed.
    groups
        Columns to sum apart, by name.
    """
    n_rows, n_columns = matrix.shape
    row_sums, row_nonzero = np.zeros(n_rows), np.zeros(n_rows, np.int64)
    column_sums, column_nonzero = np.zeros(n_columns), np.zeros(n_columns, np.int64)
    apart: dict[str, NDArray[np.float64]] = {name: np.zeros(n_rows) for name in groups}
    for block in row_blocks(matrix):
        rows, columns, values = entries_of(block)
        here = slice(block.start, block.stop)
        n_here = block.stop - block.start
        row_sums[here] = _sums(rows, values, n_here)
        row_nonzero[here] = np.bincount(rows, minlength=n_here)
        column_sums += _sums(columns, values, n_columns)
        column_nonzero += np.bincount(columns, minlength=n_columns)
        for name, of_group in groups.items():
            is_in = of_group[columns]
            apart[name][here] = _sums(rows[is_in], values[is_in], n_here)
    return Totals(row_sums, row_nonzero, column_sums, column_nonzero, apart)


def _sums(places: NDArray[Any], values: NDArray[Any], size: int) -> NDArray[np.float64]:
    weights = values.astype(np.float64)
    return np.bincount(places, weights=weights, minlength=size).astype(np.float64, copy=False)
