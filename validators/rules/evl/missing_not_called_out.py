"""Rule EVL007: units without an answer are called out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, called_out, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units without an answer that nobody mentions."""
    for found in reports_of(facts):
        counts = found.report.unit_counts
        gone = 0 if counts is None else (counts.n_missing or 0) + (counts.n_failed or 0)
        if gone and not called_out(found, "missing_units"):
            yield Evidence(at("/called_out"), observed=str(gone))


RULE = Rule(
    code="EVL007",
    name="missing-units-not-called-out",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Units that are missing or failed are called out.",
    message="{observed} units are missing or failed, and the report does not call it out.",
    fix="Add a `called_out` entry of the kind `missing_units`, as `aivc evaluate` does.",
    why="A value that is low because units are missing reads as one that is low because predictions are bad.",
    check=check,
    slots=("EvaluationReport.called_out",),
    passing=(
        Example(
            "no unit is missing",
            specimen=SPECIMEN,
        ),
        Example(
            "missing units that are called out",
            edits=(
                SetReport("/unit_counts", {"n_asked": 12, "n_predicted": 10, "n_missing": 2}),
                SetReport(
                    "/called_out", [{"called_out_kind": "missing_units", "because": "2 of 12"}]
                ),
            ),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "two missing units",
            edits=(SetReport("/unit_counts", {"n_asked": 12, "n_predicted": 10, "n_missing": 2}),),
            expect=(Expect("report:/called_out"),),
            specimen=SPECIMEN,
        ),
    ),
)
