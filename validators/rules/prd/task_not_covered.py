"""Rule PRD028: the card of the predictor covers the kind of task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetAbout
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import about, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a kind of task that the card does not name."""
    for found in told(facts):
        card_of = found.about.predictor_card
        covered = card_of.covers_tasks if card_of is not None else ()
        if covered and found.asked.task_kind not in covered:
            place = about("predictor_card/covers_tasks")
            yield Evidence(place, observed=", ".join(covered), expected=found.asked.task_kind)


RULE = Rule(
    code="PRD028",
    name="task-not-covered",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The card of the predictor covers the kind of task.",
    message="The predictor is for {observed}; it was asked for `{expected}`.",
    fix="Choose another predictor, or add the kind to `covers_tasks` if it was made for it.",
    why="What a predictor was not made for says nothing about what it was made for.",
    check=check,
    slots=("PredictorCard.covers_tasks",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "made for compositions",
            edits=(SetAbout("/predictor_card/covers_tasks", ["composition"]),),
            expect=(Expect("uns/aivc_predictions/predictor_card/covers_tasks"),),
            specimen="answers",
        ),
    ),
)
