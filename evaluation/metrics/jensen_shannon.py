"""Divergence of predicted and measured shares."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.answered import finite_where_judged
from aivc.evaluation.metrics.averages import all_of
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import always
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference

SUM_TOLERANCE = 1e-3
"""How far shares may miss one; rounding in a text file stays below."""


def _bottom(reference: Reference) -> NDArray[np.float64]:
    return np.where(_are_shares(reference.values), 1.0, np.nan)


def _answered(reference: Reference, answer: Answer) -> NDArray[np.bool_]:
    """Whether a row has an answer that is a composition; what is none is not repaired."""
    return finite_where_judged(reference, answer) & _are_shares(answer.values)


def _are_shares(rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    known = all_of(np.isfinite(rows))
    values = np.where(known[:, None], rows, 0.0)
    sums_to_one = np.abs(values.sum(axis=1) - 1.0) <= SUM_TOLERANCE
    return np.asarray(known & all_of(values >= -SUM_TOLERANCE) & sums_to_one, dtype=np.bool_)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    true = np.clip(np.nan_to_num(reference.values), 0.0, None)
    mine = np.clip(answer.values, 0.0, None)
    middle = (true + mine) / 2
    return (_relative_entropy(true, middle) + _relative_entropy(mine, middle)) / 2


def _relative_entropy(
    shares: NDArray[np.float64], base: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return Σ p log2(p/q) of each row; a share of zero adds nothing."""
    ratio = np.divide(shares, base, out=np.ones_like(shares), where=shares > 0)
    found: NDArray[np.float64] = (shares * np.log2(ratio)).sum(axis=1)
    return found


JENSEN_SHANNON = Metric(
    metric_id="jensen_shannon",
    version=1,
    title="Jensen-Shannon divergence",
    definition=(
        "For each row the Jensen-Shannon divergence, base 2, of predicted and measured shares: 0 "
        "where they are equal and 1 where they have no state in common. The mean over rows. A "
        "prediction that is negative or does not sum to one within 0.001 is no composition and "
        "scores as a row without an answer does."
    ),
    kinds=frozenset({ReadoutKind.COMPOSITION}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=None,
    worst_value=1.0,
    is_scale_blind=False,
    settings=MappingProxyType({"sum_tolerance": SUM_TOLERANCE}),
    references=("doi:10.1109/18.61115",),
    bottom=_bottom,
    unscored="no row of the truth is made of shares",
    top=_top,
    worst=always(1.0),
    answered=_answered,
    known_answers=(
        KnownAnswer(
            "nothing in common, and equal",
            measured([[1.0, 0.0], [0.5, 0.5]], kind=ReadoutKind.COMPOSITION),
            predicted([[0.0, 1.0], [0.5, 0.5]]),
            0.5,
            "1 and 0",
        ),
        KnownAnswer(
            "half and all",
            measured([[1.0, 0.0]], kind=ReadoutKind.COMPOSITION),
            predicted([[0.5, 0.5]]),
            (np.log2(4 / 3) + (0.5 * np.log2(2 / 3) + 0.5)) / 2,
            "the middle is (3/4, 1/4)",
        ),
        KnownAnswer(
            "no composition",
            measured([[1.0, 0.0], [0.5, 0.5]], kind=ReadoutKind.COMPOSITION),
            predicted([[1.0, 0.5], [0.5, 0.5]]),
            0.5,
            "shares that sum to 1.5 are not repaired",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
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
