"""Rule CLM013: no two things that a manifest says exclude one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.relations import contradictions
from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report claims that exclude one another, or that ``shared_axes`` takes back."""
    if facts.split is None:
        return
    for claim, other in contradictions(facts.split.manifest):
        yield Evidence(
            Location("manifest", pointer=claim.pointer),
            observed=other,
            values={
                "axis": claim.claim_axis,
                "novelty": str(claim.novelty).replace("_", " "),
                "part": claim.partition,
            },
        )


SEEN = {"claim_axis": "donor", "novelty": "seen", "partition": "test"}

RULE = Rule(
    code="CLM013",
    name="contradicting-claims",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No two things that a manifest says exclude one another.",
    message="The manifest claims that {axis} of {part} is {novelty}, but {observed}.",
    fix="Take out the one that is not meant. If both are, each of them is about a part of its own.",
    why="One of the two is false of any data. Which one a reader believes decides what the scores seem to show.",
    check=check,
    slots=("SplitManifest.claims", "SplitManifest.shared_axes"),
    passing=(
        Example(
            "the drugs of the test are seen, in unseen donors",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**SEEN, "claim_axis": "agent"}),),
        ),
        Example(
            "donors are unseen in the test and said to be seen in validation",
            specimen="donor_split",
            edits=(SetManifest("/claims/1", {**SEEN, "partition": "validation"}),),
        ),
    ),
    failing=(
        Example(
            "the donors of the test are claimed to be unseen, and to be seen",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", SEEN),),
            expect=(Expect("manifest:/claims/2", 1),),
        ),
        Example(
            "donors are claimed to be unseen, and may be shared",
            specimen="donor_split",
            edits=(
                SetManifest("/shared_axes", ["donor"]),
                SetManifest("/claims", [{**SEEN, "novelty": "unseen"}]),
            ),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
