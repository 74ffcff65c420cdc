"""Whether predicted values have the measured sign, by how large the measured ones are."""

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


def _sizes(reference: Reference) -> NDArray[np.float64]:
    return np.where(reference.judged, np.abs(reference.effects), 0.0)


def _bottom(reference: Reference) -> NDArray[np.float64]:
    return np.where(_sizes(reference).sum(axis=1) > 0, 1.0, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    mine = np.sign(answer.values - reference.neutral)
    agrees = np.where(mine == 0, 0.5, mine == np.sign(reference.effects))
    sizes = _sizes(reference)
    total = sizes.sum(axis=1)
    agreed = np.where(sizes > 0, agrees * sizes, 0.0).sum(axis=1)
    return ratio(agreed, total, otherwise=0.0)


SIGN_AGREEMENT = Metric(
    metric_id="sign_agreement",
    version=1,
    title="Agreement of signs",
    definition=(
        "For each row the share of the summed size of the measured values that stands at features "
        "whose predicted sign is the measured one. A predicted zero has no sign and earns half. "
        "The mean over rows. For an interaction it is whether members of a combination add to "
        "more, or to less, than their sum; predicting the sum earns 0.5."
    ),
    kinds=frozenset({ReadoutKind.PATHWAY, ReadoutKind.INTERACTION}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=0.5,
    worst_value=0.0,
    is_scale_blind=True,
    bottom=_bottom,
    unscored="no value differs from zero",
    top=_top,
    worst=always(0.0),
    known_answers=(
        KnownAnswer(
            "by size",
            measured([[6.0, -3.0, 1.0]], kind=ReadoutKind.INTERACTION),
            predicted([[0.1, 0.1, 0.0]]),
            0.65,
            "6 of 10 agree, 3 do not, and the last 1 counts half",
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
            Change.MIXED: Outcome.FREE,
            Change.THINNED: Outcome.WORSE,
            Change.MIRRORED: Outcome.WORST,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
