"""Rule EVL015: a report says how often the test partition was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, called_out, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a missing count of looks."""
    for found in reports_of(facts):
        if found.report.looks is None and not called_out(found, "not_recorded"):
            yield Evidence(at("/looks"), observed="nothing")


RULE = Rule(
    code="EVL015",
    name="looks-absent",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A report says how often the test partition was looked at, or that nobody could count.",
    message="The report does not say how many predictions were judged on this test partition.",
    fix="Evaluate with `aivc evaluate` where the folder of the manifest can be written; the record is NAME.looks.tsv beside it.",
    why="The best of many predictions on one test partition is partly best by chance.",
    check=check,
    slots=("EvaluationReport.looks",),
    references=("doi:10.1126/science.aaa9375",),
    passing=(
        Example(
            "a count",
            specimen=SPECIMEN,
        ),
        Example(
            "a look that could not be recorded",
            edits=(
                DropReport("/looks"),
                SetReport(
                    "/called_out",
                    [{"called_out_kind": "not_recorded", "because": "the folder is read-only"}],
                ),
            ),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "no count",
            edits=(DropReport("/looks"),),
            expect=(Expect("report:/looks"),),
            specimen=SPECIMEN,
        ),
    ),
)
