"""Rule CLM006: training knows as many members of each held out combination alone as the claim says."""

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
    """Report combinations of which training knows another number of members than claimed."""
    return evidence_on(facts, "CLM006")


PAIRS = {
    "claim_axis": "combination",
    "novelty": "unseen",
    "members_seen": 2,
    "partition": "test",
}
_PAIRS_HELD_OUT = {row: "test" if row % 16 in {8, 9} else "train" for row in range(48)}

RULE = Rule(
    code="CLM006",
    name="members-seen-mixed",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Training knows as many members of each held out combination alone as the claim says.",
    message="The manifest claims that {claim}; {observed} (such as {examples}).",
    fix="Give combinations of which 0, 1 and 2 members were seen a part and a claim each, or let `aivc split audit DATA MANIFEST --repair NEW.yaml` write the smallest change that makes it true.",
    why="A pair of which both members were seen is predicted well by adding the two up; one of which none was is not. A mixture of both scores somewhere between, depending on the shares.",
    check=check,
    slots=("Claim.members_seen",),
    references=("doi:10.1038/s41587-023-01905-6",),
    passing=(
        Example(
            "a pair is held out, and training knows both members alone",
            specimen="guide_split",
            edits=(SetManifest("/claims", [PAIRS]), SetParts(_PAIRS_HELD_OUT)),
        ),
    ),
    failing=(
        Example(
            "the same, but it is claimed that no member was seen",
            specimen="guide_split",
            edits=(
                SetManifest("/claims", [{**PAIRS, "members_seen": 0}]),
                SetParts(_PAIRS_HELD_OUT),
            ),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
