"""Rule CLM015: a claim says all that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.wording import listed, plural_of
from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report claims of which the rows bear out more than is said."""
    if facts.split is None:
        return
    from aivc.validators.claims.stronger import stronger_axes

    for claim in facts.split.manifest.claims:
        axes = stronger_axes(facts.split, claim)
        if not axes:
            continue
        yield Evidence(
            Location("manifest", pointer=claim.pointer),
            observed=f"all {listed([plural_of(axis) for axis in axes])} are unseen",
            values={
                "axes": " and ".join([claim.claim_axis or "", *claim.joint_with]),
                "novelty": str(claim.novelty).replace("_", " "),
                "part": claim.partition,
                "first": axes[0],
            },
        )


SAMPLES = {"claim_axis": "sample", "novelty": "unseen", "partition": "test"}

RULE = Rule(
    code="CLM015",
    name="weaker-than-what-holds",
    severity=Severity.INFO,
    level=Level.OBS,
    title="A claim says all that holds.",
    message="The manifest claims that {axes} of {part} is {novelty}; more holds: {observed}.",
    fix="If that is meant, claim it: `claim_axis: {first}`, `novelty: unseen`. If it is an accident of these data, leave the claim as it is.",
    why="A score on a harder task than the one that is named looks worse than it is, beside scores of others on the easier one.",
    check=check,
    slots=("SplitManifest.claims",),
    passing=(
        Example("donors are unseen and claimed to be", specimen="donor_split"),
        Example(
            "samples are claimed as well as the donors that they are of",
            specimen="donor_split",
            edits=(SetManifest("/claims/-", SAMPLES),),
        ),
    ),
    failing=(
        Example(
            "samples are claimed to be unseen, and their donors are too",
            specimen="donor_split",
            edits=(SetManifest("/claims", [SAMPLES]),),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
