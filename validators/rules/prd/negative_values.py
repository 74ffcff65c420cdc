"""Rule PRD023: predicted states are not below what their space can hold."""

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
    """Report negative values in a space that has none."""
    for found in answers(facts):
        for evidence in values(Location("X"), found.space.negative):
            yield replace(evidence, values={**evidence.values, "space": found.asked.space})


RULE = Rule(
    code="PRD023",
    name="values-below-the-space",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Predicted states are not below what their space can hold.",
    message="{count} of {total} values are negative, which the space `{space}` does not know, in {n_units} units: {examples}.",
    fix="Write states, not differences from a control; cut small negative values off at zero.",
    why="A difference in place of a state scores as if nearly all genes were silent.",
    check=check,
    slots=("PredictionSet.prediction_space",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a difference from the control",
            edits=(SetValues("X", {(0, 0): -0.7, (0, 1): -0.2}),),
            expect=(Expect("X", 2),),
            specimen="answers",
        ),
    ),
)
