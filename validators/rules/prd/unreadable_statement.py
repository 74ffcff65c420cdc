"""Rule PRD001: a file of predictions says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AboutText, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import about, answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a file that says nothing of itself."""
    for found in answers(facts):
        if found.raw is None:
            yield Evidence(about(), observed=found.about_problem)


RULE = Rule(
    code="PRD001",
    name="predictions-say-nothing",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A file of predictions says what it is.",
    message="The file does not say what it is: {observed}.",
    fix='Write `uns["aivc_predictions"]`, a JSON text of class PredictionSet; `aivc predict` and `write_prediction` do.',
    why="Nobody can tell which predictor answered which questions, so that the numbers cannot be judged.",
    check=check,
    slots=("PredictionSet.prediction_id",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "text that is no JSON",
            edits=(AboutText("predictions of panobinostat"),),
            expect=(Expect("uns/aivc_predictions"),),
            specimen="answers",
        ),
    ),
)
