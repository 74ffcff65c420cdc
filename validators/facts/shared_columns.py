"""Put two samples of the same rows side by side, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.row_sample import SampledRows

_ENTRIES = 100_000
"""Enough to judge by."""

_ROUNDED = 1e-4
"""Share of the range of a row by which two numbers may be out of order."""

_CLOSE = 1e-3
"""Relative distance at which two quotients of a row are one factor: a logarithm in float32 is good
to 1e-5, numbers rounded to four decimals to 1e-3."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two samples in the columns that both have.

    Attributes
    ----------
    n_rows, n_shared
        Rows, and columns that both have.
    row_of
        Row of each number of the target, ascending, shape (n,).
    target_values
        Numbers of the target, finite and not zero, shape (n,).
    source_values
        The number of the source in the same place, NaN where it has none, shape (n,).
    n_source
        Numbers of the source in shared columns, in each row, shape (n_rows,).
    source_totals
        Sum of each row of the source over all of its columns, shape (n_rows,).
    """

    n_rows: int
    n_shared: int
    row_of: NDArray[np.intp]
    target_values: NDArray[np.float64]
    source_values: NDArray[np.float64]
    n_source: NDArray[np.intp]
    source_totals: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quotients:
    """Target over source, row by row; all of shape (n_rows,).

    Attributes
    ----------
    factors
        Median of the quotients of a row, NaN where there is none.
    deviations
        Largest relative distance of a quotient from it.
    judged
        Rows with at least two different numbers.
    constant
        Rows in which all quotients are the factor, and neither matrix has a number where the other
        has none.
    """

    factors: NDArray[np.float64]
    deviations: NDArray[np.float64]
    judged: NDArray[np.bool_]
    constant: NDArray[np.bool_]


def aligned(
    source: SampledRows,
    source_columns: Sequence[str],
    target: SampledRows,
    target_columns: Sequence[str],
) -> Aligned:
    """Match two samples by the names of their columns, or by position where names are lacking."""
    longest = max(len(source.values), len(target.values))
    chosen = np.arange(0, target.n_rows, max(1, -(-longest // _ENTRIES)))
    source, target = source.rows(chosen), target.rows(chosen)
    place = _places(source, source_columns, target, target_columns)
    is_shared = np.zeros(target.n_columns, bool)
    is_shared[place[place >= 0]] = True
    n = max(1, target.n_columns)
    from_source = np.isfinite(source.values) & (place[source.indices] >= 0)
    source_keys = source.row_of[from_source] * n + place[source.indices[from_source]]
    order = np.argsort(source_keys)
    source_keys, source_values = source_keys[order], source.values[from_source][order]
    from_target = np.isfinite(target.values) & is_shared[target.indices]
    row_of = target.row_of[from_target]
    target_keys = row_of * n + target.indices[from_target]
    return Aligned(
        n_rows=target.n_rows,
        n_shared=int(is_shared.sum()),
        row_of=row_of,
        target_values=target.values[from_target],
        source_values=_looked_up(source_keys, source_values, target_keys),
        n_source=np.bincount(source_keys // n, minlength=target.n_rows),
        source_totals=source.totals(np.nan_to_num(source.values, posinf=0, neginf=0)),
    )


def quotients(pair: Aligned, linear: NDArray[np.float64]) -> Quotients:
    """Divide the target, on a linear scale, by the source.

    Parameters
    ----------
    pair
        The two samples.
    linear
        What the numbers of the target are on a linear scale, shape (n,).
    """
    row_of, n = pair.row_of, pair.n_rows
    n_target = np.bincount(row_of, minlength=n)
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = linear / pair.source_values
    factors = _medians(quotient, row_of, n_target)
    deviations = np.zeros(n)
    with np.errstate(invalid="ignore"):
        off = np.abs(quotient / factors[row_of] - 1)
    np.maximum.at(deviations, row_of, np.where(np.isnan(off), np.inf, off))
    several = n_target > 1
    varied = several & _varies(pair.source_values, row_of, n)
    return Quotients(
        factors=factors,
        deviations=deviations,
        judged=varied if varied.any() else several,
        constant=(deviations <= _CLOSE) & (n_target == pair.n_source) & (factors > 0),
    )


def share_in_order(pair: Aligned) -> float:
    """Return the share of rows in which the target never falls where the source rises.

    What the source does not store is zero there. Rows of a single number, or whose source or target
    has one value throughout, tell nothing; 0 where all rows are of that kind.
    """
    row_of, n, target = pair.row_of, pair.n_rows, pair.target_values
    source = np.nan_to_num(pair.source_values, nan=0.0)
    judged = _varies(source, row_of, n) & _varies(target, row_of, n)
    n_both = np.bincount(row_of[np.isfinite(pair.source_values)], minlength=n)
    if not judged.any():
        return 0.0
    lowest, highest = np.full(n, np.inf), np.full(n, -np.inf)
    np.fmin.at(lowest, row_of, target)
    np.fmax.at(highest, row_of, target)
    order = np.lexsort((target, source, row_of))
    row_of, target = row_of[order], target[order]
    falls = np.flatnonzero(
        (row_of[1:] == row_of[:-1])
        & (target[:-1] - target[1:] > _ROUNDED * (highest - lowest)[row_of[1:]])
    )
    # A number of the source of which nothing is left is out of order too.
    in_order = judged & (n_both == pair.n_source)
    in_order[row_of[falls]] = False
    return float(in_order.sum() / judged.sum())


def _places(
    source: SampledRows,
    source_columns: Sequence[str],
    target: SampledRows,
    target_columns: Sequence[str],
) -> NDArray[np.intp]:
    """Return the column of the target for each column of the source, -1 where there is none."""
    have_names = len(source_columns) == source.n_columns and len(target_columns) == target.n_columns
    if have_names and tuple(source_columns) != tuple(target_columns):
        by_name = {name: k for k, name in enumerate(target_columns)}
        return np.array([by_name.get(name, -1) for name in source_columns], np.intp)
    if source.n_columns != target.n_columns:
        return np.full(source.n_columns, -1, np.intp)
    return np.arange(source.n_columns)


def _looked_up(
    keys: NDArray[np.intp], values: NDArray[np.float64], wanted: NDArray[np.intp]
) -> NDArray[np.float64]:
    if not len(keys):
        return np.full(len(wanted), np.nan)
    place = np.searchsorted(keys, wanted)
    place[place == len(keys)] = 0
    return np.where(keys[place] == wanted, values[place], np.nan)


def _medians(
    numbers: NDArray[np.float64], row_of: NDArray[np.intp], n_in_row: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the lower median of each row, NaN for a row without numbers."""
    ordered = numbers[np.lexsort((numbers, row_of))]
    starts = np.cumsum(n_in_row) - n_in_row
    medians = np.full(len(n_in_row), np.nan)
    filled = n_in_row > 0
    medians[filled] = ordered[starts[filled] + (n_in_row[filled] - 1) // 2]
    return medians


def _varies(
    numbers: NDArray[np.float64], row_of: NDArray[np.intp], n_rows: int
) -> NDArray[np.bool_]:
    lowest, highest = np.full(n_rows, np.inf), np.full(n_rows, -np.inf)
    np.fmin.at(lowest, row_of, numbers)
    np.fmax.at(highest, row_of, numbers)
    return highest > lowest
