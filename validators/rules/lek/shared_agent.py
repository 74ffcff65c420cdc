"""Rule LEK009: no agent that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest, SetParts
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound, unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

HELD_OUT = SetParts(
    {
        row: ("train", "train", "test", "test", "test", None, "train", "train")[row % 8]
        for row in range(48)
    }
)
DRUGS = ("Imatinib", "Imatinib", "Dasatinib", "Dasatinib", "Dasatinib", "Nilotinib", "DMSO", "DMSO")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents that are on both sides and may not be."""
    return shared_values(facts, "agent")


RULE = Rule(
    code="LEK009",
    name="shared-agent",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No agent that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="What a drug does is looked up where training holds it, even as another salt or under another name. A released benchmark held drugs in both validation and test.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(
        "https://github.com/ArcInstitute/state/issues/226",
        "https://github.com/theislab/chemCPA/issues/174",
    ),
    passing=(
        Example(
            "panobinostat is held out, DMSO is on one side",
            specimen="donor_split",
            edits=(
                *unit("agent"),
                HELD_OUT,
                SetManifest("/control_policy", "train_only"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell with the held out drug is in training",
            specimen="donor_split",
            edits=(
                *unit("agent"),
                HELD_OUT,
                SetParts({2: "train"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
        Example(
            "another salt of a drug of training",
            specimen="donor_split",
            edits=(
                *unit("agent"),
                *bound("agent", "drug"),
                SetColumn("obs", "drug", [DRUGS[row % 8] for row in range(48)]),
                SetColumn("obs", "drug", {10: "Imatinib mesylate"}),
                HELD_OUT,
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
