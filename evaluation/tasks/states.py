"""From sums over observations to states of units, their sampling variance, and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.task import Space
from aivc.evaluation.tasks.group_sums import DEPTH, GroupSums, Moment

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATE = {
    Space.LOG_OF_SUM: frozenset({Moment.X}),
    Space.MEAN_OF_LOG: frozenset({Moment.LOG}),
    Space.MEAN: frozenset({Moment.X}),
}
"""What a state is made of."""

NOISE = {
    Space.LOG_OF_SUM: frozenset({Moment.X, Moment.XX, Moment.XT}),
    Space.MEAN_OF_LOG: frozenset({Moment.LOG, Moment.LOG_SQUARED}),
    Space.MEAN: frozenset({Moment.X, Moment.XX}),
}
"""What its sampling variance is made of."""

TESTED = {
    Space.LOG_OF_SUM: (Moment.LOG, Moment.LOG_SQUARED),
    Space.MEAN_OF_LOG: (Moment.LOG, Moment.LOG_SQUARED),
    Space.MEAN: (Moment.X, Moment.XX),
}
"""What two groups of observations are tested for: its sum, and the sum of its square."""

FEWEST = 2
"""Observations that a variance needs."""


def state_of(sums: GroupSums, space: Space) -> NDArray[np.float64]:
    """Return the state of each group, shape (n_groups, n_features); NaN where nothing is known.

    ``log_of_sum`` is ln(1 + 10,000 S / T) of the summed counts S of a feature and T of all
    features; ``mean_of_log`` the mean over observations of ln(1 + 10,000 x / t); ``mean`` the mean
    of the values that are not missing.
    """
    if space is Space.LOG_OF_SUM:
        total = sums.totals[:, np.newaxis]
        states = np.log1p(DEPTH * _over(sums.of[Moment.X], total))
        is_known = total > 0
    else:
        moment = Moment.LOG if space is Space.MEAN_OF_LOG else Moment.X
        states = _over(sums.of[moment], sums.counts())
        is_known = sums.counts() > 0
    states[~np.broadcast_to(is_known, states.shape)] = np.nan
    return states


def noise_of(sums: GroupSums, space: Space) -> NDArray[np.float64]:
    """Return the sampling variance of each state, same shape; NaN below two observations.

    For ``log_of_sum`` it is the jackknife over observations in its infinitesimal form (Efron &
    Stein 1981, doi:10.1214/aos/1176345462): with p = S / T, an observation moves the state by
    f'(p) (x - p t) / T. For means it is the variance over the number of observations.
    """
    n = sums.counts()
    if space is Space.LOG_OF_SUM:
        n = sums.n_rows[:, np.newaxis]
        total = sums.totals[:, np.newaxis]
        share = _over(sums.of[Moment.X], total)
        spread = sums.of[Moment.XX] - 2 * share * sums.of[Moment.XT]
        spread += share * share * sums.squares[:, np.newaxis]
        slope = _over(DEPTH / (1 + DEPTH * share), total)
        variance = np.maximum(spread, 0.0) * slope * slope * _over(n, n - 1)
    else:
        variance = _variance(sums, *TESTED[space]) / np.maximum(n, 1)
    variance[np.broadcast_to(n < FEWEST, variance.shape)] = np.nan
    return variance


def p_values_of(units: GroupSums, controls: GroupSums, space: Space) -> NDArray[np.float64]:
    """Test each unit against its control, feature by feature (Welch 1947, two-sided).

    The values of single observations are compared: ln(1 + 10,000 x / t) of counts, else the values
    as they stand.

    Returns
    -------
    ndarray
        Shape (n_units, n_features); NaN where one side has less than two observations, or where
        the sides differ and neither varies. 1 where they do not differ at all.
    """
    from scipy.special import stdtr

    total, square = TESTED[space]
    sides = [(_mean(s, total), _variance(s, total, square), s.counts()) for s in (units, controls)]
    (mean, spread, n), (mean_0, spread_0, n_0) = sides
    error, error_0 = spread / np.maximum(n, 1), spread_0 / np.maximum(n_0, 1)
    difference, variance = mean - mean_0, error + error_0
    with np.errstate(divide="ignore", invalid="ignore"):
        t = difference / np.sqrt(variance)
        freedom = variance**2 / (
            error**2 / np.maximum(n - 1, 1) + error_0**2 / np.maximum(n_0 - 1, 1)
        )
        p_values: NDArray[np.float64] = 2 * stdtr(freedom, -np.abs(t))
    p_values[variance == 0] = np.nan
    p_values[(variance == 0) & (difference == 0)] = 1.0
    p_values[np.broadcast_to((n < FEWEST) | (n_0 < FEWEST), p_values.shape)] = np.nan
    return p_values


def _mean(sums: GroupSums, moment: Moment) -> NDArray[np.float64]:
    return _over(sums.of[moment], sums.counts())


def _variance(sums: GroupSums, total: Moment, square: Moment) -> NDArray[np.float64]:
    """Return the variance between observations, with n - 1."""
    n = sums.counts()
    mean = _mean(sums, total)
    centred = sums.of[square] - n * mean * mean
    # What is left of equal numbers after rounding is no variance.
    centred[centred < 1e-12 * np.abs(sums.of[square])] = 0.0
    return _over(centred, n - 1)


def _over(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide, 0 / 0 and anything by 0 being 0."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    return np.divide(above, below, out=np.zeros(shape), where=np.broadcast_to(below > 0, shape))
