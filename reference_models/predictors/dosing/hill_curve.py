"""Dose-response curves of many features at once, with one EC50 and one slope for an agent.

The response at a time is amplitude times ``dose**n / (dose**n + ec50**n)`` (Hill, J. Physiol. 40,
iv, 1910). For given ``ec50`` and ``n`` the amplitudes are closed form, so that a grid over these
two finds the least squares. The EC50 is bounded by the doses that were given: beyond them a steeper
or flatter curve fits as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_N_EC50 = 41
"""EC50s that are tried between the lowest and the highest dose, and again around the best."""
_SLOPES = np.array([0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0])
"""Slopes that are tried: steps of the square root of two, from shallow to all but a switch."""
_PLAIN = 1e-6
"""Penalty, relative to all squares, on the square of the log slope: curves that fit equally well
are told apart by taking the plainest."""

_NINETY = 2.706
"""90 % quantile of the chi-squared distribution with one degree of freedom."""

_ROUNDING = 1e-12
"""Of squares, relative to all of them: curves without noise have an interval too."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A fitted curve.

    ``ec50``, ``slope`` and the 90 % profile interval ``low`` to ``high`` of the EC50 are NaN where
    one dose was given. ``amplitudes`` has shape (n_times, n_features), in the order of ``times``.
    """

    ec50: float
    slope: float
    low: float
    high: float
    times: Array
    amplitudes: Array

    def without_times(self) -> Curve:
        """Return the same for exposures of which nobody knows how long they were."""
        return replace(self, times=np.full(1, np.nan))


def activity(doses: Array, ec50: Array, slope: Array) -> Array:
    """Return the share of the full effect; 1 where there is no curve and the dose is not zero."""
    acts = ~(doses == 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (1 + np.tanh(slope * (np.log(doses) - np.log(ec50)) / 2)) / 2
    curved: Array = np.where(np.isfinite(ec50), share, 1.0)
    return np.where(acts, curved, 0.0)


def fit_curve(doses: Array, times: Array, responses: Array, weights: Array) -> Curve:
    """Fit one curve.

    Parameters
    ----------
    doses, times, weights
        Shape (n_units,); doses are positive, or NaN where the agent has none.
    responses
        Shape (n_units, n_features).
    """
    knots = np.unique(times)
    if len(np.unique(doses)) < 2:
        flat = np.ones((1, len(doses)))
        nan = float("nan")
        return Curve(nan, nan, nan, nan, knots, _amplitudes(flat, times, responses, weights)[0])
    course = _Course(doses, times, responses, weights)
    coarse = course.tried(np.geomspace(doses.min(), doses.max(), _N_EC50), _SLOPES)
    fine = course.tried(*coarse.around_best())
    ec50, slope = fine.best
    spare = max(responses.size - len(knots) * responses.shape[1] - 2, 1)
    most = fine.squares.min() * (1 + _NINETY / spare) + _ROUNDING * course.total
    sides = np.array([coarse.held(most), fine.held(most)])
    shares = activity(doses, np.array([[ec50]]), np.array([[slope]]))
    amplitudes = _amplitudes(shares, times, responses, weights)[0]
    low, high = float(np.nanmin(sides[:, 0])), float(np.nanmax(sides[:, 1]))
    return Curve(ec50, slope, low, high, knots, amplitudes)


@dataclass(frozen=True, eq=False)
class _Course:
    doses: Array
    times: Array
    responses: Array
    weights: Array

    @property
    def total(self) -> float:
        return float((self.weights[:, None] * self.responses**2).sum())

    def tried(self, ec50s: Array, slopes: Array) -> _Tried:
        grid = np.stack(np.meshgrid(ec50s, slopes, indexing="ij"), axis=-1).reshape(-1, 2)
        shares = activity(self.doses, grid[:, :1], grid[:, 1:])
        explained = _explained(shares, self.times, self.responses, self.weights)
        left = (self.total - explained).reshape(len(ec50s), len(slopes))
        return _Tried(ec50s, slopes, left, left + _PLAIN * self.total * np.log(slopes) ** 2)


@dataclass(frozen=True, eq=False)
class _Tried:
    """Candidates, ascending, and the squares that each pair leaves, without and with a penalty."""

    ec50s: Array
    slopes: Array
    squares: Array
    cost: Array

    @property
    def place(self) -> tuple[int, int]:
        row, column = np.unravel_index(int(np.argmin(self.cost)), self.cost.shape)
        return int(row), int(column)

    @property
    def best(self) -> tuple[float, float]:
        row, column = self.place
        return float(self.ec50s[row]), float(self.slopes[column])

    def around_best(self) -> tuple[Array, Array]:
        """Return finer candidates between the neighbours of the best."""
        row, column = self.place
        return (
            np.geomspace(*_beside(self.ec50s, row), _N_EC50),
            np.geomspace(*_beside(self.slopes, column), len(self.slopes)),
        )

    def held(self, most: float) -> tuple[float, float]:
        """Return the lowest and highest EC50 that leaves no more, one candidate further out."""
        within = np.flatnonzero(self.squares.min(axis=1) <= most)
        if not len(within):
            return float("nan"), float("nan")
        return _beside(self.ec50s, int(within[0]))[0], _beside(self.ec50s, int(within[-1]))[1]


def _beside(values: Array, place: int) -> tuple[float, float]:
    return float(values[max(place - 1, 0)]), float(values[min(place + 1, len(values) - 1)])


def _explained(shares: Array, times: Array, responses: Array, weights: Array) -> Array:
    """Return the squares that the best amplitudes explain, shape (n_candidates,)."""
    explained = np.zeros(len(shares))
    for time in np.unique(times):
        rows = times == time
        weighed = shares[:, rows] * weights[rows]
        products = responses[rows] @ responses[rows].T
        squares = (weighed * shares[:, rows]).sum(axis=1)
        found = ((weighed @ products) * weighed).sum(axis=1)
        explained += found / np.where(squares > 0, squares, np.inf)
    return explained


def _amplitudes(shares: Array, times: Array, responses: Array, weights: Array) -> Array:
    """Return the best amplitudes, shape (n_candidates, n_times, n_features)."""
    found = []
    for time in np.unique(times):
        rows = times == time
        weighed = shares[:, rows] * weights[rows]
        squares = (weighed * shares[:, rows]).sum(axis=1, keepdims=True)
        found.append(weighed @ responses[rows] / np.where(squares > 0, squares, np.inf))
    return np.stack(found, axis=1)
