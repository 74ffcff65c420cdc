"""What must agree before two reports may be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import ComparisonError

if TYPE_CHECKING:
    from aivc.schema.generated.views import EvaluationReport

SHOWN = 12


def refuse_unlike(first: EvaluationReport, second: EvaluationReport) -> None:
    """Refuse reports that are not about the same thing, and those that do not say what about.

    Raises
    ------
    ComparisonError
        The message names everything that differs, and what to do.
    """
    ours, theirs = _about(first), _about(second)
    unsaid = [what for what in ours if not ours[what] or not theirs[what]]
    if unsaid:
        msg = (
            f"a report does not state {_listed(unsaid)}, so that nobody can tell whether both are "
            "about the same thing; evaluate again with `aivc evaluate`"
        )
        raise ComparisonError(msg)
    unlike = [
        f"{what} ({_short(ours[what])} against {_short(theirs[what])})"
        for what in ours
        if ours[what] != theirs[what]
    ]
    if unlike:
        msg = (
            f"the reports differ in {_listed(unlike)}; numbers are compared only on equal data, "
            "splits, tasks, metrics and readouts: evaluate both predictions on the same"
        )
        raise ComparisonError(msg)


def _about(report: EvaluationReport) -> dict[str, str]:
    data = report.evaluated_on
    return {
        "the dataset": "" if data is None else data.content_digest or "",
        "the manifest": report.manifest_digest or "",
        "the task": report.task_id or "",
        "the metrics": report.profile_digest or "",
        "the readouts": report.readout_digest or "",
    }


def _short(text: str) -> str:
    return text if len(text) <= SHOWN + 8 else text[: text.find(":") + 1 + SHOWN] + "…"


def _listed(what: list[str]) -> str:
    return what[0] if len(what) == 1 else f"{', '.join(what[:-1])} and {what[-1]}"
