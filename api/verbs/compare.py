"""The verb ``compare``: which of two predictors is better, where that can be told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.evaluation.errors import ComparisonError

if TYPE_CHECKING:
    from aivc.reports.evaluation.comparison import Comparison
    from aivc.schema.generated.views import EvaluationReport


def compare(first: str | Path, second: str | Path, *, seed: int = 0) -> Comparison:
    """Compare two reports of ``aivc evaluate``.

    Parameters
    ----------
    first, second
        Reports as JSON.
    seed
        Of draws of clusters and of signs.

    Raises
    ------
    UnreadableInputError
        A file cannot be read, or is no JSON.
    ComparisonError
        A file is no report, contradicts itself, or both are not about the same thing.

    Examples
    --------
    >>> print(compare("additive.json", "mean.json"))  # doctest: +SKIP
    """
    from aivc.evaluation.comparison.compare import compare as compared
    from aivc.reports.evaluation.comparison import Comparison
    from aivc.reports.evaluation.side_by_side import name_of

    reports = [_report(Path(path)) for path in (first, second)]
    rows = compared(*reports, seed=seed)
    ours = reports[0]
    data = ours.evaluated_on
    about = {
        "content_digest": "" if data is None else data.content_digest or "",
        "manifest_digest": ours.manifest_digest or "",
        "task_id": ours.task_id or "",
        "profile_digest": ours.profile_digest or "",
        "readout_digest": ours.readout_digest or "",
    }
    names = [name_of(report) for report in reports]
    return Comparison(names[0], names[1], rows, about)


def _report(path: Path) -> EvaluationReport:
    from aivc.schema.generated.views import EvaluationReport
    from aivc.schema.reading import read
    from aivc.verbs.checked_report import checked_report
    from aivc.verbs.report_file import read_report

    document = read_report(path)
    outcome = checked_report(document, path=path, profile="minimal")
    if outcome.failing:
        finding = outcome.failing[0]
        msg = (
            f"{path} is not compared ({finding.code} at {finding.location}): {finding.message} "
            f"{finding.fix}"
        )
        raise ComparisonError(msg)
    return read(EvaluationReport, document)
