"""Rule EVL002: a report names only claims that an audit found supported."""

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
    """Report claims that nobody found to hold."""
    for found, split in with_split(facts):
        supported = ", ".join(split.verified_claims) or "none"
        for place, claim in enumerate(found.report.verified_claims):
            if claim not in split.verified_claims:
                yield Evidence(at(f"/verified_claims/{place}"), observed=claim, expected=supported)


RULE = Rule(
    code="EVL002",
    name="unverified-claim-in-report",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A report names only claims that an audit found supported.",
    message="The report calls verified: {observed}. The audit of the manifest supports: {expected}.",
    fix="Take the claim out of the report, or mend the split (`aivc split audit DATA MANIFEST --repair`) and evaluate again.",
    why="A number under the heading of an unseen donor says nothing about unseen donors if training has seen them.",
    check=check,
    needs_given="split",
    slots=(
        "EvaluationReport.verified_claims",
        "SplitManifest.claims",
    ),
    passing=(
        Example(
            "the claim that the audit supports",
            specimen=SPECIMEN,
        ),
        Example(
            "no claim at all",
            edits=(SetReport("/verified_claims", []),),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "a claim of another split",
            edits=(SetReport("/verified_claims/-", "test holds agents that train does not"),),
            expect=(Expect("report:/verified_claims/1"),),
            specimen=SPECIMEN,
        ),
    ),
)
