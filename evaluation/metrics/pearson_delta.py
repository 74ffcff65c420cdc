"""Correlation of predicted and measured effects over features."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import always
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference

LEAST_FEATURES = 3
"""Two points always lie on a line."""

CONSTANT = 1e-12
"""Spread, relative to the size of the values, below which they are one value."""


def correlation(
    left: NDArray[np.float64], right: NDArray[np.float64], judged: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the Pearson correlation of each row over judged features; 0 where one is constant."""
    one, other = _centred(left, judged), _centred(right, judged)
    size = np.sqrt(np.square(one).sum(axis=1) * np.square(other).sum(axis=1))
    together = (one * other).sum(axis=1)
    # Rounding may carry a quotient beyond one.
    return np.minimum(np.maximum(ratio(together, size, otherwise=0.0), -1.0), 1.0)


def _centred(matrix: NDArray[np.float64], judged: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Subtract the mean of judged features; rows that are constant up to rounding become zero."""
    n_judged = np.maximum(judged.sum(axis=1, keepdims=True), 1)
    kept = np.where(judged, matrix, 0.0)
    centred = np.where(judged, kept - kept.sum(axis=1, keepdims=True) / n_judged, 0.0)
    size = np.abs(kept).max(axis=1, keepdims=True, initial=0.0)
    varies = np.abs(centred).max(axis=1, keepdims=True, initial=0.0) > CONSTANT * size
    return np.where(varies, centred, 0.0)


def _bottom(reference: Reference) -> NDArray[np.float64]:
    enough = reference.judged.sum(axis=1) >= LEAST_FEATURES
    varies = (_centred(reference.effects, reference.judged) != 0).any(axis=1)
    return np.where(enough & varies, 1.0, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    return correlation(answer.values - reference.neutral, reference.effects, reference.judged)


PEARSON_DELTA = Metric(
    metric_id="pearson_delta",
    version=1,
    title="Correlation of effects",
    definition=(
        "For each row the Pearson correlation, over its judged features, of predicted and measured "
        "effects; for states, of their distances from the mean of training. A prediction that is "
        "the same for all features has correlation 0, a row without an answer -1. The mean over "
        "rows with at least three judged features that differ. It does not see the size of "
        "effects, and a shift that all interventions share earns a score."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION, ReadoutKind.PATHWAY, ReadoutKind.INTERACTION}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=0.0,
    worst_value=-1.0,
    is_scale_blind=True,
    least_features=LEAST_FEATURES,
    references=("doi:10.1038/s41587-025-02777-8",),
    bottom=_bottom,
    unscored="no row has three judged features that differ",
    top=_top,
    worst=always(-1.0),
    known_answers=(
        KnownAnswer(
            "any line that rises",
            measured([[1.0, 2.0, 4.0]]),
            predicted([[12.0, 14.0, 18.0]]),
            1.0,
            "the prediction is 10 + 2 * the truth",
        ),
        KnownAnswer(
            "constant is without skill, missing is worst",
            measured([[1.0, 2.0, 4.0], [1.0, 2.0, 4.0], [0.0, 1.0, 0.0]]),
            predicted([[0.1, 0.1, 0.1], [np.nan, 2.0, 4.0], [0.0, 1.0, 0.0]]),
            0.0,
            "0 for the constant row, -1 for the one with NaN, 1 for the last",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.NO_SKILL,
            Change.SAME_FOR_ALL: Outcome.WORSE,
            Change.PERMUTED: Outcome.WORSE,
            Change.HALVED: Outcome.SAME,
            Change.TRIPLED: Outcome.SAME,
            Change.MIXED: Outcome.WORSE,
            Change.THINNED: Outcome.WORSE,
            Change.MIRRORED: Outcome.WORST,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
