"""Rule CLM003: values that are claimed to be seen are in training."""

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
    """Report values that training does not have although they are claimed to be seen."""
    return evidence_on(facts, "CLM003")


KNOWN = {"claim_axis": "agent", "novelty": "seen", "partition": "test"}

RULE = Rule(
    code="CLM003",
    name="not-seen",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Values that are claimed to be seen are in training.",
    message="The manifest claims that {claim}; {observed}: {examples}.",
    fix="Take these {count} out of {evaluated}, put rows of them into {reference}, or claim for them that they are `unseen`, in a part of their own.",
    why="Scores on values that training knows and on values that it does not are different quantities, and their mean is neither.",
    check=check,
    slots=("Claim.novelty",),
    passing=(
        Example(
            "training knows every drug of the test",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", KNOWN),),
        ),
    ),
    failing=(
        Example(
            "no donor of the test is in training",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**KNOWN, "claim_axis": "donor"}),),
            expect=(Expect("manifest:/claims/2", 1),),
        ),
    ),
)
