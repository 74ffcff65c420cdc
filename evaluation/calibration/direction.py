"""Whether a feature goes up or down: the probability that quantiles give, and how true it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

N_BINS = 10
DIRECTIONS, ROSE, SQUARED, GAP = "directions", "rose", "squared_gap", "gap_"
"""What units add up: values, those that went up, squared errors, and errors in each bin."""


@dataclass(frozen=True, slots=True)
class DirectionCalibration:
    """How true probabilities of going up are.

    ``brier_skill`` is against the share that went up; NaN where all went the same way.
    """

    ece: float
    brier: float
    brier_skill: float
    n_units: int


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


def direction_sums(
    up: NDArray[np.float64], effects: NDArray[np.float64], asked: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    """Compare probabilities of going up with what went up, added up for each unit.

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
    dict
        By the name of the quantity, shape (n_units,).
    """
    known = asked & np.isfinite(up) & np.isfinite(effects) & (effects != 0)
    predicted, rose = np.where(known, up, 0.0), np.where(known & (effects > 0), 1.0, 0.0)
    gaps = predicted - rose
    bins = np.minimum((predicted * N_BINS).astype(int), N_BINS - 1)
    sums = {
        DIRECTIONS: known.sum(axis=1).astype(float),
        ROSE: rose.sum(axis=1),
        SQUARED: np.square(gaps).sum(axis=1),
    }
    for number in range(N_BINS):
        sums[f"{GAP}{number}"] = np.where(bins == number, gaps, 0.0).sum(axis=1)
    return sums


def direction_calibration(
    sums: Mapping[str, NDArray[np.float64]], units: NDArray[np.bool_]
) -> DirectionCalibration | None:
    """Return how true probabilities of going up are.

    Parameters
    ----------
    sums
        Of each unit, from :func:`direction_sums`.
    units
        Which units are asked, shape (n_units,).

    Returns
    -------
    DirectionCalibration or None
        None where nothing is asked.
    """
    if DIRECTIONS not in sums or not (n_values := float(sums[DIRECTIONS][units].sum())):
        return None
    gaps = sum(abs(float(sums[f"{GAP}{number}"][units].sum())) for number in range(N_BINS))
    brier = float(sums[SQUARED][units].sum()) / n_values
    rose = float(sums[ROSE][units].sum()) / n_values
    base = rose * (1 - rose)
    skill = 1 - brier / base if base > 0 else float("nan")
    n_units = int((sums[DIRECTIONS][units] > 0).sum())
    return DirectionCalibration(gaps / n_values, brier, skill, n_units)


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
