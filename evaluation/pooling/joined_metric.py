"""The scores of a metric in several folds, put together for everybody that takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.metrics.calibrated import CalibratedMetric
from aivc.evaluation.metrics.metric import Need
from aivc.evaluation.metrics.scores import Scores
from aivc.evaluation.scoring.floors import POOLED
from aivc.evaluation.scoring.measured_row import ScoredMetric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.scoring.row_results import ScoredReadout

WITHIN_FOLDS = {
    "pds_cosine": "ranks among the units of a fold",
    "c_index": "compares pairs of subjects of a fold",
    "integrated_brier": "weighs subjects by the censoring in a fold",
}
"""Metrics whose value of a unit depends on the other units of its fold."""


def joined_metric(
    metric: Metric, ids: tuple[str, ...], parts: Sequence[ScoredReadout]
) -> tuple[ScoredMetric | None, list[str]]:
    """Put the scores of a metric of one readout together.

    Parameters
    ----------
    metric
        The metric.
    ids
        Rows of all folds.
    parts
        The readout in each fold that has it, in the order of the rows.

    Returns
    -------
    ScoredMetric or None
        None where no fold has it, or it may not be over some of them.
    list of str
        What a reader has to know, beginning with a verb.
    """
    by_fold = [
        next((each for each in part.metrics if each.metric is metric), None) for part in parts
    ]
    held = [each for each in by_fold if each is not None]
    notes = []
    if not held:
        return None, []
    if len(held) < len(parts):
        if Need.QUANTILES in metric.needs:
            # What the prediction decides must not choose the units.
            return None, ["was not computed: the predictions of some folds have no quantiles"]
        notes.append(f"is over {len(held)} of {len(parts)} folds, the others have none")
    if metric.metric_id in WITHIN_FOLDS:
        notes.append(WITHIN_FOLDS[metric.metric_id])
    sizes = [len(part.ids) for part in parts]

    def rows_of(picked: Sequence[Scores | None]) -> Scores:
        return _concatenated(ids, sizes, picked)

    def numbered(of_folds: Sequence[Sequence[Scores]], number: int) -> Scores:
        return rows_of([each[number] if number < len(each) else None for each in of_folds])

    scores = rows_of([None if each is None else each.scores for each in by_fold])
    names = dict.fromkeys(name for each in held for name in each.floors)
    floors = {
        name: _as_unanswered(scores, rows_of([_floor(each, name) for each in by_fold]))
        for name in names
    }
    of_halves = [() if each is None else each.halves for each in by_fold]
    halves = tuple(numbered(of_halves, number) for number in range(max(map(len, of_halves))))
    seen = [None if each is None else each.calibrated for each in by_fold]
    uninformed = [() if each is None else each.uninformed for each in seen]
    interpolated = [() if each is None else each.interpolated for each in seen]
    n_seen = max(map(len, uninformed))
    calibrated = None
    if n_seen:
        calibrated = CalibratedMetric(
            metric,
            tuple(numbered(uninformed, number) for number in range(n_seen)),
            halves[:n_seen],
            tuple(numbered(interpolated, number) for number in range(n_seen)),
        )
    return ScoredMetric(metric, scores, floors, halves, calibrated), notes


def _floor(scored: ScoredMetric | None, name: str) -> Scores | None:
    """Return a floor; where controls need no pooling in a fold, that without stands for it."""
    if scored is None:
        return None
    return scored.floors.get(name, scored.floors.get(name.removesuffix(f" {POOLED}")))


def _concatenated(
    ids: tuple[str, ...], sizes: Sequence[int], parts: Sequence[Scores | None]
) -> Scores:
    """Put rows one after another; those of a fold without scores are not scored."""

    def column(values: Sequence[NDArray[Any] | None], dtype: type) -> NDArray[Any]:
        return np.concatenate(
            [
                np.zeros(size, dtype=dtype) if each is None else each
                for size, each in zip(sizes, values, strict=True)
            ]
        )

    return Scores(
        ids,
        column([None if each is None else each.top for each in parts], float),
        column([None if each is None else each.bottom for each in parts], float),
        column([None if each is None else each.scored for each in parts], bool),
        column([None if each is None else each.answered for each in parts], bool),
    )


def _as_unanswered(scores: Scores, floor: Scores) -> Scores:
    """Let rows that the prediction is scored on and a floor is not count as not answered."""
    return Scores(floor.ids, floor.top, floor.bottom, scores.scored, floor.answered & floor.scored)
