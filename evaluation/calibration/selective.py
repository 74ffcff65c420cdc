"""Risk against coverage: whether a predictor knows which of its answers to trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def risk_curve(
    top: NDArray[np.float64], bottom: NDArray[np.float64], doubt: NDArray[np.float64]
) -> tuple[tuple[float, float], ...]:
    """Return the value of a metric over the surest share of units, share by share.

    Parameters
    ----------
    top, bottom
        What each unit adds to numerator and denominator, shape (n_units,).
    doubt
        How unsure the predictor is of each unit; larger is less sure, and infinite where it
        abstained. Units of equal doubt cannot be told apart, so that each stands for their mean.

    Returns
    -------
    tuple of (share answered, value)
        Ascending; without shares of which nothing can be said. Empty where doubt is the same for
        all units, because nothing can be chosen then.

    Examples
    --------
    >>> top, doubt = np.array([1.0, 3.0]), np.array([0.1, 0.2])
    >>> risk_curve(top, np.ones(2), doubt)[4:6]
    ((0.5, 1.0), (0.6, 2.0))
    """
    levels, groups = np.unique(doubt, return_inverse=True)
    if len(levels) < 2:
        return ()
    sizes = np.bincount(groups)
    above = np.cumsum((np.bincount(groups, top) / sizes)[np.sort(groups)])
    below = np.cumsum((np.bincount(groups, bottom) / sizes)[np.sort(groups)])
    curve = []
    for share in SHARES:
        n_answered = int(np.ceil(share * len(top) - 1e-9))
        if below[n_answered - 1] > 0:
            curve.append((share, float(above[n_answered - 1] / below[n_answered - 1])))
    return tuple(curve)
