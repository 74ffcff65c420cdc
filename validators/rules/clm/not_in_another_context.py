"""Rule CLM004: a value that is claimed to be seen in another context is in training, and not in this context."""

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
    """Report values that training knows in the same context, or in none."""
    return evidence_on(facts, "CLM004")


ELSEWHERE = {
    "claim_axis": "agent",
    "joint_with": ["donor"],
    "novelty": "seen_in_other_context",
    "partition": "test",
}

RULE = Rule(
    code="CLM004",
    name="not-in-another-context",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A value that is claimed to be seen in another context is in training, and not in this context.",
    message="The manifest claims that {claim}; {observed}: {examples}.",
    fix="Take these {count} out of {evaluated}, take what is in the same context out of {reference}, or let `aivc split audit DATA MANIFEST --repair NEW.yaml` write the smallest change that makes it true.",
    why="Transfer to another context is tested only by a value that was learned, and not where it is tested. A drug that training never saw is another task, one that it saw here is no task.",
    check=check,
    slots=("Claim.joint_with", "Claim.novelty"),
    references=("https://github.com/theislab/chemCPA/issues/174",),
    passing=(
        Example(
            "training knows every drug of the test, in other donors",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", ELSEWHERE),),
        ),
    ),
    failing=(
        Example(
            "training knows every drug of the test on the same plates",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**ELSEWHERE, "joint_with": ["plate"]}),),
            expect=(Expect("manifest:/claims/2", 6),),
        ),
    ),
)
