"""Error of who lives next to whom, relative to how far that is from chance."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.metric import Better, Metric
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.metrics.unanswered import OPPOSITE, opposite
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference


def _weights(reference: Reference) -> NDArray[np.float64]:
    """Return the share of each pair in the pairs expected of its section; zero if not judged."""
    weights = np.ones(reference.values.shape) if reference.weights is None else reference.weights
    kept = np.where(reference.judged, np.nan_to_num(weights), 0.0)
    total = kept.sum(axis=1, keepdims=True)
    return ratio(kept, total, otherwise=0.0)


def _bottom(reference: Reference) -> NDArray[np.float64]:
    weights = _weights(reference)
    size = np.where(weights > 0, weights * np.abs(reference.effects), 0.0).sum(axis=1)
    return np.where(weights.any(axis=1), size, np.nan)


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    weights = _weights(reference)
    error = np.abs(answer.values - reference.values)
    total: NDArray[np.float64] = np.where(weights > 0, weights * error, 0.0).sum(axis=1)
    return total


def _worst(reference: Reference) -> NDArray[np.float64]:
    return opposite(_bottom(reference))


NEIGHBOURHOOD_ERROR = Metric(
    metric_id="neighbourhood_error",
    version=1,
    title="Error of neighbourhoods",
    definition=(
        "Σ w |predicted - measured| over Σ w |measured|, where the values are log2 of observed "
        "over expected counts of neighbouring pairs of states, and w is the share of the pair in "
        "the expected pairs of its section, so that rare pairs do not decide; sums are over pairs "
        "and sections. 0 is the measured structure, 1 is no structure at all. z-scores of "
        "enrichment are no alternative: they grow with the section and hardly fall when half of "
        "the states are wrong. A section without an answer scores 2 for its own structure, or for "
        "an average one where it has less."
    ),
    kinds=frozenset({ReadoutKind.NEIGHBOURHOOD}),
    better=Better.LOWER,
    best_value=0.0,
    no_skill_value=1.0,
    worst_value=OPPOSITE,
    is_scale_blind=False,
    bottom=_bottom,
    unscored="no pair of states is expected in any section",
    top=_top,
    worst=_worst,
    known_answers=(
        KnownAnswer(
            "rare pairs count little",
            measured(
                [[1.0, -4.0]],
                kind=ReadoutKind.NEIGHBOURHOOD,
                weights=np.array([[96.0, 4.0]]),
            ),
            predicted([[1.0, 0.0]]),
            0.16 / 1.12,
            "0.04 * 4 above, 0.96 * 1 + 0.04 * 4 below",
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
            Change.ALL_MISSING: Outcome.WORST,
        }
    ),
)
