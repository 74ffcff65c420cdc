"""Rule PRD010: every feature that was asked for is predicted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropRows, Example, Expect
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report features without a column."""
    for found in answers(facts):
        yield from names(Location("var"), found.features.missing, found.features.n_asked)


RULE = Rule(
    code="PRD010",
    name="features-not-answered",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every feature that was asked for is predicted.",
    message="{count} of {total} features have no column: {examples}.",
    fix="Write a column for each feature of the training view, or of the queries where these name others.",
    why="A feature that is left out counts as wrong: it would otherwise be best to leave the difficult ones out.",
    check=check,
    slots=("EvaluationTask.target_features",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a gene less",
            edits=(DropRows("var", (3,)),),
            expect=(Expect("var"),),
            specimen="answers",
        ),
    ),
)
