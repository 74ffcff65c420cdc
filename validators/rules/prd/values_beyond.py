"""Rule PRD024: predicted states are not above what their space can hold."""

from __future__ import annotations

from dataclasses import replace
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
    """Report values above the largest of the space."""
    for found in answers(facts):
        for evidence in values(Location("X"), found.space.beyond):
            largest = f"{found.space.largest:.4g}"
            said = {**evidence.values, "space": found.asked.space}
            yield replace(evidence, expected=largest, values=said)


RULE = Rule(
    code="PRD024",
    name="values-above-the-space",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Predicted states are not above what their space can hold.",
    message="{count} of {total} values are above {expected}, the largest that the space `{space}` can hold, in {n_units} units: {examples}.",
    fix="Convert counts to the space of the task before they are written.",
    why="Counts among logarithms outweigh everything else in any mean.",
    check=check,
    slots=("PredictionSet.prediction_space",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "counts",
            edits=(SetValues("X", {(0, 0): 1250.0}),),
            expect=(Expect("X"),),
            specimen="answers",
        ),
    ),
)
