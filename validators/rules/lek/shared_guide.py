"""Rule LEK007: no guide that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetParts
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

HELD_OUT = SetParts({3: "train", 19: "train", 35: "train"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report guides that are on both sides and may not be."""
    return shared_values(facts, "guide")


RULE = Rule(
    code="LEK007",
    name="shared-guide",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No guide that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="A guide has effects of its own beside those of its target. A claim about new guides is not tested with guides that training holds.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "one of two guides against a gene is held out, the other is in training",
            specimen="guide_split",
            edits=(
                *unit("guide"),
                HELD_OUT,
            ),
        ),
    ),
    failing=(
        Example(
            "one cell with a held out guide is in training",
            specimen="guide_split",
            edits=(
                *unit("guide"),
                HELD_OUT,
                SetParts({2: "train"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
