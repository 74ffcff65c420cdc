"""The EC50 of a dose-response curve, with an interval by profile likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.recovery.contrasts import within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

N_EC50S, SLOPES = 400, np.linspace(0.5, 3.0, 51)
N_SHAPE = 3
"""Parameters of a curve: its height, its EC50 and its slope."""


def ec50_of(
    doses: Array, values: Array, blocks: NDArray[np.object_], level: float
) -> tuple[float, float, float]:
    """Fit a log-logistic curve in dose on top of one mean for each block.

    Parameters
    ----------
    doses
        Of every row, shape (n,); 0 is vehicle.
    values
        Response of every row, shape (n,).
    blocks
        Rows of one block share a baseline, shape (n,).
    level
        Of the interval.

    Returns
    -------
    tuple
        The EC50 with the least sum of squares among the doses that were given, and the bounds of
        all those whose sum of squares is not larger than an F test at this level allows.
    """
    from scipy.special import fdtri

    y = within(values[:, None], blocks)[:, 0]
    given = doses[doses > 0]
    ec50s = np.geomspace(given.min(), given.max(), N_EC50S)
    left = np.stack([_left_over(doses, y, blocks, ec50s, slope) for slope in SLOPES])
    profile = left.min(axis=0)
    degrees = len(y) - len(np.unique(blocks)) - N_SHAPE
    allowed = profile.min() * (1 + float(fdtri(1, degrees, level)) / degrees)
    inside = np.flatnonzero(profile <= allowed)
    # The true bounds lie up to one step of the grid beyond.
    low, high = max(inside[0] - 1, 0), min(inside[-1] + 1, N_EC50S - 1)
    return float(ec50s[profile.argmin()]), float(ec50s[low]), float(ec50s[high])


def _left_over(
    doses: Array, y: Array, blocks: NDArray[np.object_], ec50s: Array, slope: float
) -> Array:
    """Return the sum of squares that curves of one slope leave, for each EC50."""
    powers = doses[:, None] ** slope
    curves = within(powers / (powers + ec50s**slope), blocks)
    explained = (y @ curves) ** 2 / (curves**2).sum(axis=0)
    return np.asarray(y @ y - explained)
