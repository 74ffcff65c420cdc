"""Whether the strongest predicted changes have the right sign."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric, Need
from aivc.evaluation.metrics.ranked_calls import right_among_strongest
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


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    n_real = reference.responding.sum(axis=1)
    true = np.where(reference.judged, reference.effects, 0.0)
    mine = np.where(reference.judged, answer.values - reference.neutral, 0.0)
    right = [right_among_strongest(m, t, n) for m, t, n in zip(mine, true, n_real, strict=True)]
    return ratio(np.array(right), n_real, otherwise=0.0)


DIRECTION_FIDELITY = Metric(
    metric_id="direction_fidelity",
    version=1,
    title="Direction of the strongest changes",
    definition=(
        "n features of a row respond: they differ from control at a false discovery rate of 5 %. "
        "The n features with the largest predicted effects are its calls; a predicted effect of "
        "zero is no call, and where the last places are tied, the tied features share them. The "
        "score is the number of calls whose sign is that of the measured effect, over n. The mean "
        "over rows with at least ten responding features. Features that the intervention of the "
        "row acts on directly are neither called nor counted."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=0.5,
    worst_value=0.0,
    is_scale_blind=True,
    least_features=LEAST_RESPONDING,
    needs=frozenset({Need.P_VALUES}),
    settings=MappingProxyType({"false_discovery_rate": SIGNIFICANCE}),
    references=("https://pypi.org/project/cell-eval2/",),
    bottom=enough_responding,
    unscored=f"in no row do {LEAST_RESPONDING} features respond",
    top=_top,
    worst=always(0.0),
    known_answers=(
        KnownAnswer(
            "seven of ten",
            measured([[1.0] * 12], p_values=TEN_OF_TWELVE),
            predicted([[3.0] * 7 + [-3.0] * 3 + [0.1] * 2]),
            0.7,
            "ten respond, the ten strongest calls are the first ten, of which three are wrong",
        ),
        KnownAnswer(
            "tie at the last place",
            measured([[1.0] * 10 + [-1.0] * 2], p_values=TEN_OF_TWELVE),
            predicted([[3.0] * 8 + [1.0] * 4]),
            0.9,
            "eight are right; two places are shared by four calls, of which two are right",
        ),
        KnownAnswer(
            "silence",
            measured([[1.0] * 12], p_values=TEN_OF_TWELVE),
            predicted([[0.0] * 12]),
            0.0,
            "who calls nothing finds nothing",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BETTER,
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
