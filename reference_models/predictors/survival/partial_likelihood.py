"""Proportional hazards by partial likelihood, ties after Efron; the baseline after Breslow.

Cox, J. R. Stat. Soc. B 34, 187 (1972); Efron, J. Am. Stat. Assoc. 72, 557 (1977); Breslow,
Biometrics 30, 89 (1974).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_MOST_STEPS = 50
"""More than Newton's method takes where there is a best."""
_CONVERGED = 1e-10

_RIDGES = (1e-9, 1e-3, 1e-2, 1e-1)
"""Penalties on squares for each event; the first is of no consequence where there is a best."""

_WIDEST = 30.0
"""Difference of log hazards from which it is the penalty that holds them."""


@dataclass(frozen=True, eq=False)
class Cohort:
    """Subjects in order of time: covariates (n, p), times (n,), and whether each had the event."""

    covariates: Array
    times: Array
    events: NDArray[np.bool_]

    @classmethod
    def sorted_by_time(cls, covariates: Array, times: Array, events: NDArray[np.bool_]) -> Cohort:
        """Put subjects in order."""
        order = np.argsort(times, kind="stable")
        return cls(covariates[order], times[order], events[order])


@dataclass(frozen=True, eq=False)
class Hazards:
    """Log hazard ratios per unit of each covariate (p,), and their covariance (p, p)."""

    coefficients: Array
    covariance: Array


def fit_hazards(cohort: Cohort) -> Hazards:
    """Maximise the partial likelihood.

    Covariates should be centred and of like scale. Where they separate who had the event from who
    had not, no hazard ratio is the best; then squares are penalised, by as little as bounds them.
    """
    found = _maximise(cohort, _RIDGES[0])
    for ridge in _RIDGES[1:]:
        if np.ptp(cohort.covariates @ found.coefficients) < _WIDEST:
            break
        found = _maximise(cohort, ridge)
    return found


def _maximise(cohort: Cohort, ridge: float) -> Hazards:
    """Climb by Newton's method, halving steps that lead down."""
    n_covariates = cohort.covariates.shape[1]
    penalty = ridge * max(cohort.events.sum(), 1) * np.eye(n_covariates)
    beta = np.zeros(n_covariates)
    value, gradient, information = _likelihood(cohort, beta, penalty)
    for _ in range(_MOST_STEPS):
        step = np.linalg.solve(information, gradient)
        reached = _likelihood(cohort, beta + step, penalty)
        while not reached[0] >= value - _CONVERGED * abs(value) and np.abs(step).max() > _CONVERGED:
            step = step / 2
            reached = _likelihood(cohort, beta + step, penalty)
        beta = beta + step
        value, gradient, information = reached
        if np.abs(step).max(initial=0.0) < _CONVERGED:
            break
    covariance: Array = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return Hazards(beta, covariance)


def _likelihood(cohort: Cohort, beta: Array, penalty: Array) -> tuple[float, Array, Array]:
    """Return the penalised log likelihood, its gradient, and minus its second derivatives.

    The value is minus infinity where weights are too small for numbers.
    """
    x, n_covariates = cohort.covariates, cohort.covariates.shape[1]
    eta = x @ beta
    shift = float(eta.max(initial=0.0))
    weights = np.exp(eta - shift)
    products = (x[:, :, None] * x[:, None, :]).reshape(len(x), n_covariates**2)
    columns = np.hstack([np.ones((len(x), 1)), x, products]) * weights[:, None]
    first = np.searchsorted(cohort.times, cohort.times, side="left")
    at_risk = np.cumsum(columns[::-1], axis=0)[::-1][first]
    dying = np.where(cohort.events[:, None], columns, 0.0)
    totals = np.zeros_like(columns)
    np.add.at(totals, first, dying)
    rank, tied = _place_among_ties(first, cohort.events)
    sums = at_risk - np.where(cohort.events, rank / tied, 0.0)[:, None] * totals[first]
    sums = sums[cohort.events]
    if not (sums[:, 0] > 0).all():
        return -np.inf, beta, penalty
    means = sums[:, 1 : 1 + n_covariates] / sums[:, :1]
    square = (len(sums), n_covariates, n_covariates)
    seconds = (sums[:, 1 + n_covariates :] / sums[:, :1]).reshape(square)
    value = float((eta - shift)[cohort.events].sum() - np.log(sums[:, 0]).sum())
    gradient = (x[cohort.events] - means).sum(axis=0) - penalty @ beta
    information = (seconds - means[:, :, None] * means[:, None, :]).sum(axis=0) + penalty
    return value - float(beta @ penalty @ beta) / 2, gradient, information


def _place_among_ties(first: NDArray[np.intp], events: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Return of each event how many at its time come before it, and how many there are."""
    before: NDArray[np.int64] = np.cumsum(events) - events
    rank: NDArray[np.int64] = before - before[first]
    tied = np.bincount(first[events], minlength=len(first))[first]
    return rank.astype(np.float64), np.maximum(tied, 1).astype(np.float64)


def baseline(cohort: Cohort, beta: Array) -> tuple[Array, Array]:
    """Return the times of events, ascending, and the cumulative hazard at covariates of zero."""
    weights = np.exp(cohort.covariates @ beta)
    first = np.searchsorted(cohort.times, cohort.times, side="left")
    at_risk = np.cumsum(weights[::-1])[::-1][first][cohort.events]
    times, place = np.unique(cohort.times[cohort.events], return_inverse=True)
    return times, np.cumsum(np.bincount(place, weights=1 / at_risk, minlength=len(times)))
