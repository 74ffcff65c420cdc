"""Rule LEK015: no time that is kept whole is in two parts, in whichever unit it is written."""

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
    """Report times that are on both sides and may not be."""
    return shared_values(facts, "time")


RULE = Rule(
    code="LEK015",
    name="shared-time",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No time that is kept whole is in two parts, in whichever unit it is written.",
    message=MESSAGE,
    fix=FIX,
    why="24 h and 1 d are one time. A claim about new times is not tested on a time that training holds.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "three times in three parts",
            specimen="donor_split",
            edits=(
                *unit("time"),
                *bound("time", "hours"),
                by_thirds("hours", "24 h", "48 h", "6 h"),
            ),
        ),
    ),
    failing=(
        Example(
            "24 h in training is 1 d in test",
            specimen="donor_split",
            edits=(
                *unit("time"),
                *bound("time", "hours"),
                by_thirds("hours", "24 h", "48 h", "6 h"),
                SetColumn("obs", "hours", {32: "1 d"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
