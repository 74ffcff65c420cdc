"""Rule PRD034: the same run with the same seed gives the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AnswerAgain, Example, Expect
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units that a second run answers otherwise."""
    for found in answers(facts):
        yield from values(Location("X"), found.changed)


RULE = Rule(
    code="PRD034",
    name="second-answer-differs",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="The same run with the same seed gives the same answers.",
    message="{count} of {total} units are answered otherwise when the predictor runs again with the same seed: {examples}.",
    fix="Draw all chance from the seed that is given, and let nothing depend on time, hash order or the number of threads.",
    why="A result that cannot be repeated cannot be checked, and the best of several runs can be shown.",
    check=check,
    needs_given="second_answer",
    slots=("PredictionSet.seed", "PredictorCard.is_stochastic"),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "chance without a seed",
            edits=(AnswerAgain({(0, 0): 2.5, (1, 1): 0.25}),),
            expect=(Expect("X", 2),),
            specimen="answers",
        ),
    ),
)
