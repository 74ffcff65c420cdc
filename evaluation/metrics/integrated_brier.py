"""Squared error of predicted probabilities to be without the event."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import all_of
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.time_to_event import events, followed, times
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.survival import integrated_brier_scores
from aivc.schema.endpoint_features import (
    MEASURED,
    RISK,
    SURVIVAL,
    columns_of_horizons,
    survival_feature,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _probabilities(answer: Answer) -> NDArray[np.float64]:
    return answer.values[:, list(columns_of_horizons(answer.features).values())]


def _refuses(reference: Reference, answer: Answer) -> str:
    horizons = columns_of_horizons(answer.features)
    if not horizons:
        return f"the prediction has no column {SURVIVAL}HORIZON"
    last = float(np.nanmax(times(reference), initial=0.0))
    late = [horizon for horizon in horizons if horizon > last]
    return f"nobody is followed up to {late[0]:g}, only to {last:g}" if late else ""


def _bottom(reference: Reference) -> NDArray[np.float64]:
    return np.where(followed(reference), 1.0, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    known = followed(reference)
    horizons = list(columns_of_horizons(answer.features))
    when, seen = times(reference)[known], events(reference)[known]
    # What is said of a subject without an answer is the opposite of what happened to it.
    opposite = when[:, None] <= np.array(horizons)
    mine = _probabilities(answer)[known]
    whole = _answered(reference, answer)[known]
    top = np.zeros(len(reference.ids))
    top[known] = integrated_brier_scores(
        when, seen, np.where(whole[:, None], mine, opposite), horizons
    )
    return top


def _answered(_: Reference, answer: Answer) -> NDArray[np.bool_]:
    """Whether a row has a probability at every horizon."""
    mine = _probabilities(answer)
    return all_of((mine >= 0) & (mine <= 1))


_TWO = measured([[1.0, 1.0], [3.0, 1.0]], kind=ReadoutKind.ENDPOINT, features=MEASURED)
_COLUMNS = (RISK, survival_feature(2))

INTEGRATED_BRIER = Metric(
    metric_id="integrated_brier",
    version=1,
    title="Integrated Brier score",
    definition=(
        "For each subject the squared difference between the predicted probability to be without "
        "the event and whether it was, averaged over time between the first and the last horizon "
        "by trapezoids; the mean over subjects. Who is censored before a horizon is stood for by "
        "the others, weighted by the inverse probability of not being censored (Kaplan-Meier of "
        "the same subjects). A subject without probabilities between 0 and 1 at all horizons is "
        "scored as if the opposite of what happened had been predicted."
    ),
    kinds=frozenset({ReadoutKind.ENDPOINT}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=None,
    worst_value=None,
    is_scale_blind=False,
    references=("doi:10.1002/(SICI)1097-0258(19990915/30)18:17/18<2529::AID-SIM274>3.0.CO;2-5",),
    refuses=_refuses,
    bottom=_bottom,
    unscored="no subject has a time and an event",
    top=_top,
    worst=None,
    answered=_answered,
    takes_gaps=True,
    known_answers=(
        KnownAnswer(
            "one horizon",
            _TWO,
            predicted([[0.0, 0.5], [0.0, 0.8]], features=_COLUMNS),
            (0.25 + 0.04) / 2,
            "the first has had its event at 2, the second has not",
        ),
        KnownAnswer(
            "missing subject",
            _TWO,
            predicted([[0.0, 0.0], [0.0, np.nan]], features=_COLUMNS),
            0.5,
            "0 and, for the opposite, 1",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.WORSE,
            Change.PERMUTED: Outcome.WORSE,
            Change.THINNED: Outcome.WORSE,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORSE,
        }
    ),
)
