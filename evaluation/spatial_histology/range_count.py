"""How many points lie in the box around each point, for all points at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def count_in_boxes(
    rows: NDArray[np.int64], columns: NDArray[np.int64], reach: tuple[int, int]
) -> NDArray[np.int64]:
    """Count the other points that are at most so many rows and so many columns away.

    Points are sorted by column, so that those within the columns of a box are consecutive; how
    many of them are above a row is counted bit by bit of the rank of their rows, in a wavelet
    matrix (Claude and Navarro 2012, doi:10.1007/978-3-642-34109-0_18) that is never held whole.
    Time grows with n log n, however many points a box holds; memory with n.

    Parameters
    ----------
    rows, columns
        Places of the points, shape (n,).
    reach
        Largest step that is within a box, in rows and in columns; not negative.

    Returns
    -------
    ndarray
        Shape (n,); the point itself is not counted.

    Examples
    --------
    >>> count_in_boxes(np.array([0, 1, 9]), np.array([0, 1, 9]), (1, 1)).tolist()
    [1, 1, 0]
    """
    n = len(rows)
    if n == 0:
        return np.zeros(0, np.int64)
    by_column = np.argsort(columns, kind="stable")
    ordered = columns[by_column]
    first = np.searchsorted(ordered, columns - reach[1], side="left")
    last = np.searchsorted(ordered, columns + reach[1], side="right")
    ascending = np.sort(rows)
    low = np.searchsorted(ascending, rows - reach[0], side="left")
    high = np.searchsorted(ascending, rows + reach[0], side="right")
    rank = np.empty(n, np.int64)
    rank[np.argsort(rows, kind="stable")] = np.arange(n)
    below = _count_below(
        rank[by_column],
        np.concatenate([first, first]),
        np.concatenate([last, last]),
        np.concatenate([low, high]),
    )
    counted: NDArray[np.int64] = below[n:] - below[:n] - 1
    return counted


def _count_below(
    values: NDArray[np.int64],
    first: NDArray[np.intp],
    last: NDArray[np.intp],
    limit: NDArray[np.intp],
) -> NDArray[np.int64]:
    """Count for each query the values at places [first, last) that are below its limit."""
    found = np.zeros(len(limit), np.int64)
    for bit in reversed(range(len(values).bit_length())):
        is_low = (values >> bit) & 1 == 0
        n_low = np.concatenate([[0], np.cumsum(is_low)])
        first_low, last_low = n_low[first], n_low[last]
        goes_high = (limit >> bit) & 1 == 1
        found += np.where(goes_high, last_low - first_low, 0)
        first = np.where(goes_high, n_low[-1] + first - first_low, first_low)
        last = np.where(goes_high, n_low[-1] + last - last_low, last_low)
        values = np.concatenate([values[is_low], values[~is_low]])
    return found
