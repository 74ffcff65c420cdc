"""Rule PRD033: no answer is the truth to the last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import CopyTruth, Example, Expect
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report answers that equal the truth."""
    for found in answers(facts):
        yield from values(Location("X"), found.copied)


RULE = Rule(
    code="PRD033",
    name="answers-are-the-truth",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No answer is the truth to the last digit.",
    message="The answers of {count} of {total} units are what was measured, to the last digit: {examples}.",
    fix="Find out how the predictor came to know the test data; see that it reads nothing but the view.",
    why="A measurement has noise that nothing can predict, so that such an answer was read and not predicted.",
    check=check,
    needs_given="truth",
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a row of the test data",
            edits=(CopyTruth((1,)),),
            expect=(Expect("X"),),
            specimen="answers",
        ),
    ),
)
