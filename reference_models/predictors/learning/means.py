"""Means of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def known_mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each column over the rows that have a number, 0 where none has.

    Examples
    --------
    >>> known_mean(np.array([[1.0, np.nan], [3.0, np.nan]])).tolist()
    [2.0, 0.0]
    """
    known = np.isfinite(values)
    total: NDArray[np.float64] = np.where(known, values, 0.0).sum(axis=0)
    mean: NDArray[np.float64] = total / np.maximum(known.sum(axis=0), 1)
    return mean
