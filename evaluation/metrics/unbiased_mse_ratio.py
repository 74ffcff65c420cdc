"""Squared error without sampling noise, relative to the size of the effects."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import mean_over
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric, Need
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import OPPOSITE, opposite
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _bottom(reference: Reference) -> NDArray[np.float64]:
    size = mean_over(reference.judged, np.square(reference.effects))
    return size - _noise(reference, reference.noise) - _noise(reference, reference.control_noise)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    error = mean_over(reference.judged, np.square(answer.values - reference.values))
    own = _noise(reference, reference.noise)
    return error - np.minimum(_noise(reference, answer.noise), own) - own


def _worst(reference: Reference) -> NDArray[np.float64]:
    effect = np.fmax(_bottom(reference), 0.0)
    return opposite(np.sqrt(effect)) ** 2


def _noise(reference: Reference, noise: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Return the mean sampling variance over judged features, shape (n_rows,)."""
    if noise is None:
        return np.zeros(len(reference.ids))
    return mean_over(reference.judged, noise)


def _tenth(n_rows: int) -> NDArray[np.float64]:
    return np.full((n_rows, 2), 0.1)


UNBIASED_MSE_RATIO = Metric(
    metric_id="unbiased_mse_ratio",
    version=1,
    title="Squared error without sampling noise, relative to the size of the effects",
    definition=(
        "Σ over rows of (mean squared difference between prediction and truth - sampling variance "
        "of the truth - sampling variance of the prediction), over Σ over rows of (mean squared "
        "effect - sampling variance of the truth and of its control). It is a ratio of sums: rows "
        "in which little happens have no ratio of their own. The sampling variance of the "
        "prediction is zero for predictors and that of the half for a replicate; it counts at most "
        "as much as that of the truth. Means are over judged features, without those that the "
        "intervention of the row acts on directly. 0 is the true state, 1 is no effect, and the "
        "measured values themselves give less than 0. A row without an answer scores the squared "
        "error of the opposite prediction, at least of an average effect."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=1.0,
    worst_value=OPPOSITE**2,
    is_scale_blind=False,
    needs=frozenset({Need.NOISE}),
    settings=MappingProxyType({"most_noise_of_prediction": 1.0}),
    references=("https://pypi.org/project/cell-eval2/",),
    bottom=_bottom,
    unscored="no feature of any row is judged",
    top=_top,
    worst=_worst,
    known_answers=(
        KnownAnswer(
            "ratio of sums",
            measured([[3.0, 1.0], [1.0, 1.0]], noise=_tenth(2), control_noise=_tenth(2)),
            predicted([[2.0, 1.0], [1.0, 0.0]]),
            0.8 / 5.6,
            "(0.5 - 0.1) twice above, (5 - 0.2) + (1 - 0.2) below",
        ),
        KnownAnswer(
            "claim of noise is capped",
            measured([[3.0, 1.0]], noise=_tenth(1), control_noise=_tenth(1)),
            predicted([[2.0, 1.0]], noise=np.full((1, 2), 99.0)),
            0.3 / 4.8,
            "0.5 - 0.1 - min(99, 0.1) above",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BETTER,
            Change.NEUTRAL: Outcome.WORSE,
            Change.SAME_FOR_ALL: Outcome.WORSE,
            Change.PERMUTED: Outcome.WORSE,
            Change.HALVED: Outcome.WORSE,
            Change.TRIPLED: Outcome.WORSE,
            Change.MIXED: Outcome.WORSE,
            Change.THINNED: Outcome.WORSE,
            Change.MIRRORED: Outcome.WORSE,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
