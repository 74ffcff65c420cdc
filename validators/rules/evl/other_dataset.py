"""Rule EVL004: a report is about the data at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, with_split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report another digest of the content of the data."""
    for found, split in with_split(facts):
        data = found.report.evaluated_on
        stated = None if data is None else data.content_digest
        if stated is not None and split.content_digest and stated != split.content_digest:
            yield Evidence(
                at("/evaluated_on/content_digest"),
                observed=stated,
                expected=split.content_digest,
            )


RULE = Rule(
    code="EVL004",
    name="report-of-another-dataset",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A report is about the data at hand.",
    message="The report is about data of the content {observed}; those at hand have {expected}.",
    fix="Evaluate again on the data at hand, or find the data that the report is about.",
    why="The truth has changed since, and with it every number.",
    check=check,
    needs_given="split",
    slots=("EvaluationReport.evaluated_on",),
    passing=(
        Example(
            "the content of the data at hand",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "other content",
            edits=(SetReport("/evaluated_on/content_digest", f"sha256:{'0' * 64}"),),
            expect=(Expect("report:/evaluated_on/content_digest"),),
            specimen=SPECIMEN,
        ),
    ),
)
