"""How well a metric tells good from useless predictions in the data at hand.

A metric can be sound and yet blind where cells are few: a repeat of the experiment then scores no
better than a prediction that knows nothing. Halves of the data tell (Miller et al. 2025,
doi:10.1101/2025.10.20.683304, whose dynamic range fraction this is).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.responding import adjusted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.metrics.scores import Scores
    from aivc.evaluation.metrics.sides import Answer, Reference

LEAST_RANGE = 0.1
"""Range below which a metric does not decide anything in these data."""

N_HALVINGS = 2
"""Halvings that are looked at. Two agree within a few hundredths."""


@dataclass(frozen=True, eq=False)
class CalibratedMetric:
    """A metric on halves of the data, one of each tuple for each halving.

    Attributes
    ----------
    metric
        What was computed.
    uninformed
        Scores of a prediction that is the same for all rows.
    repeated
        Scores of one half as the prediction of the other.
    interpolated
        Scores of that half, in which every value gives way to the uninformed one as far as the
        half itself cannot tell it from nothing.
    """

    metric: Metric
    uninformed: tuple[Scores, ...]
    repeated: tuple[Scores, ...]
    interpolated: tuple[Scores, ...]

    def dynamic_range(self, rows: NDArray[np.bool_] | None = None) -> float:
        """Return how far the interpolated half comes from uninformed to perfect.

        It is (interpolated - uninformed) / (perfect - uninformed), at least -1 and at most 1; NaN
        where no row has two halves, or where the uninformed prediction is perfect.

        Parameters
        ----------
        rows
            Rows that count, shape (n_rows,); all where None.
        """
        best = self.metric.best_value
        if best is None:
            return float("nan")
        halved = self._halved
        below = _mean_value(self.uninformed, halved, rows)
        if not abs(best - below) > 0:
            return float("nan")
        reached = (_mean_value(self.interpolated, halved, rows) - below) / (best - below)
        return float(np.clip(reached, -1.0, 1.0))

    def repeated_value(self) -> float:
        """Return the value of one half as the prediction of the other, of the first halving."""
        return _mean_value(self.repeated[:1], self._halved[:1], None)

    @property
    def _halved(self) -> list[NDArray[np.bool_]]:
        """Rows of each halving that have two halves."""
        return [each.answered & each.scored for each in self.repeated]


def calibrated(
    metric: Metric,
    halves: Sequence[tuple[Reference, Answer]],
    uninformed: Answer,
    mixed: Sequence[Answer] | None = None,
) -> CalibratedMetric | None:
    """Score halves of the data; None where there are none that the metric takes.

    Parameters
    ----------
    metric
        What is computed.
    halves
        One half as the truth, and the other as its prediction, each relative to controls of its
        own. ``noise`` of the prediction is that of its values; without it they do not give way.
    uninformed
        Values that are the same for all rows, such as the mean of training.
    mixed
        What :func:`interpolated_halves` gives, where it is known already: no metric changes it.
    """
    mixed = interpolated_halves(halves, uninformed) if mixed is None else mixed
    taken = [
        (first, second, mixture)
        for (first, second), mixture in zip(halves, mixed, strict=False)
        if not metric.refusal(first, second)
    ]
    if not taken:
        return None
    return CalibratedMetric(
        metric,
        tuple(metric.scores(first, uninformed) for first, _, _ in taken),
        tuple(metric.scores(first, second) for first, second, _ in taken),
        tuple(metric.scores(first, mixture) for first, _, mixture in taken),
    )


def interpolated_halves(
    halves: Sequence[tuple[Reference, Answer]], uninformed: Answer
) -> tuple[Answer, ...]:
    """Return the interpolated prediction of each of the halvings that are looked at."""
    return tuple(interpolated(first, second, uninformed) for first, second in halves[:N_HALVINGS])


def interpolated(first: Reference, second: Answer, uninformed: Answer) -> Answer:
    """Return (1 - q) * second + q * uninformed, row by row and feature by feature.

    ``q`` is the adjusted p-value of the second half itself, taking its effect over its standard
    error for a normal deviate. The first half, which it is judged against, is not looked at.
    """
    from scipy.special import erfc

    second = second.aligned(first.ids, first.features)
    base = uninformed.aligned(first.ids, first.features).values
    if second.noise is None:
        return second
    error = np.sqrt(second.noise)
    can_tell = error > 0
    effect = np.abs(second.values - first.neutral)
    deviate = np.divide(effect, error, out=np.zeros_like(effect), where=can_tell)
    p_values = np.where(can_tell & np.isfinite(deviate), erfc(deviate / np.sqrt(2.0)), np.nan)
    share = np.where(np.isfinite(p_values), adjusted(p_values), 1.0)
    mixed = (1.0 - share) * second.values + share * base
    # Sampling noise is what is left of it in the mixture.
    return replace(second, values=mixed, noise=np.square(1.0 - share) * second.noise)


def _mean_value(
    scores: Sequence[Scores], halved: Sequence[NDArray[np.bool_]], rows: NDArray[np.bool_] | None
) -> float:
    values = [
        each.values((known if rows is None else known & rows)[None].astype(np.float64))[0]
        for each, known in zip(scores, halved, strict=True)
    ]
    finite = [value for value in values if np.isfinite(value)]
    return float(np.mean(finite)) if finite else float("nan")
