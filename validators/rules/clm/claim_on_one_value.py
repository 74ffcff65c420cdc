"""Rule CLM012: an axis that a claim is on has two values or more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.clm.judged_claims import evidence_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report claims on axes with a single value."""
    return evidence_on(facts, "CLM012")


RULE = Rule(
    code="CLM012",
    name="claim-on-one-value",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="An axis that a claim is on has two values or more.",
    message="The manifest claims that {claim}, which these data cannot show: {observed}.",
    fix="Take the claim out, or add data with other values. If rows are labelled too coarsely, name the right column under `binding`.",
    why="Where all rows are alike there is nothing to be new or known; the claim is true or false of any split whatever.",
    check=check,
    slots=("Claim.claim_axis",),
    passing=(
        Example(
            "the two plates of the data are both known",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/claims/-", {"claim_axis": "plate", "novelty": "seen", "partition": "test"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "the site is claimed to be known, and there is only one",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/claims/-", {"claim_axis": "site", "novelty": "seen", "partition": "test"}
                ),
            ),
            expect=(Expect("manifest:/claims/2", 1),),
        ),
    ),
)
