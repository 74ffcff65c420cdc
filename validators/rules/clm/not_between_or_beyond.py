"""Rule CLM005: doses or times that are claimed to lie between or beyond those of training do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.clm.judged_claims import evidence_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report doses or times that do not lie where a claim says."""
    return evidence_on(facts, "CLM005")


BEYOND = {"claim_axis": "dose", "novelty": "extrapolation", "partition": "test"}
_HIGH_DOSES = {row: "test" if row % 8 in {1, 3, 4} else "train" for row in range(48)}

RULE = Rule(
    code="CLM005",
    name="not-between-or-beyond",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Doses or times that are claimed to lie between or beyond those of training do.",
    message="The manifest claims that {claim}; {observed}: {examples}.",
    fix="Take these {count} out of {evaluated}, make the claim that fits them in a part of their own, or let `aivc split audit DATA MANIFEST --repair NEW.yaml` write the smallest change that makes it true.",
    why="Between known doses a straight line does well; beyond them it does not. A score that mixes the two, or holds doses that training has, says nothing about either.",
    check=check,
    slots=("Claim.novelty",),
    passing=(
        Example(
            "test holds the higher of two doses of each drug",
            specimen="donor_split",
            edits=(SetManifest("/claims", [BEYOND]), SetParts(_HIGH_DOSES)),
        ),
    ),
    failing=(
        Example(
            "the same, but one row of the high dose of each drug is in training",
            specimen="donor_split",
            edits=(
                SetManifest("/claims", [BEYOND]),
                SetParts({**_HIGH_DOSES, 1: "train", 3: "train"}),
            ),
            expect=(Expect("manifest:/claims/0", 2),),
        ),
    ),
)
