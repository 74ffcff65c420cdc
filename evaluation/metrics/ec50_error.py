"""Error of half-effective doses, in powers of ten."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import mean_over
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import always
from aivc.evaluation.readouts.dose_response import EC50
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference

WORST_DECADES = 3.0
"""Beyond a factor of a thousand no dose is nearer than another."""


def _asked(reference: Reference) -> NDArray[np.bool_]:
    """Return which values are half-effective doses that the truth determines."""
    is_dose = np.array([name.startswith(EC50) for name in reference.features], dtype=bool)
    return np.asarray(reference.judged & is_dose, dtype=np.bool_)


def _bottom(reference: Reference) -> NDArray[np.float64]:
    return np.where(_asked(reference).any(axis=1), 1.0, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    error = np.abs(answer.values - reference.values)
    return mean_over(_asked(reference), np.fmin(error, WORST_DECADES))


def _answered(reference: Reference, answer: Answer) -> NDArray[np.bool_]:
    """Whether any curve of a row has a half-effective dose; those that have none cost the most."""
    return np.asarray((np.isfinite(answer.values) & _asked(reference)).any(axis=1))


def _doses(*names: str) -> tuple[str, ...]:
    return tuple(EC50 + name for name in names)


EC50_ERROR = Metric(
    metric_id="ec50_error",
    version=1,
    title="Error of half-effective doses",
    definition=(
        "For each curve the mean, over features whose measured curve determines a half-effective "
        "dose, of |log10 predicted EC50 - log10 measured EC50|, at most 3 (a factor of a "
        "thousand). The mean over curves. Where a predicted curve determines none, or has no "
        "answer, its error is 3."
    ),
    kinds=frozenset({ReadoutKind.DOSE_RESPONSE}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=None,
    worst_value=WORST_DECADES,
    is_scale_blind=True,
    settings=MappingProxyType({"worst_decades": WORST_DECADES}),
    bottom=_bottom,
    unscored="no measured curve determines a half-effective dose",
    top=_top,
    worst=always(WORST_DECADES),
    answered=_answered,
    takes_gaps=True,
    known_answers=(
        KnownAnswer(
            "a factor of ten, and flat truth",
            measured(
                [[0.0, np.nan, 5.0]],
                kind=ReadoutKind.DOSE_RESPONSE,
                features=(*_doses("A", "B"), "auc@A"),
            ),
            predicted([[1.0, -7.0, 9.0]], features=(*_doses("A", "B"), "auc@A")),
            1.0,
            "the second curve is flat and not judged, the third column is no dose",
        ),
        KnownAnswer(
            "far off, and flat prediction",
            measured(
                [[0.0, 0.0], [0.0, 0.0]], kind=ReadoutKind.DOSE_RESPONSE, features=_doses("A", "B")
            ),
            predicted([[9.0, 0.0], [0.0, np.nan]], features=_doses("A", "B")),
            1.5,
            "(3 + 0)/2 in the first row, (0 + 3)/2 in the second, one curve of which is flat",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.WORST,
            Change.SAME_FOR_ALL: Outcome.WORSE,
            Change.PERMUTED: Outcome.WORSE,
            Change.HALVED: Outcome.SAME,
            Change.TRIPLED: Outcome.SAME,
            Change.MIXED: Outcome.WORSE,
            Change.THINNED: Outcome.WORSE,
            Change.MIRRORED: Outcome.BEST,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
