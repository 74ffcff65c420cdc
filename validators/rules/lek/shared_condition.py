"""Rule LEK012: no condition that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

HELD_OUT = SetParts(
    {
        row: ("train", "train", "train", "validation", "test", "test", "train", "train")[row % 8]
        for row in range(48)
    }
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report conditions that are on both sides and may not be."""
    return shared_values(facts, "condition")


RULE = Rule(
    code="LEK012",
    name="shared-condition",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No condition that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="A condition on both sides is no prediction: its measured mean is in training.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://github.com/theislab/chemCPA/issues/174",),
    passing=(
        Example(
            "doses of one drug lie in two parts, each condition in one",
            specimen="donor_split",
            edits=(
                *unit("condition"),
                HELD_OUT,
                SetManifest("/control_policy", "train_only"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of a held out condition is in training",
            specimen="donor_split",
            edits=(
                *unit("condition"),
                HELD_OUT,
                SetManifest("/control_policy", "train_only"),
                SetParts({4: "train"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
