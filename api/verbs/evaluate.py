"""The verb ``evaluate``: judge predictions against what was measured."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.scoring.bench import Bench
    from aivc.evaluation.scoring.report import ReportHead
    from aivc.reports.evaluation.evaluated import Evaluated
    from aivc.validators.facts.predictions.stated import StatedPredictions
    from aivc.validators.outcome import Outcome
    from aivc.verbs.prepared_task import PreparedTask

NOT_SCORED = (
    "PRD001",
    "PRD005",
    "PRD003",
    "PRD004",
    "PRD006",
    "PRD009",
    "PRD012",
    "PRD013",
    "PRD033",
)
"""Findings after which a number would mean nothing: another task, manifest, view or space, rows or
columns that stand there twice, no values, or a copy of the truth. The first that is found is told:
of another task, the view is another one, too."""


def evaluate(
    source: str | Path,
    predictions: str | Path | Sequence[str | Path],
    manifest: str | Path | None = None,
    *,
    task: str | None = None,
    card: str | Path | None = None,
    weights: str | Path | None = None,
    seed: int = 0,
    today: date | None = None,
) -> tuple[Evaluated, ...]:
    """Judge predictions on a split, and record that its test partition was looked at.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of records.
    predictions
        Files of predictions for the same task.
    manifest
        The manifest; ``NAME.split.yaml`` beside the data where it is None. The record of looks,
        ``NAME.looks.tsv``, is kept beside it.
    task
        Name of the task in the manifest; needed where it declares several.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    weights
        File of gene sets or weights for pathways, in place of those of the card.
    seed
        Of the bootstrap and of sign flips.
    today
        Date in the record of looks.

    Returns
    -------
    tuple of Evaluated
        One for each file of predictions, in their order.

    Raises
    ------
    UnreadableInputError
        The data, the manifest or a file of predictions cannot be opened.
    SettingsError
        No manifest was named, and there is none beside the data.
    TaskError
        The task asks for what dataset or manifest do not hold.
    PredictionError
        A file answers another task or view, or repeats what was measured.

    Examples
    --------
    >>> (judged,) = evaluate("screen.h5ad", "run/pred.h5ad")  # doctest: +SKIP
    >>> judged.view.grid_results[0].evidence  # doctest: +SKIP
    'supported'
    """
    from aivc.evaluation.files.prediction_file import prediction_of
    from aivc.evaluation.scoring.bench import bench_of
    from aivc.verbs.data_first import refuse_run
    from aivc.verbs.prepared_task import prepared_task
    from aivc.verbs.split_audit import manifest_of
    from aivc.verbs.verified_claims import verified_claims

    paths = [predictions] if isinstance(predictions, str | Path) else list(predictions)
    made = prepared_task(source, manifest, task=task, card=card)
    header = manifest_of(source, manifest)
    claims = verified_claims(source, header, card)
    truth, view = made.prepared.truth, made.prepared.view
    bench = bench_of(truth, view, _readouts(made, weights))
    day = (today or datetime.now(UTC).date()).isoformat()
    judged = []
    for path in map(Path, paths):
        refuse_run(path)
        checked, stated = _checked(path, made)
        prediction = prediction_of(stated, str(path))
        head = _head(path, made, stated, claims, header, day)
        judged.append(_judged(path, made, prediction, head, bench, checked, seed))
    return tuple(judged)


def _readouts(made: PreparedTask, weights: str | Path | None) -> tuple[Readout, ...]:
    from aivc.evaluation.readouts.declared import readouts_of

    return readouts_of(
        made.task,
        made.card,
        made.folder,
        made.prepared.view.features,
        training=made.prepared.view,
        weights=None if weights is None else Path(weights),
    )


def _checked(path: Path, made: PreparedTask) -> tuple[Outcome, StatedPredictions]:
    """Judge a file of predictions by the rules about such files, with the truth at hand."""
    from aivc.evaluation.files.asked import asked_of, facts_of_file
    from aivc.evaluation.files.prediction_file import read_stated
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.engine import run_rules
    from aivc.validators.findings import Level
    from aivc.validators.profile import load_profile

    truth = made.prepared.truth
    asked = asked_of(
        made.prepared.view,
        made.prepared.queries,
        manifest_digest=truth.manifest_digest,
        dataset_id=str(made.evaluated_on.get("dataset_id") or ""),
        learnt_parts=made.learnt_parts,
    )
    facts = facts_of_file(path, asked, truth=truth)
    policy = load_profile("release")
    outcome = run_rules(DatasetCard(), facts, level=Level.FULL, profile=policy)
    fatal = [finding for finding in outcome.findings if finding.code in NOT_SCORED]
    if fatal:
        first = min(fatal, key=lambda finding: NOT_SCORED.index(finding.code))
        msg = f"{path} is not judged ({first.code}): {first.message} {first.fix}"
        raise PredictionError(msg)
    return outcome, read_stated(path)


def _head(
    path: Path,
    made: PreparedTask,
    stated: StatedPredictions,
    claims: tuple[tuple[str, ...], tuple[str, ...]],
    manifest: Path,
    day: str,
) -> ReportHead:
    from aivc.evaluation.files.answer_digest import answer_digest
    from aivc.evaluation.looks import record_look
    from aivc.evaluation.scoring.report import ReportHead
    from aivc.verbs.fold_of import fold_of

    about = stated.about or {}
    card, cost = (_mapping(about.get(name)) for name in ("predictor_card", "cost"))
    predictor = str(card.get("predictor_id") or f"aivc:predictors/{_slug(path.stem)}")
    # What was answered counts, and not how long it took.
    digest = answer_digest(stated)
    looks = record_look(
        manifest,
        prediction_digest=digest,
        manifest_digest=made.prepared.truth.manifest_digest,
        task_id=made.task.task_id,
        predictor=predictor,
        date=day,
    )
    return ReportHead(
        f"aivc:reports/{_slug(predictor.rsplit('/', 1)[-1])}-{digest[:12]}",
        predictor,
        made.evaluated_on,
        digest,
        card,
        cost,
        *claims,
        looks,
        made.notes,
        fold_of(made.document),
    )


def _mapping(stated: object) -> dict[str, Any]:
    """Return what a file states where it is what it should be; what it should be, a rule says."""
    return stated if isinstance(stated, dict) else {}


def _judged(
    path: Path,
    made: PreparedTask,
    prediction: Prediction,
    head: ReportHead,
    bench: Bench,
    checked: Outcome,
    seed: int,
) -> Evaluated:
    from aivc.evaluation.scoring.evaluate import judge
    from aivc.reports.evaluation.evaluated import Evaluated
    from aivc.verbs.checked_report import checked_report

    document = judge(bench, prediction, head=head, seed=seed)
    outcome = checked_report(document, claims=head.verified_claims, made=made)
    return Evaluated(str(path), document, (checked, outcome))


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-") or "predictor"
