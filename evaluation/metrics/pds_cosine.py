"""Retrieval of the intervention by the direction of its predicted effect."""

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
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference

TIE = 1e-9
"""Distances that differ by less are equal: sums in another order differ by more than zero."""

PAIRS = 1 << 22
"""Pairs of rows that are compared at once."""


def _bottom(reference: Reference) -> NDArray[np.float64]:
    bottom = np.full(len(reference.ids), np.nan)
    for rows in _panels(reference):
        if len(rows) > 1:
            bottom[rows] = 1.0
    return bottom


def _top(reference: Reference, answer: Answer) -> NDArray[np.float64]:
    top = np.zeros(len(reference.ids))
    kept = _columns(reference)
    predicted = answer.values - reference.neutral
    for rows in _panels(reference):
        if len(rows) > 1:
            truth = _unit_length(reference.effects[np.ix_(rows, kept)])
            mine = _unit_length(predicted[np.ix_(rows, kept)])
            top[rows] = 1.0 - _mid_ranks(mine, truth) / (len(rows) - 1)
    return top


def _notes(reference: Reference) -> tuple[str, ...]:
    if reference.all_targets.any():
        return ()
    return ("no agent is known to act on a feature, so no target was left out of the ranking",)


def _panels(reference: Reference) -> Iterator[NDArray[np.int64]]:
    """Give the rows of each panel that are known throughout."""
    names = np.array(reference.panels)
    known = np.isfinite(reference.values).any(axis=1)
    for name in sorted(set(reference.panels)):
        yield np.flatnonzero((names == name) & known)


def _columns(reference: Reference) -> NDArray[np.int64]:
    """Return the features that are known of all rows and are the target of none."""
    known = np.isfinite(reference.values)
    everywhere = known[known.any(axis=1)].all(axis=0)
    return np.flatnonzero(everywhere & ~reference.all_targets)


def _unit_length(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale rows to length one; a row without direction stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return ratio(rows, lengths, otherwise=0.0)


def _mid_ranks(mine: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many others lie nearer than the own truth, ties counting half.

    Parameters
    ----------
    mine, truth
        Rows of length one or zero, shape (n_rows, n_features); own truth in the same row.
    """
    ranks = np.empty(len(mine))
    step = max(1, PAIRS // len(mine))
    for start in range(0, len(mine), step):
        block = np.arange(start, min(start + step, len(mine)))
        distances = 1.0 - mine[block] @ truth.T
        own = distances[block - start, block][:, None]
        nearer = (distances < own - TIE).sum(axis=1)
        tied = (np.abs(distances - own) <= TIE).sum(axis=1) - 1
        ranks[block] = nearer + tied / 2
    return ranks


PDS_COSINE = Metric(
    metric_id="pds_cosine",
    version=1,
    title="Perturbation discrimination",
    definition=(
        "For each row, 1 - k/(n - 1), where n rows share its context and k of their measured "
        "effects lie nearer to the predicted effect than its own measured effect does, by "
        "1 - cosine; ties count half. Features that any intervention acts on directly are left out "
        "for all rows, or naming the targets of the others would be enough to score. A prediction "
        "without direction is at distance 1 from everything. The mean over rows of contexts with "
        "at least two."
    ),
    kinds=frozenset({ReadoutKind.EXPRESSION}),
    better=Better.HIGHER,
    best_value=1.0,
    no_skill_value=0.5,
    worst_value=0.0,
    is_scale_blind=True,
    settings=MappingProxyType({"tie": TIE}),
    references=("https://pypi.org/project/cell-eval2/", "doi:10.1038/s41587-025-02777-8"),
    bottom=_bottom,
    unscored="no context has two rows to tell apart",
    top=_top,
    worst=always(0.0),
    notes=_notes,
    known_answers=(
        KnownAnswer(
            "one of three is nearer",
            measured([[1.0, 0.0], [1.0, 1.0], [-1.0, 0.0]]),
            predicted([[1.0, 1.0], [1.0, 1.0], [-1.0, 0.0]]),
            2.5 / 3,
            "the prediction of the first row points at the second: 1 - 1/2; the others are right",
        ),
        KnownAnswer(
            "abstaining ties with everything",
            measured([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]]),
            predicted([[0.0, 0.0], [0.0, 0.0], [-1.0, 0.0], [0.0, -1.0]]),
            0.75,
            "rows without direction score 0.5 wherever their names stand in the alphabet",
        ),
        KnownAnswer(
            "spiking the targets of others",
            measured(
                [[-5.0, 0.0, 1.0, 0.0], [0.0, -5.0, 0.0, 1.0]],
                features=("A", "B", "u", "v"),
                targets=(frozenset({"A"}), frozenset({"B"})),
            ),
            predicted([[0.0, 9.0, 0.0, 0.0], [9.0, 0.0, 0.0, 0.0]], features=("A", "B", "u", "v")),
            0.5,
            "nothing is left of the predictions once both targets are gone",
        ),
    ),
    responses=MappingProxyType(
        {
            Change.PERFECT: Outcome.BEST,
            Change.NEUTRAL: Outcome.NO_SKILL,
            Change.SAME_FOR_ALL: Outcome.NO_SKILL,
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
