"""Metrics of every readout, over all its rows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.metrics.calibrated import calibrated
from aivc.evaluation.metrics.metric import Need
from aivc.evaluation.metrics.registry import metrics_for
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.scoring.floors import PERT_MEAN
from aivc.evaluation.scoring.judged import judged
from aivc.evaluation.scoring.measured_row import ScoredMetric
from aivc.evaluation.scoring.row_results import ScoredReadout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.scoring.floors import Floor
    from aivc.evaluation.scoring.judged import Judged
    from aivc.evaluation.task import Task
    from aivc.evaluation.truth import Truth


def scored_readout(
    readout: Readout, truth: Truth, answers: Answers, floors: Sequence[Floor], task: Task
) -> tuple[ScoredReadout, tuple[str, ...]]:
    """Score one readout by every metric of its kind.

    Returns
    -------
    ScoredReadout
        What could be computed.
    tuple of str
        For each metric that could not, why; and what metrics have to say of this truth.
    """
    sides = judged(readout, truth, answers, floors, task)
    metrics, notes = [], []
    for metric in metrics_for(readout.kind):
        if Need.QUANTILES in metric.needs and readout.kind is not ReadoutKind.EXPRESSION:
            # Intervals of features do not give those of what is made of several features.
            continue
        refusal = metric.refusal(sides.reference, sides.answer)
        if refusal:
            notes.append(f"{readout.readout_id}: {metric.metric_id} was not computed: {refusal}")
            continue
        scored = _scored(metric, sides)
        name = f"{readout.readout_id}: {metric.metric_id}"
        notes += [f"{name}: {note}" for note in scored.scores.notes]
        metrics.append(scored)
    return ScoredReadout(sides, tuple(metrics)), tuple(notes)


def _scored(metric: Metric, sides: Judged) -> ScoredMetric:
    floors = {
        name: metric.scores(sides.reference, answer)
        for name, answer in sides.floors.items()
        if not metric.refusal(sides.reference, answer)
    }
    halves = tuple(
        metric.scores(first, second)
        for first, second in sides.halves
        if not metric.refusal(first, second)
    )
    scores = metric.scores(sides.reference, sides.answer)
    mean = sides.floors.get(PERT_MEAN)
    seen = None if mean is None else calibrated(metric, sides.halves, mean)
    return ScoredMetric(metric, scores, floors, halves, seen)
