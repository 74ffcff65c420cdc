"""Ratios and means of rows in which nothing, or nothing judged, may stand below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def ratio(
    above: NDArray[Any], below: NDArray[Any], *, otherwise: float = np.nan
) -> NDArray[np.float64]:
    """Divide where what is below is positive; ``otherwise`` elsewhere. Shapes are broadcast."""
    one, other = np.broadcast_arrays(above, below)
    start = np.full(one.shape, otherwise, dtype=np.float64)
    return np.asarray(np.divide(one, other, out=start, where=other > 0), dtype=np.float64)


def mean_over(judged: NDArray[np.bool_], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each row over judged values, shape (n_rows,); NaN where none is."""
    return ratio(np.where(judged, matrix, 0.0).sum(axis=1), judged.sum(axis=1))


def all_of(rows: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which rows hold throughout, shape (n_rows,)."""
    return np.asarray(rows.all(axis=1), dtype=np.bool_)
