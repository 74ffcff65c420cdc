"""Central intervals between predicted quantiles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CLOSE = 1e-6


@dataclass(frozen=True, eq=False)
class Intervals:
    """Intervals that should hold the truth with a probability.

    Attributes
    ----------
    nominal
        The probability that they promise.
    low, high
        Ends, shape (n_units, n_features); NaN where there is no interval.
    truth
        What was measured, same shape; NaN where nothing was.
    """

    nominal: float
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    truth: NDArray[np.float64]

    @property
    def covered(self) -> NDArray[np.bool_]:
        """Whether the truth lies within; not where there is no interval."""
        with np.errstate(invalid="ignore"):
            return (self.truth >= self.low) & (self.truth <= self.high)

    @property
    def widths(self) -> NDArray[np.float64]:
        """Widths, NaN where there is no interval."""
        return self.high - self.low

    @property
    def scores(self) -> NDArray[np.float64]:
        """Interval score: the width, and 2 / (1 - nominal) times how far the truth lies outside.

        Gneiting and Raftery 2007, doi:10.1198/016214506000001437. Lower is better.
        """
        below = np.maximum(self.low - self.truth, 0)
        above = np.maximum(self.truth - self.high, 0)
        return self.widths + 2 / (1 - self.nominal) * (below + above)


def central_levels(levels: Sequence[float]) -> tuple[tuple[float, int, int], ...]:
    """Return nominal level and places of both ends for each central interval, widest first.

    Examples
    --------
    >>> central_levels((0.05, 0.25, 0.5, 0.75, 0.95))
    ((0.9, 0, 4), (0.5, 1, 3))
    """
    found = [
        (round(levels[high] - levels[low], 9), low, high)
        for low, high in combinations(range(len(levels)), 2)
        if abs(levels[low] + levels[high] - 1) < CLOSE
    ]
    return tuple(sorted(found, reverse=True))


def intervals_of(
    levels: Sequence[float], quantiles: NDArray[np.float64], truth: NDArray[np.float64]
) -> tuple[Intervals, ...]:
    """Return every central interval, widest first.

    Parameters
    ----------
    levels
        Of the quantiles, ascending.
    quantiles
        Shape (n_levels, n_units, n_features).
    truth
        Shape (n_units, n_features).
    """
    return tuple(
        Intervals(nominal, quantiles[low], quantiles[high], truth)
        for nominal, low, high in central_levels(levels)
    )
