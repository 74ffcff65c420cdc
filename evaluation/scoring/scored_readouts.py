"""Metrics of every readout, over all its rows at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.evaluation.metrics.calibrated import N_HALVINGS, calibrated, interpolated_halves
from aivc.evaluation.metrics.metric import Need
from aivc.evaluation.metrics.registry import metrics_for
from aivc.evaluation.metrics.trials import half_to_try, metric_trial
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.scoring.digests import definition_digest
from aivc.evaluation.scoring.floors import PERT_MEAN
from aivc.evaluation.scoring.measured_row import ScoredMetric
from aivc.evaluation.scoring.row_results import ScoredReadout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.metrics.calibrated import CalibratedMetric
    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.metrics.scores import Scores
    from aivc.evaluation.metrics.sides import Answer
    from aivc.evaluation.metrics.standard_truth import StandardTruth
    from aivc.evaluation.scoring.judged import Judged


@dataclass(frozen=True, eq=False)
class ReadyMetric:
    """A metric of floors and of halves of the data; the prediction is still to come.

    Attributes are those of :class:`ScoredMetric`; ``trial`` is an instance of ``MetricTrial`` of
    the standard, empty where there are no halves.
    """

    metric: Metric
    floors: Mapping[str, Scores]
    halves: tuple[Scores, ...]
    calibrated: CalibratedMetric | None
    trial: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class ReadyReadout:
    """A readout with its metrics, ready for any prediction of the task."""

    judged: Judged
    metrics: tuple[ReadyMetric, ...]


def ready_readout(sides: Judged) -> ReadyReadout:
    """Score floors and halves of the data by every metric of a readout."""
    kind = sides.readout.kind
    mean = sides.floors.get(PERT_MEAN)
    mixed = () if mean is None else interpolated_halves(sides.halves, mean)
    tried = half_to_try(*sides.halves[0]) if sides.halves else None
    return ReadyReadout(
        sides,
        tuple(
            _ready(metric, sides, mixed, tried)
            for metric in metrics_for(kind)
            # Intervals of features do not give those of what is made of several features.
            if Need.QUANTILES not in metric.needs or kind is ReadoutKind.EXPRESSION
        ),
    )


def scored_readout(ready: ReadyReadout, answer: Answer) -> tuple[ScoredReadout, tuple[str, ...]]:
    """Score a prediction by every metric of a readout.

    Returns
    -------
    ScoredReadout
        What could be computed.
    tuple of str
        For each metric that could not, why; and what metrics have to say of this truth.
    """
    sides = ready.judged
    metrics, notes = [], []
    for each in ready.metrics:
        name = f"{sides.readout.readout_id}: {each.metric.metric_id}"
        refusal = each.metric.refusal(sides.reference, answer)
        if refusal:
            notes.append(f"{name} was not computed: {refusal}")
            continue
        scores = each.metric.scores(sides.reference, answer)
        notes += [f"{name}: {note}" for note in scores.notes]
        metrics.append(ScoredMetric(each.metric, scores, each.floors, each.halves, each.calibrated))
    readout = sides.readout
    scored = ScoredReadout(
        readout.readout_id,
        readout.kind,
        readout.coverage,
        sides.reference.ids,
        sides.clusters,
        sides.strata,
        tuple(metrics),
        definition_digest(readout),
    )
    return scored, tuple(notes)


def _ready(
    metric: Metric, sides: Judged, mixed: tuple[Answer, ...], tried: StandardTruth | None
) -> ReadyMetric:
    """Score floors and halves; ``mixed`` and ``tried`` are made of halves, for all metrics."""
    floors = {
        name: metric.scores(sides.reference, answer)
        for name, answer in sides.floors.items()
        if not metric.refusal(sides.reference, answer)
    }
    mean = sides.floors.get(PERT_MEAN)
    seen = None if mean is None else calibrated(metric, sides.halves, mean, mixed)
    # The first halvings are scored by the calibration already.
    scored = () if seen is None else seen.repeated
    left = sides.halves if seen is None else sides.halves[N_HALVINGS:]
    halves = (
        metric.scores(first, second) for first, second in left if not metric.refusal(first, second)
    )
    trial = {} if seen is None else metric_trial(seen, sides.readout.readout_id, tried)
    return ReadyMetric(metric, floors, (*scored, *halves), seen, trial)
