"""Rule EVL003: a report is about the manifest at hand."""

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
    """Report another digest of the manifest."""
    for found, split in with_split(facts):
        stated = found.report.manifest_digest
        if stated is not None and stated != split.manifest_digest:
            yield Evidence(at("/manifest_digest"), observed=stated, expected=split.manifest_digest)


RULE = Rule(
    code="EVL003",
    name="report-of-another-manifest",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A report is about the manifest at hand.",
    message="The report is about the manifest {observed}, and the one at hand is {expected}.",
    fix="Evaluate again on the manifest at hand.",
    why="Another manifest holds out other units, so that the numbers are about something else.",
    check=check,
    needs_given="split",
    slots=("EvaluationReport.manifest_digest",),
    passing=(
        Example(
            "the digest of the manifest at hand",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "another digest",
            edits=(SetReport("/manifest_digest", "0" * 64),),
            expect=(Expect("report:/manifest_digest"),),
            specimen=SPECIMEN,
        ),
    ),
)
