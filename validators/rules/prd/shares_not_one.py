"""Rule PRD025: the predicted shares of a unit sum to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetValues
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units whose shares do not sum to one."""
    for found in answers(facts):
        yield from values(Location("X"), found.space.unequal_sums)


RULE = Rule(
    code="PRD025",
    name="shares-do-not-sum-to-one",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="The predicted shares of a unit sum to one.",
    message="The shares of {count} of {total} units do not sum to one: {examples}.",
    fix="Divide the shares of each unit by their sum; a state that was not looked for has share 0.",
    why="Shares that do not sum to one are no composition, and divergences between them mean nothing.",
    check=check,
    slots=("PredictionSet.prediction_space",),
    passing=(Example("shares of one", specimen="share_answers"),),
    failing=(
        Example(
            "percentages of two states",
            edits=(SetValues("X", {(0, 0): 0.9, (0, 1): 0.9}),),
            expect=(Expect("X"),),
            specimen="share_answers",
        ),
    ),
)
