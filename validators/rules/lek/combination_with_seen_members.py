"""Rule LEK027: combinations of a part that holds out their members have no member that training knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.seen_members import combinations_with_seen_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

HELD_OUT = SetParts({16 * sample + k: "test" for sample in range(3) for k in (8, 9)})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report held out combinations of which training knows members."""
    split = facts.split
    for found in combinations_with_seen_members(split) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer=found.pointer),
            count=found.n_seen,
            total=found.n_all,
            examples=found.examples,
            values={
                "evaluated": found.evaluated,
                "reference": found.reference,
                "reason": found.reason,
            },
        )


RULE = Rule(
    code="LEK027",
    name="combination-with-seen-members",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Combinations of a part that holds out their members have no member that training knows.",
    message="{count} of {total} combinations in '{evaluated}' have members that '{reference}' knows, though {reason}: {examples}.",
    fix="Claim what is new: `{{claim_axis: combination, novelty: unseen, members_seen: 1, partition: {evaluated}}}`; or drop these combinations from '{evaluated}'.",
    why="A pair of which one member was seen is easier than one of which none was; counted among unseen agents, it flatters the score.",
    check=check,
    slots=(
        "SplitManifest.unit_of_split",
        "Claim.members_seen",
    ),
    references=("https://doi.org/10.1038/s41587-023-01905-6",),
    passing=(
        Example("pairs are in training, singles are held out", specimen="guide_split"),
        Example(
            "the manifest claims how many members were seen",
            specimen="guide_split",
            edits=(
                HELD_OUT,
                SetManifest(
                    "/claims/-",
                    {
                        "claim_axis": "combination",
                        "novelty": "unseen",
                        "members_seen": 2,
                        "partition": "test",
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a held out pair of two genes that training knows alone",
            specimen="guide_split",
            edits=(HELD_OUT,),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
