"""Rule CLM002: training holds no more rows of a few-shot value than the claim allows."""

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
    """Report values of which training has more rows than a few-shot claim allows."""
    return evidence_on(facts, "CLM002")


FEW = {"claim_axis": "plate", "novelty": "few_shot", "few_shot_limit": 8, "partition": "test"}

RULE = Rule(
    code="CLM002",
    name="not-few-shot",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Training holds no more rows of a few-shot value than the claim allows.",
    message="The manifest claims that {claim}; {observed}: {examples}.",
    fix="Take rows of these {count} out of {reference}, raise `few_shot_limit` to what training does hold, or let `aivc split audit DATA MANIFEST --repair NEW.yaml` write the smallest change that makes it true.",
    why="A model that has seen thousands of cells of a value is not tested on learning from a few.",
    check=check,
    slots=("Claim.few_shot_limit",),
    passing=(
        Example(
            "eight rows of each plate in training, as the claim allows",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", FEW),),
        ),
    ),
    failing=(
        Example(
            "eight rows of each plate in training where four are allowed",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**FEW, "few_shot_limit": 4}),),
            expect=(Expect("manifest:/claims/2", 2),),
        ),
    ),
)
