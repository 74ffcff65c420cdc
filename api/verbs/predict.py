"""The verb ``predict``: let the predictor of a run answer its queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.verbs.judging import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.files.run_folder import Run
    from aivc.reports.report import Report


@dataclass(frozen=True, slots=True)
class Predicted:
    """Predictions that were written.

    Attributes
    ----------
    path
        The file.
    n_predicted, n_abstained, n_failed, n_missing
        What became of the queries.
    levels
        Levels of the quantiles.
    cost
        ``PredictionCost`` of the standard.
    report
        What the rules about predictions say.
    reasons
        How often each reason was given, the most frequent first.
    """

    path: Path
    n_predicted: int
    n_abstained: int
    n_failed: int
    n_missing: int
    levels: tuple[float, ...]
    cost: Mapping[str, Any]
    report: Report
    reasons: Mapping[str, int]


def predict(
    run: str | Path,
    output: str | Path | None = None,
    *,
    timeout: float | None = None,
    profile: str = "minimal",
    force: bool = False,
) -> Predicted:
    """Let the predictor of a run answer its queries, and check what it answers.

    A command runs in a temporary folder that holds the view and the queries and nothing else. The
    run names the program that is run: do not use one of somebody whom you do not trust.

    Parameters
    ----------
    run
        Folder that ``fit`` made.
    output
        The file of predictions; ``pred.h5ad`` in the folder of the run where it is None.
    timeout
        Seconds after which a command is stopped; None for no end.
    profile
        By which the answers are checked; ``release`` also asks for a complete card.
    force
        Replace a file that is there.

    Raises
    ------
    UnreadableInputError
        A file of the run, or one that the command wrote, cannot be opened.
    PredictionError
        The run was changed, or what the command wrote is no file of predictions.
    PredictorError
        The predictor fails.
    SettingsError
        The file is there already, or its name is none of a file of predictions.

    Examples
    --------
    >>> predict("run/").n_predicted  # doctest: +SKIP
    84
    """
    from aivc.evaluation.files.prediction_file import read_stated
    from aivc.evaluation.files.run_folder import PREDICTION, read_run
    from aivc.verbs.check_predictions import checked

    asked = read_run(run)
    path = asked.folder / PREDICTION if output is None else Path(output)
    _refuse(path, asked, force=force)
    cost = answered(asked, path, timeout)
    report = checked(path, asked, profile=profile)
    stated = read_stated(path)
    statuses = stated.statuses or ("predicted",) * len(stated.unit_ids)
    counts = {name: statuses.count(name) for name in ("predicted", "abstained", "failed")}
    held = set(stated.unit_ids)
    n_missing = sum(unit.unit_id not in held for unit in asked.queries.units)
    return Predicted(
        path,
        counts["predicted"],
        counts["abstained"],
        counts["failed"],
        n_missing,
        tuple(stated.quantiles),
        cost,
        report,
        dict(Counter(sorted(reason for reason in stated.reasons or () if reason)).most_common()),
    )


def answered(run: Run, output: Path, timeout: float | None = None) -> Mapping[str, Any]:
    """Let a run be answered into a file, and return the ``PredictionCost``."""
    from aivc.evaluation.running.answering import answer_by_command, answer_in_process
    from aivc.verbs.saved_predictor import fitted_predictor

    if run.header.command:
        return answer_by_command(run, output, timeout)
    return answer_in_process(run, fitted_predictor(run), output)


def _refuse(path: Path, run: Run, *, force: bool) -> None:
    from aivc.evaluation.files.run_folder import INPUTS, VIEW

    if path.suffix != ".h5ad" or not path.parent.is_dir():
        message = f"{path} is no place for predictions; name an .h5ad file in a folder that exists."
        raise SettingsError(message)
    if path.resolve() in {(run.folder / name).resolve() for name in (VIEW, INPUTS)}:
        message = f"{path} belongs to the run; name another file for the predictions."
        raise SettingsError(message)
    if path.exists() and not force:
        message = f"There is a file {path} already; replace it with --force."
        raise SettingsError(message)
