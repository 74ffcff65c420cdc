"""Whether a feature goes up or down: the probability that quantiles give, and how true it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

N_BINS = 10


@dataclass(frozen=True, slots=True)
class DirectionCalibration:
    """How true probabilities of going up are.

    ``brier_skill`` is against the share that went up; NaN where all went the same way.
    """

    ece: float
    brier: float
    brier_skill: float


def probability_up(
    levels: Sequence[float], quantiles: NDArray[np.float64], control: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the predicted probability that a value is larger than its control.

    Between quantiles the distribution is taken for straight; beyond the last one half of what is
    left is given to either side of the control.

    Parameters
    ----------
    levels
        Ascending.
    quantiles
        Shape (n_levels, n_units, n_features).
    control
        Shape (n_units, n_features).

    Examples
    --------
    >>> quantiles = np.array([-1.0, 0.0, 1.0])[:, None, None]
    >>> probability_up([0.05, 0.5, 0.95], quantiles, np.array([[0.0]])).round(3).tolist()
    [[0.5]]
    """
    below = _share_below(levels, quantiles, control, or_at=False)
    at_most = _share_below(levels, quantiles, control, or_at=True)
    up: NDArray[np.float64] = 1 - (below + at_most) / 2
    return np.where(np.isfinite(quantiles).all(axis=0) & np.isfinite(control), up, np.nan)


def direction_calibration(
    up: NDArray[np.float64], effects: NDArray[np.float64], asked: NDArray[np.bool_]
) -> DirectionCalibration | None:
    """Compare probabilities of going up with what went up.

    Parameters
    ----------
    up
        Predicted probability, shape (n_units, n_features).
    effects
        Measured difference to control, same shape. Values that did not move are left out.
    asked
        Which values are asked, same shape.

    Returns
    -------
    DirectionCalibration or None
        None where nothing is asked.
    """
    known = asked & np.isfinite(up) & np.isfinite(effects) & (effects != 0)
    if not known.any():
        return None
    predicted = up[known]
    rose = (effects[known] > 0).astype(float)
    bins = np.minimum((predicted * N_BINS).astype(int), N_BINS - 1)
    gaps = np.abs(np.bincount(bins, predicted - rose, minlength=N_BINS))
    brier = float(np.square(predicted - rose).mean())
    base = float(rose.mean() * (1 - rose.mean()))
    skill = 1 - brier / base if base > 0 else float("nan")
    return DirectionCalibration(float(gaps.sum() / len(rose)), brier, skill)


def _share_below(
    levels: Sequence[float],
    quantiles: NDArray[np.float64],
    control: NDArray[np.float64],
    *,
    or_at: bool,
) -> NDArray[np.float64]:
    """Return the predicted probability of a value below the control, with or without ties."""

    def passed(quantile: NDArray[np.float64]) -> NDArray[np.bool_]:
        return quantile <= control if or_at else quantile < control

    share = np.full(control.shape, levels[0] / 2)
    for place in range(len(levels) - 1):
        low, high = quantiles[place], quantiles[place + 1]
        span = np.where(high > low, high - low, 1.0)
        within = np.clip((control - low) / span, 0.0, 1.0)
        step = levels[place] + (levels[place + 1] - levels[place]) * within
        share = np.where(passed(low), step, share)
    return np.where(passed(quantiles[-1]), (1 + levels[-1]) / 2, share)
