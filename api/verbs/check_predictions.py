"""The verb ``check_predictions``: whether a file of predictions answers what a run asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aivc.validators.findings import Level, Severity
from aivc.verbs.judging import choice, judged

if TYPE_CHECKING:
    from datetime import date

    from aivc.evaluation.files.run_folder import Run
    from aivc.reports.report import Report
    from aivc.validators.facts.predictions.stated import StatedPredictions


def check_predictions(  # noqa: PLR0913 - one keyword for each option of the command
    predictions: str | Path,
    run: str | Path,
    *,
    profile: str = "release",
    fail_on: str = "error",
    again: bool = False,
    timeout: float | None = None,
    suppressions: str | Path | None = None,
    baseline: str | Path | None = None,
    today: date | None = None,
) -> Report:
    """Check a file of predictions against the run whose queries it answers.

    Parameters
    ----------
    predictions
        The file, h5ad.
    run
        Folder that ``fit`` made.
    profile
        ``minimal``, ``release``, ``benchmark``, or the path of a YAML file.
    fail_on
        The mildest severity that fails: ``error``, ``warning`` or ``info``.
    again
        Let the predictor of the run answer a second time, and compare.
    timeout
        Seconds after which a command that answers again is stopped.
    suppressions, baseline, today
        As in :func:`aivc.validate`.

    Raises
    ------
    UnreadableInputError
        The file or a file of the run cannot be opened.
    PredictionError
        The run was changed, or the file is no h5ad file.
    PredictorError
        The predictor fails when it answers again.
    SettingsError, ProfileError, SuppressionError, BaselineError
        A setting or a file that was named cannot be used.

    Examples
    --------
    >>> check_predictions("run/pred.h5ad", "run/").verdict  # doctest: +SKIP
    <Verdict.NO_PROBLEM_FOUND: 'no_problem_found'>
    """
    from aivc.evaluation.files.run_folder import read_run

    choice(Severity, fail_on, "fail_on")
    asked = read_run(run)
    second = _second(asked, timeout) if again else None
    report = checked(Path(predictions), asked, profile=profile, second=second)
    findings = judged(
        report.outcome.findings, suppressions, baseline, today or datetime.now(UTC).date()
    )
    threshold = choice(Severity, fail_on, "fail_on")
    return replace(report, outcome=replace(report.outcome, findings=findings, fail_on=threshold))


def checked(
    path: Path, run: Run, *, profile: str = "release", second: StatedPredictions | None = None
) -> Report:
    """Judge a file of predictions by all rules that can look."""
    from aivc.evaluation.files.asked import asked_of, facts_of_file
    from aivc.reports.prediction_report import prediction_report
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.engine import run_rules
    from aivc.validators.profile import load_profile

    header = run.header
    asked = asked_of(
        run.view,
        run.queries,
        manifest_digest=header.manifest_digest,
        dataset_id=str(header.evaluated_on.get("dataset_id") or ""),
        seed=header.seed,
        learnt_parts=header.learnt_parts,
    )
    policy = load_profile(profile)
    facts = facts_of_file(path, asked, profile=policy.requires, second=second)
    outcome = run_rules(DatasetCard(), facts, level=Level.FULL, profile=policy)
    return prediction_report(str(path), facts, outcome)


def _second(run: Run, timeout: float | None) -> StatedPredictions:
    from aivc.evaluation.files.prediction_file import read_stated
    from aivc.verbs.predict import answered

    with TemporaryDirectory(prefix="aivc-again-") as folder:
        path = Path(folder) / "again.h5ad"
        answered(run, path, timeout)
        return read_stated(path)
