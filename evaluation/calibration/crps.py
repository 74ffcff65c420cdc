"""Continuous ranked probability score of quantiles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def crps_of_quantiles(
    levels: Sequence[float], quantiles: NDArray[np.float64], truth: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the score of each value, shape (n_units, n_features). Lower is better.

    It is twice the integral over levels of the quantile loss (Gneiting and Ranjan 2011,
    doi:10.1198/jbes.2010.08110); each level stands for the stretch that lies nearest to it.

    Parameters
    ----------
    levels
        Ascending, strictly between 0 and 1.
    quantiles
        Shape (n_levels, n_units, n_features).
    truth
        Shape (n_units, n_features).

    Examples
    --------
    >>> crps_of_quantiles([0.5], np.array([[[3.0]]]), np.array([[1.0]])).tolist()
    [[2.0]]
    """
    ends = [0.0, *((a + b) / 2 for a, b in pairwise(levels)), 1.0]
    total = np.zeros(truth.shape)
    for level, width, quantile in zip(levels, np.diff(ends), quantiles, strict=True):
        miss = truth - quantile
        total += 2 * width * np.maximum(level * miss, (level - 1) * miss)
    return total
