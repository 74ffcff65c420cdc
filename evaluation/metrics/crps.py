"""Score of predicted distributions."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.calibration.crps import crps_of_quantiles
from aivc.evaluation.metrics.answered import LARGEST, finite_where_judged
from aivc.evaluation.metrics.averages import all_of, mean_over
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import WITHOUT_SIZE, Better, Metric, Need
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import opposite
from aivc.evaluation.metrics.where_judged import where_judged
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    if answer.quantiles is None:
        return np.full(len(reference.ids), np.nan)
    observed = np.where(reference.judged, reference.values, 0.0)
    score = crps_of_quantiles(answer.levels, answer.quantiles, observed)
    return mean_over(reference.judged, score)


def _answered(reference: Reference, answer: Answer) -> NDArray[np.bool_]:
    """Whether a row has values whose quantiles ascend; what crosses is no distribution.

    Quantiles of a value are all there, or none is.
    """
    if answer.quantiles is None:
        return np.zeros(len(reference.ids), dtype=bool)
    there = np.abs(answer.quantiles) <= LARGEST
    none = np.isnan(answer.quantiles).all(axis=0)
    falls = (np.diff(answer.quantiles, axis=0) < 0).any(axis=0)
    sound = none | (there.all(axis=0) & ~falls) | ~reference.judged
    return finite_where_judged(reference, answer) & all_of(sound)


def _worst(reference: Reference) -> NDArray[np.float64]:
    return opposite(mean_over(reference.judged, np.abs(reference.effects)))


CRPS = Metric(
    metric_id="crps",
    version=1,
    title="Continuous ranked probability score",
    definition=(
        "For each row the mean, over judged features, of twice the integral over levels of the "
        "pinball loss of the predicted quantile at the measured value, where each predicted level "
        "stands for the levels that are nearest to it; the mean over rows. Numbers from other "
        "levels are not comparable. A value "
        "without quantiles is a point, whose score is the absolute error. A row without an answer, "
        "or whose quantiles cross, scores twice the mean size of its effect, or of an average "
        "effect where its own is smaller."
    ),
    kinds=frozenset(ReadoutKind) - WITHOUT_SIZE,
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=None,
    worst_value=None,
    is_scale_blind=False,
    needs=frozenset({Need.QUANTILES}),
    references=("doi:10.1198/016214506000001437", "doi:10.1198/jbes.2010.08110"),
    bottom=where_judged,
    unscored="no feature of any row is judged",
    top=_top,
    worst=_worst,
    answered=_answered,
    known_answers=(
        KnownAnswer(
            "the median alone is the absolute error",
            measured([[3.0, 0.0]]),
            predicted([[1.0, 0.0]], levels=(0.5,), quantiles=np.array([[[1.0, 0.0]]])),
            1.0,
            "|3 - 1| and 0, and their mean",
        ),
        KnownAnswer(
            "inside and outside of an interval",
            measured([[1.0], [4.0]]),
            predicted(
                [[1.0], [1.0]],
                levels=(0.25, 0.75),
                quantiles=np.array([[[0.0], [0.0]], [[2.0], [2.0]]]),
            ),
            1.5,
            "twice the mean of 0.25 and 0.25 inside, of 0.25 * 4 and 0.75 * 2 outside",
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
