"""Relative error of the effects that were measured."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric, Need
from aivc.evaluation.metrics.responding import (
    LEAST_RESPONDING,
    SIGNIFICANCE,
    enough_responding,
)
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import TEN_OF_TWELVE, measured, predicted
from aivc.evaluation.metrics.unanswered import OPPOSITE, always
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    real = reference.responding
    error = np.where(real, np.abs(answer.values - reference.values), 0.0).sum(axis=1)
    size = np.where(real, np.abs(reference.effects), 0.0).sum(axis=1)
    return ratio(error, size, otherwise=0.0)


LFC_NMAE = Metric(
    metric_id="lfc_nmae",
    version=1,
    title="Relative error of the measured effects",
    definition=(
        "For each row Σ|predicted effect - measured effect| over Σ|measured effect|, over the "
        "features that respond: they differ from control at a false discovery rate of 5 %. The "
        "mean over rows with at least ten of these. The truth alone decides which rows and "
        "features count. Features that the intervention of the row acts on directly are left out. "
        "0 is the measured effect, 1 is no effect, 2 its opposite."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=1.0,
    worst_value=OPPOSITE,
    is_scale_blind=False,
    least_features=LEAST_RESPONDING,
    needs=frozenset({Need.P_VALUES}),
    settings=MappingProxyType({"false_discovery_rate": SIGNIFICANCE}),
    references=("https://pypi.org/project/cell-eval2/",),
    bottom=enough_responding,
    unscored=f"in no row do {LEAST_RESPONDING} features respond",
    top=_top,
    worst=always(OPPOSITE),
    known_answers=(
        KnownAnswer(
            "half of the effect",
            measured([[2.0] * 10 + [5.0] * 2], p_values=TEN_OF_TWELVE),
            predicted([[1.0] * 10 + [-9.0] * 2]),
            0.5,
            "ten features are off by half their effect; the last two do not respond",
        ),
        KnownAnswer(
            "too few respond",
            measured(
                [[2.0] * 12, [2.0] * 12],
                p_values=np.array([[1e-6] * 10 + [0.9] * 2, [1e-6] * 9 + [0.9] * 3]),
            ),
            predicted([[2.0] * 12, [-2.0] * 12]),
            0.0,
            "nine features respond in the second row, which is not scored, however wrong it is",
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
            Change.MIRRORED: Outcome.WORST,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
