"""Rule CLM016: no claim follows from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.relations import repetitions
from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report claims that are true wherever another one of the manifest is."""
    if facts.split is None:
        return
    for claim, other in repetitions(facts.split.manifest.claims):
        yield Evidence(
            Location("manifest", pointer=claim.pointer),
            observed=f"it follows from `{other.pointer}`",
            values={
                "axes": " and ".join([claim.claim_axis or "", *claim.joint_with]),
                "novelty": str(claim.novelty).replace("_", " "),
                "part": claim.partition,
            },
        )


DONORS = {"claim_axis": "donor", "novelty": "unseen", "partition": "test"}

RULE = Rule(
    code="CLM016",
    name="redundant-claim",
    severity=Severity.INFO,
    level=Level.OBS,
    title="No claim follows from another.",
    message="The manifest claims that {axes} of {part} is {novelty}, which says nothing more: {observed}.",
    fix="Take the claim out, unless it is there for its reader.",
    why="Two claims look like two results. Where one follows from the other, there is one.",
    check=check,
    slots=("SplitManifest.claims",),
    passing=(
        Example("one claim for each of two parts", specimen="donor_split"),
        Example(
            "donors, and plates, of which neither tells the other",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**DONORS, "claim_axis": "plate", "novelty": "seen"}),),
        ),
    ),
    failing=(
        Example(
            "unseen samples of unseen donors",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", {**DONORS, "claim_axis": "sample"}),),
            expect=(Expect("manifest:/claims/2", 1),),
        ),
        Example(
            "the same claim twice",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", DONORS),),
            expect=(Expect("manifest:/claims/2", 1),),
        ),
    ),
)
