"""Overlap of predicted and measured responding features."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric, Need
from aivc.evaluation.metrics.responding import SIGNIFICANCE, adjusted
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import always
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def jaccard(left: NDArray[np.bool_], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the overlap over the union of two sets, row by row; two empty sets agree fully.

    Examples
    --------
    >>> jaccard(np.array([[True, True, False], [False] * 3]), np.array([[True] * 3, [False] * 3]))
    array([0.66666667, 1.        ])
    """
    union = (left | right).sum(axis=1)
    return ratio((left & right).sum(axis=1), union, otherwise=1.0)


def would_respond(reference: Reference, answer: Answer) -> NDArray[np.bool_]:
    """Return which predicted effects the experiment would have found, had they been true.

    The predicted effect over the standard error of the measured one is taken for a normal deviate,
    and the same false discovery rate is applied. Features whose measured values have no spread, or
    were not tested, cannot be judged.
    """
    from scipy.special import erfc

    error = _standard_error(reference)
    can_tell = _can_tell(reference)
    deviate = np.divide(
        np.abs(answer.values - reference.neutral), error, out=np.zeros_like(error), where=can_tell
    )
    p_values = np.where(can_tell, erfc(deviate / np.sqrt(2.0)), np.nan)
    called: NDArray[np.bool_] = (adjusted(p_values) < SIGNIFICANCE) & reference.judged
    return called


def _standard_error(reference: Reference) -> NDArray[np.float64]:
    """Return the standard error of each effect; zero where a part of it is not known."""
    variance = np.zeros(reference.values.shape)
    for part in (reference.noise, reference.control_noise):
        variance = variance + (np.nan if part is None else part)
    return np.sqrt(np.nan_to_num(variance))


def _can_tell(reference: Reference) -> NDArray[np.bool_]:
    tested: NDArray[np.bool_] = np.zeros(reference.values.shape, dtype=bool)
    if reference.p_values is not None:
        tested = np.isfinite(reference.p_values)
    return tested & (_standard_error(reference) > 0)


def _bottom(reference: Reference) -> NDArray[np.float64]:
    return np.where(_can_tell(reference).any(axis=1), 1.0, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    return jaccard(reference.responding & _can_tell(reference), would_respond(reference, answer))


_HALF = np.full((1, 4), 0.5)
_TWO_OF_FOUR = np.array([[1e-6, 1e-6, 0.9, 0.9]])
_NONE_OF_FOUR = np.full((1, 4), 0.9)

DE_JACCARD = Metric(
    metric_id="de_jaccard",
    version=1,
    title="Overlap of responding features",
    definition=(
        "Measured features respond where they differ from control at a false discovery rate of "
        "5 %. A predicted feature responds where the experiment would have found the predicted "
        "effect: its size over the standard error of the measured effect is taken for a normal "
        "deviate, and the same rate is applied. The score is their overlap over their union, and 1 "
        "where both are empty. The mean over rows. Features without spread, untested features and "
        "those that the intervention of the row acts on directly are left out of both."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=None,
    worst_value=0.0,
    is_scale_blind=False,
    needs=frozenset({Need.P_VALUES, Need.NOISE}),
    settings=MappingProxyType({"false_discovery_rate": SIGNIFICANCE}),
    references=("https://pypi.org/project/cell-eval2/",),
    bottom=_bottom,
    unscored="no feature was tested",
    top=_top,
    worst=always(0.0),
    known_answers=(
        KnownAnswer(
            "one in common, three in all",
            measured(
                [[9.0, 9.0, 0.0, 0.0]], p_values=_TWO_OF_FOUR, noise=_HALF, control_noise=_HALF
            ),
            predicted([[9.0, 0.1, 9.0, 0.1]]),
            1 / 3,
            "nine standard errors are found, a tenth of one is not",
        ),
        KnownAnswer(
            "nothing, and nothing predicted",
            measured(
                [[0.1, 0.1, 0.1, 0.1]], p_values=_NONE_OF_FOUR, noise=_HALF, control_noise=_HALF
            ),
            predicted([[0.0, 0.2, 0.0, 0.2]]),
            1.0,
            "two empty sets agree",
        ),
        KnownAnswer(
            "nothing, and much predicted",
            measured(
                [[0.1, 0.1, 0.1, 0.1]], p_values=_NONE_OF_FOUR, noise=_HALF, control_noise=_HALF
            ),
            predicted([[9.0, 0.0, 0.0, 0.0]]),
            0.0,
            "a call where nothing responds shares nothing",
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
            Change.MIRRORED: Outcome.FREE,
            Change.ONE_MISSING: Outcome.WORSE,
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
