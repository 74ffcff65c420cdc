"""Whether subjects at higher predicted risk have the event sooner."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.time_to_event import events, followed, times
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.survival import comparable_pairs
from aivc.schema.endpoint_features import MEASURED, RISK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _bottom(reference: Reference) -> NDArray[np.float64]:
    known = followed(reference)
    bottom = np.full(len(reference.ids), np.nan)
    nothing = np.zeros(int(known.sum()))
    pairs = comparable_pairs(times(reference)[known], events(reference)[known], nothing)
    if pairs.comparable.any():
        bottom[known] = pairs.comparable
    return bottom


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    """Return 2 * concordant pairs - C * comparable pairs.

    It sums to the concordant pairs. A pair belongs to two subjects, and shares of pairs drawn by
    subject alone would make intervals half as wide as they are.
    """
    known = followed(reference)
    risk = answer.column(RISK)[known]
    pairs = comparable_pairs(times(reference)[known], events(reference)[known], risk)
    top = np.zeros(len(reference.ids))
    top[known] = 2.0 * pairs.concordant - pairs.c_index * pairs.comparable
    return top


def _answered(_: Reference, answer: Answer) -> NDArray[np.bool_]:
    has: NDArray[np.bool_] = np.isfinite(answer.column(RISK))
    return has


_LUNG = measured([[1.0, 1.0], [2.0, 1.0], [3.0, 0.0]], kind=ReadoutKind.ENDPOINT, features=MEASURED)

C_INDEX = Metric(
    metric_id="c_index",
    version=1,
    title="Concordance",
    definition=(
        "Share of comparable pairs of subjects (the earlier of the two times is an event) in which "
        "the subject with the earlier event has the higher predicted risk; equal risks count half "
        "(Harrell). A subject without an answer makes all of its pairs wrong."
    ),
    kinds=frozenset({ReadoutKind.ENDPOINT}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=0.5,
    worst_value=0.0,
    is_scale_blind=True,
    references=("doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4",),
    bottom=_bottom,
    unscored="no two subjects can be compared",
    top=_top,
    worst=None,
    answered=_answered,
    takes_gaps=True,
    known_answers=(
        KnownAnswer(
            "two of three pairs",
            _LUNG,
            predicted([[0.9], [0.1], [0.5]], features=(RISK,)),
            2 / 3,
            "the second subject has its event before the third leaves, at a lower risk",
        ),
        KnownAnswer(
            "equal risks",
            _LUNG,
            predicted([[0.3], [0.3], [0.3]], features=(RISK,)),
            0.5,
            "ties count half",
        ),
        KnownAnswer(
            "missing subject",
            _LUNG,
            predicted([[0.9], [0.5], [np.nan]], features=(RISK,)),
            1 / 3,
            "both pairs of the third subject are wrong",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.NO_SKILL,
            Change.PERMUTED: Outcome.WORSE,
            Change.THINNED: Outcome.WORSE,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
