"""Rule PRD026: the probability of being without the event does not rise with time."""

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
    """Report probabilities that rise with time."""
    for found in answers(facts):
        yield from values(Location("X"), found.space.rising)


RULE = Rule(
    code="PRD026",
    name="survival-rises",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="The probability of being without the event does not rise with time.",
    message="{count} of {total} probabilities are larger than at an earlier horizon, in {n_units} units: {examples}.",
    fix="Write the probability of being WITHOUT the event until the horizon, and check the order of the columns.",
    why="A curve that rises is usually the probability of the event, so that every judgement is turned round.",
    check=check,
    slots=("EvaluationTask.horizons",),
    passing=(Example("curves that fall", specimen="survival_answers"),),
    failing=(
        Example(
            "the probability of the event",
            edits=(SetValues("X", {(0, 1): 0.1, (0, 2): 0.3}),),
            expect=(Expect("X"),),
            specimen="survival_answers",
        ),
    ),
)
