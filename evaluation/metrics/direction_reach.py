"""How deep into its ranking a prediction has the right signs."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric, Need
from aivc.evaluation.metrics.ranked_calls import deepest_pure_prefix
from aivc.evaluation.metrics.responding import (
    LEAST_RESPONDING,
    SIGNIFICANCE,
    enough_responding,
)
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import TEN_OF_TWELVE, measured, predicted
from aivc.evaluation.metrics.unanswered import always
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference

PURITY = 0.9
"""A measured half of the data has about 95 % right signs; a stricter floor would fail it."""


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    real = reference.responding
    mine = answer.values - reference.neutral
    right = (np.sign(mine) == np.sign(reference.effects)) & (mine != 0)
    depth = [
        deepest_pure_prefix(np.abs(m[r]), w[r], PURITY)
        for m, w, r in zip(mine, right, real, strict=True)
    ]
    return ratio(np.array(depth), real.sum(axis=1), otherwise=0.0)


DIRECTION_REACH = Metric(
    metric_id="direction_reach",
    version=1,
    title="Reach of right directions",
    definition=(
        "The responding features of a row (different from control at a false discovery rate of "
        "5 %) are ranked by the size of the predicted effect. The score is the longest run from "
        "the top of which at least 90 % have the measured sign, over their number. Tied features "
        "enter a run together; a predicted effect of zero has no sign and is wrong. The mean over "
        "rows with at least ten responding features; below, one lucky call would count for much. "
        "Features that the intervention of the row acts on directly are left out."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=None,
    worst_value=0.0,
    is_scale_blind=True,
    least_features=LEAST_RESPONDING,
    needs=frozenset({Need.P_VALUES}),
    settings=MappingProxyType({"false_discovery_rate": SIGNIFICANCE, "purity": PURITY}),
    references=("https://pypi.org/project/cell-eval2/",),
    bottom=enough_responding,
    unscored=f"in no row do {LEAST_RESPONDING} features respond",
    top=_top,
    worst=always(0.0),
    known_answers=(
        KnownAnswer(
            "wrong from the sixth on",
            measured([[1.0] * 12], p_values=TEN_OF_TWELVE),
            predicted([[9.0, 8.0, 7.0, 6.0, 5.0, -4.0, -3.0, -2.0, -1.0, -0.5, 99.0, -99.0]]),
            0.5,
            "five right calls lead, and the last two features do not respond",
        ),
        KnownAnswer(
            "recovers after a miss",
            measured([[1.0] * 12], p_values=TEN_OF_TWELVE),
            predicted([[-9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.0, 0.0]]),
            1.0,
            "nine of ten are right at the end, so the run of ten is pure",
        ),
        KnownAnswer(
            "tied calls enter together",
            measured([[1.0] * 12], p_values=TEN_OF_TWELVE),
            predicted([[1.0] * 8 + [-1.0] * 2 + [0.0] * 2]),
            0.0,
            "eight of ten tied calls are right, which is not pure in any order",
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
            Change.MIXED: Outcome.FREE,
            Change.THINNED: Outcome.WORSE,
            Change.MIRRORED: Outcome.WORST,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
