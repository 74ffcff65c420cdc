"""Judge one prediction: from truth and prediction to a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.evaluation.calibration.asked_units import asked_units
from aivc.evaluation.calibration.horizons import horizon_results
from aivc.evaluation.calibration.risk import doubt_of
from aivc.evaluation.calibration.unit_sums import unit_sums
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.scoring.answers import Fate, answers_to
from aivc.evaluation.scoring.bench import bench_of
from aivc.evaluation.scoring.digests import readouts_digest
from aivc.evaluation.scoring.grid import filled_rows
from aivc.evaluation.scoring.judged import answer_of
from aivc.evaluation.scoring.judged_units import JudgedUnits
from aivc.evaluation.scoring.judgement import Judgement
from aivc.evaluation.scoring.report import report_of, units_of_rows
from aivc.evaluation.scoring.scored_readouts import scored_readout

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.calibration.asked_units import AskedUnits
    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.scoring.bench import Bench
    from aivc.evaluation.scoring.report import ReportHead
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import TrainingView


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
    judgement = judgement_of(bench, prediction)
    report = report_of(judgement, head, seed=seed)
    if head.fold is not None:
        from aivc.evaluation.pooling.basis import basis_of

        report["pooling_basis"] = basis_of(judgement, head.fold.unit_of_split)
    return report


def judgement_of(bench: Bench, prediction: Prediction) -> Judgement:
    """Score every unit: all that a report is computed from.

    Parameters and errors are those of :func:`judge`.
    """
    truth, task = bench.truth, bench.view.task
    unit_ids = tuple(unit.unit_id for unit in truth.units)
    answers = answers_to(unit_ids, bench.features, prediction)
    asked = asked_units(truth, answers, task)
    units = JudgedUnits(
        unit_ids, truth.clusters, truth.strata, answers.fates, doubt_of(answers, asked)
    )
    scored, notes = [], []
    for ready in bench.ready:
        readout = ready.judged.readout
        one, said = scored_readout(ready, answer_of(readout, truth, answers, bench.floors))
        scored.append(one)
        notes += [*(f"{readout.readout_id}: {note}" for note in readout.notes), *said]
    names = tuple(readout.readout_id for readout in bench.readouts)
    rows = filled_rows(task.grid, truth.strata, names, task.least_units)
    of_states = [each.readout_id for each in scored if each.kind is ReadoutKind.EXPRESSION]
    return Judgement(
        task,
        truth.manifest_digest,
        readouts_digest(bench.readouts),
        names,
        of_states[0] if of_states else names[0],
        units,
        tuple(scored),
        () if asked is None else unit_sums(asked, truth, bench.view),
        tuple(horizon_results(truth, answers, task, units_of_rows(rows, units), names[0])),
        tuple(each.trial for ready in bench.ready for each in ready.metrics if each.trial),
        tuple(_baselines(bench)),
        (*notes, *_of_intervals(asked, answers, bench)),
    )


def _baselines(bench: Bench) -> list[str]:
    """Return the names of trivial predictors, those that single readouts have included."""
    names = [floor.name for floor in bench.floors]
    for ready in bench.ready:
        names += ready.judged.floors
    return list(dict.fromkeys(names))


def _of_intervals(asked: AskedUnits | None, answers: Answers, bench: Bench) -> list[str]:
    if asked is not None:
        level = bench.view.task.interval_level
        return _left_out(asked.has_intervals, answers, level, asked.levels)
    if bench.features == bench.truth.features:
        return ["no calibration: the prediction has no quantiles"]
    return []


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
