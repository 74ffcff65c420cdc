"""How much of the truth intervals hold, over which features of which units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.calibration.intervals import Intervals

ASKED, HELD, WIDTH, WIDE = "asked", "held", "width", "wide"
"""What units add up: values that are asked, those that are held, widths, and how many."""
EXPECTED = "expected"
"""Values that right intervals would hold of those that are asked."""
ONE_SIDED = 0.95


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
    expected
        Share that right intervals would hold.
    highest
        Upper bound of the share that holds, over clusters; NaN of a single one.
    worst_chance
        Probability that the worst of so many units is as low by chance, values apart.
    """

    nominal: float
    observed: float
    n_units: int
    width: float
    worst_unit: int
    worst: float
    expected: float
    highest: float
    worst_chance: float


def at_level(quantity: str, level: float) -> str:
    """Return the name of a quantity of the intervals of a level.

    Examples
    --------
    >>> at_level(HELD, 0.9)
    'held@0.9'
    """
    return f"{quantity}@{level:.9g}"


def coverage_sums(intervals: Intervals, asked: NDArray[np.bool_]) -> dict[str, NDArray[np.float64]]:
    """Count for each unit what is asked and what its intervals hold, and add up their widths.

    A value that was measured and has no interval counts as not held.

    Parameters
    ----------
    intervals
        The intervals.
    asked
        Which features of each unit, shape (n_units, n_features).

    Returns
    -------
    dict
        By the name of the quantity, shape (n_units,).
    """
    known = asked & np.isfinite(intervals.truth)
    widths = intervals.widths
    wide = known & np.isfinite(widths)
    sums = {
        ASKED: known.sum(axis=1),
        HELD: (intervals.covered & known).sum(axis=1),
        WIDTH: np.where(wide, widths, 0.0).sum(axis=1),
        WIDE: wide.sum(axis=1),
        EXPECTED: known.sum(axis=1) * intervals.nominal,
    }
    return {at_level(name, intervals.nominal): each.astype(float) for name, each in sums.items()}


def coverage_of(
    sums: Mapping[str, NDArray[np.float64]],
    level: float,
    units: NDArray[np.bool_],
    clusters: Sequence[str],
) -> Coverage | None:
    """Return the share of values that lie within their interval; each unit counts the same.

    Parameters
    ----------
    sums
        Of each unit, from :func:`coverage_sums`.
    level
        Of the intervals.
    units
        Which units are asked, shape (n_units,).
    clusters
        Cluster of each unit.

    Returns
    -------
    Coverage or None
        None where nothing is asked.
    """
    n_asked = np.where(units, sums[at_level(ASKED, level)], 0.0)
    rows = np.flatnonzero(n_asked)
    if not len(rows):
        return None
    by_unit = sums[at_level(HELD, level)][rows] / n_asked[rows]
    n_wide = float(sums[at_level(WIDE, level)][rows].sum())
    width = float(sums[at_level(WIDTH, level)][rows].sum()) / n_wide if n_wide else float("nan")
    worst = int(np.argmin(by_unit))
    expected = sums[at_level(EXPECTED, level)][rows] / n_asked[rows]
    missed = _least_mean(expected - by_unit, [clusters[int(row)] for row in rows])
    return Coverage(
        level,
        float(by_unit.mean()),
        len(rows),
        width,
        int(rows[worst]),
        float(by_unit[worst]),
        float(expected.mean()),
        float(np.clip(expected.mean() - missed, 0.0, 1.0)),
        _chance(by_unit[worst] * n_asked[rows[worst]], n_asked[rows[worst]], level, len(rows)),
    )


def _least_mean(values: NDArray[np.float64], clusters: Sequence[str]) -> float:
    """Return the lower bound of a mean over units, leaving out one cluster after the other."""
    from scipy.special import stdtrit

    _, codes = np.unique(np.array(clusters, dtype=str), return_inverse=True)
    sizes, totals = np.bincount(codes), np.bincount(codes, values)
    n_clusters = len(sizes)
    if n_clusters < 2:
        return float("nan")
    left = (totals.sum() - totals) / (sizes.sum() - sizes)
    error = np.sqrt((n_clusters - 1) / n_clusters * np.square(left - left.mean()).sum())
    return float(values.mean() - stdtrit(n_clusters - 1, ONE_SIDED) * error)


def _chance(held: float, asked: float, level: float, n_units: int) -> float:
    """Return the probability that any of so many units holds so few values."""
    from scipy.special import bdtr

    return min(1.0, n_units * float(bdtr(round(held), round(asked), level)))
