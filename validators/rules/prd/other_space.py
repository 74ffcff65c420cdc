"""Rule PRD006: predictions are in the space of the task."""

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
    """Report predictions that say to be in another space."""
    for found in told(facts):
        yield from differing("prediction_space", found.about.prediction_space, found.asked.space)


RULE = Rule(
    code="PRD006",
    name="predictions-in-another-space",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Predictions are in the space of the task.",
    message="The predictions are in the space `{observed}`; the task is in `{expected}`.",
    fix="Convert the states before they are written; the space of the task stands in the training view.",
    why="The mean of logarithms is not the logarithm of the sum: turned back into counts, it lacks 14 to 43 % of the total, as the authors of cell-eval2 measured.",
    check=check,
    slots=("PredictionSet.prediction_space",),
    references=("https://pypi.org/project/cell-eval2/",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "the mean of logarithms",
            edits=(SetAbout("/prediction_space", "mean_of_log"),),
            expect=(Expect("uns/aivc_predictions/prediction_space"),),
            specimen="answers",
        ),
    ),
)
