"""From scores of units to a report, in the same way for one fold and for several together."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.evaluation.calibration.results import calibration_results
from aivc.evaluation.calibration.risk import risk_results
from aivc.evaluation.errors import TaskError
from aivc.evaluation.metrics.registry import metrics_for, profile_digest
from aivc.evaluation.scoring import call_out
from aivc.evaluation.scoring.filled_grid import filled_grid
from aivc.evaluation.scoring.grid import filled_rows
from aivc.evaluation.scoring.unit_scores import unit_scores
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.scoring.grid import FilledRow
    from aivc.evaluation.scoring.judged_units import JudgedUnits
    from aivc.evaluation.scoring.judgement import Judgement

MOST_REASONS = 3
NOTHING_SAID: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FoldOf:
    """Which fold of which split a manifest is.

    Attributes
    ----------
    fold
        Instance of ``Fold`` of the standard.
    split_digest
        Digest of what the manifest has in common with those of other folds.
    unit_of_split
        Axis that was divided.
    """

    fold: Mapping[str, Any]
    split_digest: str
    unit_of_split: str


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a report says beside numbers.

    Attributes
    ----------
    report_id, predictor
        Identifiers.
    evaluated_on
        The dataset, as ``DatasetReference``.
    prediction_digest
        Of the file of predictions.
    predictor_card, cost
        What the file says of its predictor, and what answering cost.
    verified_claims, unverified_claims
        Claims of the manifest that an audit found supported, and of the others what they are and
        why not.
    looks
        How many predictions were judged on this test partition; None where nobody could count.
    notes
        What was assumed on the way.
    fold
        Which fold it is about; None where the manifest is not one of several.
    pooled_from
        Digests of the manifests of the folds that it is about, where these are several.
    """

    report_id: str
    predictor: str
    evaluated_on: Mapping[str, Any]
    prediction_digest: str = ""
    predictor_card: Mapping[str, Any] = field(default_factory=lambda: NOTHING_SAID)
    cost: Mapping[str, Any] = field(default_factory=lambda: NOTHING_SAID)
    verified_claims: tuple[str, ...] = ()
    unverified_claims: tuple[str, ...] = ()
    looks: int | None = None
    notes: tuple[str, ...] = ()
    fold: FoldOf | None = None
    pooled_from: tuple[str, ...] = ()


def report_of(judgement: Judgement, head: ReportHead, *, seed: int = 0) -> dict[str, Any]:
    """Compute every result of a prediction that was judged unit by unit.

    Parameters
    ----------
    judgement
        Scores of units.
    head
        What the report says beside numbers.
    seed
        Of the bootstrap and of sign flips.

    Returns
    -------
    dict
        An instance of ``EvaluationReport`` of the standard, as plain data.

    Raises
    ------
    TaskError
        No metric could be computed of any unit.
    """
    task, units, readouts = judgement.task, judgement.units, judgement.readouts
    rows = filled_rows(task.grid, units.strata, judgement.asked_readouts, task.least_units)
    grid = filled_grid(rows, readouts, units, task, seed=seed)
    if not grid.deciding:
        why = "; ".join(judgement.notes[-MOST_REASONS:]) or "nothing was measured of the units"
        msg = f"task {task.task_id}: no metric could be computed of any unit: {why}"
        raise TaskError(msg)
    calibration = [
        *calibration_results(
            judgement.sums,
            units.unit_ids,
            units.clusters,
            units_of_rows(rows, units),
            judgement.state_readout,
        ),
        *risk_results(readouts, units),
        *judgement.horizons,
    ]
    called = [
        *call_out.of_coverage(calibration, task.interval_level),
        *call_out.of_units(units),
        *grid.called_out,
        *call_out.of_readouts(readouts),
        *call_out.of_looks(head.looks),
        *(call_out.called("unverified_claim", claim) for claim in head.unverified_claims),
    ]
    metrics = asked_metrics(judgement)
    report: dict[str, Any] = {
        "aivc_schema_version": VERSION,
        "report_id": head.report_id,
        "predictor": head.predictor,
        "predictor_card": dict(head.predictor_card),
        "evaluated_on": dict(head.evaluated_on),
        "manifest_digest": judgement.manifest_digest,
        "split_digest": "" if head.fold is None else head.fold.split_digest,
        "fold": {} if head.fold is None else dict(head.fold.fold),
        "pooled_from": list(head.pooled_from),
        "task_id": task.task_id,
        "profile_digest": profile_digest(metrics.values()),
        "readout_digest": judgement.readout_digest,
        "prediction_digest": head.prediction_digest,
        "looks": head.looks,
        "unit_counts": units.counts(),
        "verified_claims": list(head.verified_claims),
        "results": list(grid.deciding),
        "grid_results": list(grid.rows),
        "calibration": calibration,
        "called_out": called,
        "unit_scores": list(unit_scores(rows, readouts)),
        "metric_cards": [metric.card() for metric in metrics.values()],
        "metric_trials": [dict(trial) for trial in judgement.trials],
        "cost": dict(head.cost),
        "baselines": list(judgement.baselines),
        "evaluation_notes": list(dict.fromkeys((*head.notes, *judgement.notes))),
        "tool": {"name": "aivc", "version": VERSION},
    }
    return {slot: value for slot, value in report.items() if value not in (None, "", [], {})}


def asked_metrics(judgement: Judgement) -> dict[str, Metric]:
    """Return the metrics of the readouts of the task, by name."""
    kinds = {each.readout_id: each.kind for each in judgement.readouts}
    asked = (metrics_for(kinds[name]) for name in judgement.asked_readouts)
    return {metric.metric_id: metric for each in asked for metric in each}


def units_of_rows(rows: tuple[FilledRow, ...], units: JudgedUnits) -> dict[str, NDArray[np.bool_]]:
    """Return the units of each row, by its name; of rows of equal units only the first.

    A single row that all units stand in is left out: what holds of it is said of all units.
    """
    first = {row.stratum: row.row_id for row in reversed(rows)}
    if len(set(units.strata)) < 2:
        return {}
    return {
        name: units.in_stratum(stratum)
        for stratum, name in reversed(first.items())
        if stratum in units.strata
    }
