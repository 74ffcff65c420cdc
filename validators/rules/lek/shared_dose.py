"""Rule LEK014: no dose that is kept whole is in two parts, in whichever unit it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound, by_thirds, unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report doses that are on both sides and may not be."""
    return shared_values(facts, "dose")


RULE = Rule(
    code="LEK014",
    name="shared-dose",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No dose that is kept whole is in two parts, in whichever unit it is written.",
    message=MESSAGE,
    fix=FIX,
    why="10 nM and 0.01 uM are one dose. Held out under one unit and learned under the other, it is no new dose.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "three doses in three parts",
            specimen="donor_split",
            edits=(
                *unit("dose"),
                *bound("dose", "dose"),
                by_thirds("dose", "10 nM", "1 uM", "0.1 uM"),
            ),
        ),
    ),
    failing=(
        Example(
            "10 nM in training is 0.01 uM in test",
            specimen="donor_split",
            edits=(
                *unit("dose"),
                *bound("dose", "dose"),
                by_thirds("dose", "10 nM", "1 uM", "0.1 uM"),
                SetColumn("obs", "dose", {32: "0.01 uM"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
