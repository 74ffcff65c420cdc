"""Rule LEK026: what is held out alone is not in training as a member of a combination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.seen_members import singles_in_combinations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report held out singles that training holds within combinations."""
    split = facts.split
    for found in singles_in_combinations(split) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer=found.pointer),
            count=found.n_seen,
            total=found.n_all,
            examples=found.examples,
            values={
                "axis": found.axis,
                "evaluated": found.evaluated,
                "reference": found.reference,
                "reason": found.reason,
            },
        )


RULE = Rule(
    code="LEK026",
    name="member-of-combination-seen",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="What is held out alone is not in training as a member of a combination.",
    message="{count} of {total} single values of {axis} in '{evaluated}' are in '{reference}' as members of combinations, though {reason}: {examples}.",
    fix="Move these combinations to '{evaluated}' or drop them, or hold out combinations instead: `unit_of_split: combination`.",
    why="A perturbation that training holds together with another one is not unseen; its effect is part of what was learned.",
    check=check,
    slots=(
        "SplitManifest.unit_of_split",
        "Claim.claim_axis",
    ),
    references=("https://doi.org/10.1038/s41587-023-01905-6",),
    passing=(
        Example("the pair of training has other members", specimen="guide_split"),
        Example(
            "the member is held out with every pair that holds it",
            specimen="guide_split",
            edits=(
                SetParts({16 * sample + k: "test" for sample in range(3) for k in (4, 5, 8, 9)}),
            ),
        ),
    ),
    failing=(
        Example(
            "KLF1 is held out, and KLF1 with MYB is in training",
            specimen="guide_split",
            edits=(SetParts({16 * sample + k: "test" for sample in range(3) for k in (4, 5)}),),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
