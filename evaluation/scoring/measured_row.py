"""One metric on one row of the grid: value, floor, replicate, and the difference to the floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.comparison.bootstrap import (
    Interval,
    cluster_sums,
    drawn_totals,
    interval_over,
    ratios,
)
from aivc.evaluation.comparison.sign_flip import sign_flip_p
from aivc.evaluation.comparison.win_rate import TIE, win_rate
from aivc.evaluation.metrics.metric import Better

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.calibrated import CalibratedMetric
    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.metrics.scores import Scores

LEAST_SHARE_HALVED = 0.5
"""Share of scored rows that must be halved before there is a replicate."""


@dataclass(frozen=True, slots=True)
class Against:
    """A difference to a floor; positive is better than the floor."""

    floor_name: str
    floor: float
    delta: float
    interval: Interval
    p_value: float
    win_rate: float


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A metric on a row of the grid.

    Attributes
    ----------
    metric
        What was computed.
    value, interval
        Over the scored rows, with its interval over clusters.
    n_scored, n_clusters
        Rows that the metric scores, and the clusters that they belong to.
    against
        The best trivial predictor and the difference to it; None where there is none.
    replicate
        Of one half of the data as the prediction of the other; NaN where there is none.
    dynamic_range
        How far the metric tells a replicate from the mean of training on these rows, as a share of
        its whole range; NaN where it is not known.
    """

    metric: Metric
    value: float
    interval: Interval
    n_scored: int
    n_clusters: int
    against: Against | None
    replicate: float
    dynamic_range: float

    @property
    def scaled(self) -> float:
        """(value - floor) / (replicate - floor), not clipped; NaN where there is no such scale.

        There is none where a replicate is no better than the floor: better predictions would then
        lie lower on it.
        """
        if self.against is None or not np.isfinite(self.replicate):
            return float("nan")
        sign = 1.0 if self.metric.better is Better.HIGHER else -1.0
        span = self.replicate - self.against.floor
        return _apart(self.value, self.against.floor) / span if sign * span > TIE else float("nan")


@dataclass(frozen=True, eq=False)
class ScoredMetric:
    """One metric over all rows of a readout, for everybody that takes part.

    ``halves`` are scores of one half of the data as the prediction of the other, ``calibrated``
    tells how far the metric can see in these data; None where there are no halves.
    """

    metric: Metric
    scores: Scores
    floors: Mapping[str, Scores]
    halves: tuple[Scores, ...]
    calibrated: CalibratedMetric | None = None

    @property
    def sign(self) -> float:
        """1 where higher is better, else -1."""
        return 1.0 if self.metric.better is Better.HIGHER else -1.0

    def on(
        self, rows: NDArray[np.bool_], clusters: Sequence[str], *, seed: int
    ) -> MeasuredRow | None:
        """Return the metric on some rows; None where it scores none of them.

        Parameters
        ----------
        rows
            Which rows, shape (n_rows,).
        clusters
            Cluster of each row.
        seed
            Of draws and signs.
        """
        places = np.flatnonzero(rows & self.scores.scored)
        value = _value(self.scores, places)
        if not np.isfinite(value):
            return None
        names = [clusters[int(place)] for place in places]
        floors = {
            name: scores
            for name, scores in self.floors.items()
            if scores.answered[places].all() and np.isfinite(_value(scores, places))
        }
        best = min(floors, key=lambda name: -self.sign * _value(floors[name], places), default="")
        columns = [self.scores.top, self.scores.bottom]
        columns += [floors[best].top] if best else []
        sums = cluster_sums(np.stack(columns, axis=1)[places], names)
        drawn = drawn_totals(sums, seed=seed)
        values = ratios(drawn[:, 0], drawn[:, 1])
        against = None
        if best:
            differences = self.sign * (values - ratios(drawn[:, 2], drawn[:, 1]))
            floor = floors[best]
            delta = self.sign * _apart(value, _value(floor, places)) + 0.0
            against = Against(
                best,
                _value(floor, places),
                delta,
                interval_over(differences, delta, len(sums)),
                sign_flip_p(self.sign * (sums[:, 0] - sums[:, 2]), seed=seed),
                win_rate(self.sign * (self.scores.top - floor.top)[places], floor.top[places]),
            )
        return MeasuredRow(
            self.metric,
            value,
            self._interval(values, value, len(sums)),
            len(places),
            len(sums),
            against,
            self._replicate(places),
            float("nan") if self.calibrated is None else self.calibrated.dynamic_range(rows),
        )

    def _interval(self, drawn: NDArray[np.float64], value: float, n_clusters: int) -> Interval:
        """Return the interval of the value, within what the metric can be.

        An error can be any size: ``worst_value`` is what it costs to have no answer, and no bound.
        """
        best, worst = self.metric.best_value, self.metric.worst_value
        if self.metric.better is Better.LOWER:
            worst = np.inf
        ends = [end for end in (best, worst) if end is not None]
        is_bounded = len(ends) == len((best, worst))
        least, most = (min(ends), max(ends)) if is_bounded else (-np.inf, np.inf)
        return interval_over(drawn, value, n_clusters, least=least, most=most)

    def _replicate(self, places: NDArray[np.intp]) -> float:
        values = []
        for half in self.halves:
            halved = places[half.scored[places] & half.answered[places]]
            if len(halved) >= LEAST_SHARE_HALVED * len(places):
                values.append(_value(half, halved))
        known = [value for value in values if np.isfinite(value)]
        return float(np.mean(known)) if known else float("nan")


def _value(scores: Scores, places: NDArray[np.intp]) -> float:
    counts = np.zeros((1, len(scores.ids)))
    counts[0, places] = 1
    return float(scores.values(counts)[0])


def _apart(value: float, floor: float) -> float:
    """Return the difference, 0 where it is that of the order in which numbers were added."""
    gap = value - floor
    return gap if abs(gap) > TIE * (1 + abs(floor)) else 0.0
