"""Rule LEK003: no family that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report families that are on both sides and may not be."""
    return shared_values(facts, "family")


RULE = Rule(
    code="LEK003",
    name="shared-family",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No family that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Siblings share half of their genome. A claim about unrelated people is not tested on the brother of a donor of training.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "three donors of three families",
            specimen="donor_split",
            edits=(
                *unit("family"),
                SetCard("/donors/0/family_id", "F1"),
                SetCard("/donors/1/family_id", "F2"),
                SetCard("/donors/2/family_id", "F3"),
            ),
        ),
    ),
    failing=(
        Example(
            "a donor of test is kin to one of training",
            specimen="donor_split",
            edits=(
                *unit("family"),
                SetCard("/donors/0/family_id", "F1"),
                SetCard("/donors/1/family_id", "F2"),
                SetCard("/donors/2/family_id", "F1"),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
