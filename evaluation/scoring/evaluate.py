"""Judge one prediction: from truth and prediction to a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration.asked_units import asked_units
from aivc.evaluation.calibration.horizons import horizon_results
from aivc.evaluation.calibration.results import calibration_results
from aivc.evaluation.calibration.risk import risk_results
from aivc.evaluation.errors import TaskError
from aivc.evaluation.metrics.registry import metrics_for, profile_digest
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.scoring import call_out
from aivc.evaluation.scoring.answers import Fate, answers_to
from aivc.evaluation.scoring.bench import bench_of
from aivc.evaluation.scoring.digests import readouts_digest
from aivc.evaluation.scoring.filled_grid import filled_grid
from aivc.evaluation.scoring.grid import filled_rows
from aivc.evaluation.scoring.judged import answer_of
from aivc.evaluation.scoring.scored_readouts import scored_readout
from aivc.evaluation.scoring.unit_scores import unit_scores
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.scoring.bench import Bench
    from aivc.evaluation.scoring.grid import FilledRow
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import TrainingView

MOST_REASONS = 3
NOTHING_SAID: Mapping[str, Any] = MappingProxyType({})


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
    verified_claims
        Claims of the manifest that an audit found supported.
    looks
        How many predictions were judged on this test partition; None where nobody could count.
    notes
        What was assumed on the way.
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


def evaluate(
    truth: Truth,
    prediction: Prediction,
    *,
    view: TrainingView,
    readouts: Sequence[Readout],
    head: ReportHead,
    seed: int = 0,
) -> dict[str, Any]:
    """Judge one prediction; for several take :func:`bench_of` once and :func:`judge` for each.

    Parameters and errors are those of the two. Returns an instance of ``EvaluationReport``.
    """
    return judge(bench_of(truth, view, readouts), prediction, head=head, seed=seed)


def judge(
    bench: Bench, prediction: Prediction, *, head: ReportHead, seed: int = 0
) -> dict[str, Any]:
    """Judge a prediction on every readout and every row of the transport grid.

    Units that are missing or failed score worst. Units that were abstained from score as the mean
    of training does. Nothing is pooled over rows of the grid.

    Parameters
    ----------
    bench
        The truth, and all that is computed of it whatever the prediction.
    prediction
        What was answered.
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
    PredictionError
        A unit or a feature stands twice in the prediction.
    TaskError
        A readout needs what the data do not hold.
    """
    truth, task = bench.truth, bench.view.task
    unit_ids = tuple(unit.unit_id for unit in truth.units)
    answers = answers_to(unit_ids, bench.features, prediction)
    scored, notes = [], list(head.notes)
    names = [readout.readout_id for readout in bench.readouts]
    for ready in bench.ready:
        readout = ready.judged.readout
        one, said = scored_readout(ready, answer_of(readout, truth, answers, bench.floors))
        scored.append(one)
        notes += [*(f"{readout.readout_id}: {note}" for note in readout.notes), *said]
    rows = filled_rows(task.grid, truth.strata, names, task.least_units)
    grid = filled_grid(rows, scored, truth, answers, task, seed=seed)
    if not grid.deciding:
        why = "; ".join(notes[-MOST_REASONS:]) or "nothing was measured of the units"
        msg = f"task {task.task_id}: no metric could be computed of any unit: {why}"
        raise TaskError(msg)
    units_of = _units_of(rows, truth)
    asked = asked_units(truth, answers, task)
    judged = [ready.judged.readout for ready in bench.ready]
    of_states = [each.readout_id for each in judged if each.kind is ReadoutKind.EXPRESSION]
    state_name = of_states[0] if of_states else names[0]
    calibration: list[dict[str, Any]] = []
    if asked is not None:
        calibration += calibration_results(asked, truth, bench.view, units_of, state_name)
        notes += _left_out(asked.has_intervals, answers, task.interval_level, asked.levels)
    elif bench.features == truth.features:
        notes.append("no calibration: the prediction has no quantiles")
    calibration += risk_results(scored, unit_ids, answers, asked)
    calibration += horizon_results(truth, answers, task, units_of, names[0])
    called = [
        *call_out.of_coverage(calibration, task.interval_level),
        *call_out.of_units(answers),
        *grid.called_out,
        *call_out.of_readouts(scored),
        *call_out.of_looks(head.looks),
        *(call_out.called("unverified_claim", claim) for claim in head.unverified_claims),
    ]
    metrics = {
        metric.metric_id: metric for each in bench.readouts for metric in metrics_for(each.kind)
    }
    report: dict[str, Any] = {
        "aivc_schema_version": VERSION,
        "report_id": head.report_id,
        "predictor": head.predictor,
        "predictor_card": dict(head.predictor_card),
        "evaluated_on": dict(head.evaluated_on),
        "manifest_digest": truth.manifest_digest,
        "task_id": task.task_id,
        "profile_digest": profile_digest(metrics.values()),
        "readout_digest": readouts_digest(bench.readouts),
        "prediction_digest": head.prediction_digest,
        "looks": head.looks,
        "unit_counts": _counts(answers),
        "verified_claims": list(head.verified_claims),
        "results": list(grid.deciding),
        "grid_results": list(grid.rows),
        "calibration": calibration,
        "called_out": called,
        "unit_scores": list(unit_scores(rows, scored)),
        "metric_cards": [metric.card() for metric in metrics.values()],
        "metric_trials": [
            dict(each.trial) for ready in bench.ready for each in ready.metrics if each.trial
        ],
        "cost": dict(head.cost),
        "baselines": _baselines(bench),
        "evaluation_notes": list(dict.fromkeys(notes)),
        "tool": {"name": "aivc", "version": VERSION},
    }
    return {slot: value for slot, value in report.items() if value not in (None, "", [], {})}


def _units_of(rows: Sequence[FilledRow], truth: Truth) -> dict[str, NDArray[np.bool_]]:
    """Return the units of each row, by its name; of rows of equal units only the first.

    A single row that all units stand in is left out: what holds of it is said of all units.
    """
    first = {row.stratum: row.row_id for row in reversed(rows)}
    if len(set(truth.strata)) < 2:
        return {}
    return {
        name: np.array([each == stratum for each in truth.strata], dtype=bool)
        for stratum, name in reversed(first.items())
        if stratum in truth.strata
    }


def _baselines(bench: Bench) -> list[str]:
    """Return the names of trivial predictors, those that single readouts have included."""
    names = [floor.name for floor in bench.floors]
    for ready in bench.ready:
        names += ready.judged.floors
    return list(dict.fromkeys(names))


def _counts(answers: Answers) -> dict[str, int]:
    return {
        "n_asked": len(answers.fates),
        "n_predicted": answers.count(Fate.PREDICTED),
        "n_abstained": answers.count(Fate.ABSTAINED),
        "n_failed": answers.count(Fate.FAILED),
        "n_missing": answers.count(Fate.MISSING),
    }


def _left_out(
    has_intervals: NDArray[np.bool_],
    answers: Answers,
    level: float,
    levels: Sequence[float],
) -> list[str]:
    """Say of which units there are no intervals, and whether those that are judged exist."""
    from aivc.evaluation.calibration.intervals import central_levels

    said = []
    without = int((answers.having(Fate.PREDICTED) & ~has_intervals).sum())
    if without:
        said.append(f"{without} predicted units have no intervals and are left out of calibration")
    promised = [nominal for nominal, _, _ in central_levels(levels)]
    if not any(abs(nominal - level) < 1e-6 for nominal in promised):
        said.append(f"the task judges {level:.0%} intervals, and the prediction has none of these")
    return said
