"""Rule CLM001: combinations that are claimed to be unseen are in no training part."""

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
    """Report combinations of values that are on both sides of a joint claim."""
    return evidence_on(facts, "CLM001")


JOINT = {
    "claim_axis": "agent",
    "joint_with": ["cell_type"],
    "novelty": "unseen",
    "partition": "test",
}

RULE = Rule(
    code="CLM001",
    name="broken-joint-claim",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Combinations that are claimed to be unseen are in no training part.",
    message="The manifest claims that {claim}; {observed}: {examples}.",
    fix="Take the {count} combinations out of {reference} or out of {evaluated}, or let `aivc split audit DATA MANIFEST --repair NEW.yaml` write the smallest change that makes it true.",
    why="What is tested is then partly what was learned. Scores for combinations that training knows rise with every one of its cells, and none of that is generalisation.",
    check=check,
    slots=("Claim.claim_axis", "Claim.joint_with"),
    references=("https://github.com/theislab/chemCPA/issues/174",),
    passing=(
        Example("one claim for one axis, as it stands", specimen="donor_split"),
        Example(
            "test holds combinations of drug and donor that training does not",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**JOINT, "joint_with": ["donor"]}),),
        ),
    ),
    failing=(
        Example(
            "test holds combinations of drug and cell type that training knows",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", JOINT),),
            expect=(Expect("manifest:/claims/2", 6),),
        ),
    ),
)
