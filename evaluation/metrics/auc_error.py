"""Relative error of areas under dose-response curves."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.answered import LARGEST
from aivc.evaluation.metrics.averages import all_of
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import OPPOSITE, opposite
from aivc.evaluation.readouts.dose_response import EC50, MEAN_EFFECT
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _asked(reference: Reference) -> NDArray[np.bool_]:
    """Return which values are areas of curves that the truth determines."""
    place = {name: column for column, name in enumerate(reference.features)}
    asked = np.zeros(reference.values.shape, dtype=bool)
    for name, column in place.items():
        if name.startswith(MEAN_EFFECT):
            dose = place.get(EC50 + name.removeprefix(MEAN_EFFECT), column)
            asked[:, column] = reference.judged[:, column] & reference.judged[:, dose]
    return asked


def _bottom(reference: Reference) -> NDArray[np.float64]:
    asked = _asked(reference)
    size = np.where(asked, np.abs(reference.effects), 0.0).sum(axis=1)
    return np.where(asked.any(axis=1), size, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    error = np.abs(answer.values - reference.values)
    total: NDArray[np.float64] = np.where(_asked(reference), error, 0.0).sum(axis=1)
    return total


def _answered(reference: Reference, answer: Answer) -> NDArray[np.bool_]:
    return all_of((np.abs(answer.values) <= LARGEST) | ~_asked(reference))


def _worst(reference: Reference) -> NDArray[np.float64]:
    return opposite(_bottom(reference))


_COLUMNS = ("auc@A", "log10_ec50@A", "auc@B", "log10_ec50@B")

AUC_ERROR = Metric(
    metric_id="auc_error",
    version=1,
    title="Error of areas under dose-response curves",
    definition=(
        "Σ|predicted area - measured area| over Σ|measured area|, over all features of all curves "
        "whose measured effect determines a half-effective dose: a ratio of sums. Flat curves are "
        "left out, because sums over them are sums of noise. 0 is the measured area, 1 is no "
        "effect, 2 the opposite. A curve without an answer scores the opposite of its area, or of "
        "an average one where its own is smaller."
    ),
    kinds=frozenset({ReadoutKind.DOSE_RESPONSE}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=1.0,
    worst_value=OPPOSITE,
    is_scale_blind=False,
    bottom=_bottom,
    unscored="no measured curve determines a half-effective dose",
    top=_top,
    worst=_worst,
    answered=_answered,
    known_answers=(
        KnownAnswer(
            "two curves",
            measured(
                [[-2.0, 0.0, 0.3, np.nan], [2.0, 1.0, 0.1, np.nan]],
                kind=ReadoutKind.DOSE_RESPONSE,
                features=_COLUMNS,
            ),
            predicted([[-1.0, 9.0, 9.0, 1.0], [2.0, 1.0, 9.0, 1.0]], features=_COLUMNS),
            0.25,
            "1 of 4; the second column is no area, and the curves of B are flat",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.NO_SKILL,
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
