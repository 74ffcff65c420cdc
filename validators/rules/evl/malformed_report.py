"""Rule EVL001: a report has the structure of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import ROW, SPECIMEN, at, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

COPIED = "/predictor_card"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report what is wrong with the structure of a report.

    The card of the predictor is a copy out of the predictions. Where they are at hand, it is judged
    there, and once is enough.
    """
    for found in reports_of(facts):
        for problem in found.structure:
            if found.split is not None and problem.pointer.startswith(COPIED):
                continue
            yield Evidence(
                at(problem.pointer),
                observed=problem.observed,
                expected=problem.expected,
                values={"said": problem.message.rstrip(".")},
            )


RULE = Rule(
    code="EVL001",
    name="malformed-report",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A report has the structure of the standard.",
    message="{said}.",
    fix="Write the report again with `aivc evaluate`, or mend it at {where}.",
    why="A report that does not follow the standard cannot be compared, cited or read by others.",
    check=check,
    slots=("EvaluationReport.results",),
    passing=(
        Example(
            "a report as `aivc evaluate` writes it",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "no digest of the manifest",
            edits=(DropReport("/manifest_digest"),),
            expect=(Expect("report:/"),),
            specimen=SPECIMEN,
        ),
        Example(
            "evidence in other words",
            edits=(SetReport(f"{ROW}/evidence", "very good"),),
            expect=(Expect("report:/grid_results/0/evidence"),),
            specimen=SPECIMEN,
        ),
    ),
)
