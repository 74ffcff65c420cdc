"""Rule CLM011: every claim is on an axis that the data tell of."""

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
    """Report claims on what the data do not say."""
    return evidence_on(facts, "CLM011")


RULE = Rule(
    code="CLM011",
    name="claim-not-checkable",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every claim is on an axis that the data tell of.",
    message="The manifest claims that {claim}, which nobody can check: {observed}.",
    fix="Name the columns that tell it under `binding` of the manifest or of the card, or take the claim out.",
    why="A claim that cannot be checked is as easily made of a split that leaks. It is not counted as supported.",
    check=check,
    slots=("Claim.claim_axis",),
    passing=(
        Example(
            "the data tell the site of each row, though it is claimed in vain",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/claims/-", {"claim_axis": "site", "novelty": "seen", "partition": "test"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "guides are claimed to be unseen, and no column tells a guide",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/claims/-", {"claim_axis": "guide", "novelty": "unseen", "partition": "test"}
                ),
            ),
            expect=(Expect("manifest:/claims/2", 1),),
        ),
    ),
)
