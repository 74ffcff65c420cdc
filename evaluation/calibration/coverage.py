"""How much of the truth intervals hold, over which features of which units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.calibration.intervals import Intervals


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a set of values of intervals comes to.

    Attributes
    ----------
    nominal, observed
        Share that was promised, and share that holds.
    n_units
        Units with at least one value.
    width
        Mean width, NaN where there is no interval at all.
    worst_unit, worst
        Place of the unit with the lowest coverage, and its coverage.
    """

    nominal: float
    observed: float
    n_units: int
    width: float
    worst_unit: int
    worst: float


def coverage_of(
    intervals: Intervals, units: NDArray[np.bool_], features: NDArray[np.bool_]
) -> Coverage | None:
    """Count how many values lie within their interval; each unit counts the same.

    A value that was measured and has no interval counts as not held.

    Parameters
    ----------
    intervals
        The intervals.
    units
        Which units are asked, shape (n_units,).
    features
        Which features of each unit, shape (n_units, n_features).

    Returns
    -------
    Coverage or None
        None where nothing is asked.
    """
    asked = features & units[:, None] & np.isfinite(intervals.truth)
    n_asked = asked.sum(axis=1)
    rows = np.flatnonzero(n_asked)
    if not len(rows):
        return None
    by_unit = (intervals.covered & asked).sum(axis=1)[rows] / n_asked[rows]
    widths = intervals.widths[asked & np.isfinite(intervals.widths)]
    worst = int(np.argmin(by_unit))
    return Coverage(
        intervals.nominal,
        float(by_unit.mean()),
        len(rows),
        float(widths.mean()) if widths.size else float("nan"),
        int(rows[worst]),
        float(by_unit[worst]),
    )
