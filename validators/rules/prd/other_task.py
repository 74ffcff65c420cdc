"""Rule PRD005: predictions answer this task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetAbout
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import differing, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report predictions for another task."""
    for found in told(facts):
        yield from differing("task_id", found.about.task_id, found.asked.task_id)


RULE = Rule(
    code="PRD005",
    name="predictions-of-another-task",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Predictions answer this task.",
    message="The predictions answer the task `{observed}`; asked was `{expected}`.",
    fix="Give the run of that task, or predict again for this one.",
    why="Tasks ask for other units, in another space.",
    check=check,
    slots=("PredictionSet.task_id",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "the name of another task",
            edits=(SetAbout("/task_id", "composition"),),
            expect=(Expect("uns/aivc_predictions/task_id"),),
            specimen="answers",
        ),
    ),
)
