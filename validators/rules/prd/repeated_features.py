"""Rule PRD012: every feature has one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report features with several columns, and columns without a name."""
    for found in answers(facts):
        unnamed = ("(no name)",) if found.features.n_empty else ()
        repeated = (*found.features.repeated, *unnamed)
        yield from names(Location("var"), repeated, found.features.n_stated)


RULE = Rule(
    code="PRD012",
    name="features-answered-twice",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every feature has one column.",
    message="{count} names of features stand there more than once, or columns have no name: {examples}.",
    fix="Keep one column for each feature.",
    why="Which of the columns counts would depend on their order.",
    check=check,
    slots=("EvaluationTask.target_features",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "two columns of one name",
            edits=(SetNames("var", {1: "ENSG00000105329"}),),
            expect=(Expect("var"),),
            specimen="answers",
        ),
    ),
)
