"""Root mean squared error."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import mean_over
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import WITHOUT_SIZE, Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import opposite
from aivc.evaluation.metrics.where_judged import where_judged
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def length(reference: Reference) -> NDArray[np.float64]:
    """Return the root mean square of the effects of each row, NaN where none is judged."""
    return np.sqrt(mean_over(reference.judged, np.square(reference.effects)))


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    return np.sqrt(mean_over(reference.judged, np.square(answer.values - reference.values)))


def _worst(reference: Reference) -> NDArray[np.float64]:
    return opposite(length(reference))


RMSE = Metric(
    metric_id="rmse",
    version=1,
    title="Root mean squared error",
    definition=(
        "For each row the root of the mean, over its judged features, of the squared difference "
        "between prediction and truth; the mean over rows. Features that the intervention of the "
        "row acts on directly are not judged. Sampling noise of the truth is part of it, so that "
        "it cannot be zero and is not comparable between data of different depth. A row without "
        "an answer scores twice the length of its effect, or of an average effect where its own "
        "is smaller: the error of the opposite prediction."
    ),
    kinds=frozenset(ReadoutKind) - WITHOUT_SIZE,
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=None,
    worst_value=None,
    is_scale_blind=False,
    bottom=where_judged,
    unscored="no feature of any row is judged",
    top=_top,
    worst=_worst,
    known_answers=(
        KnownAnswer(
            "two rows",
            measured([[3.0, 0.0], [0.0, 0.0]]),
            predicted([[0.0, 4.0], [1.0, 1.0]]),
            (np.sqrt(12.5) + 1) / 2,
            "the root of (9 + 16)/2 and 1, and the mean of the two",
        ),
        KnownAnswer(
            "missing row",
            measured([[3.0, 4.0], [0.0, 0.0]]),
            predicted([[3.0, 4.0], [np.nan, 0.0]]),
            np.sqrt(12.5) / 2,
            "the second row has no effect, so it costs twice the average length, √12.5/2",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.WORSE,
            Change.SAME_FOR_ALL: Outcome.WORSE,
            Change.PERMUTED: Outcome.WORSE,
            Change.HALVED: Outcome.WORSE,
            Change.TRIPLED: Outcome.WORSE,
            Change.MIXED: Outcome.WORSE,
            Change.THINNED: Outcome.WORSE,
            Change.MIRRORED: Outcome.WORSE,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORSE,
        }
    ),
)
