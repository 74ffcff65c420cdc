"""Rule PRD011: only features that were asked for are predicted."""

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
    """Report columns of features that were not asked for."""
    for found in answers(facts):
        yield from names(Location("var"), found.features.extra, found.features.n_stated)


RULE = Rule(
    code="PRD011",
    name="features-not-asked-for",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Only features that were asked for are predicted.",
    message="{count} of {total} columns are of features that nobody asked for: {examples}.",
    fix="Name columns as the training view names its features, and leave others out.",
    why="Such columns are not read. Where features are missing as well, the names are of another vocabulary.",
    check=check,
    slots=("EvaluationTask.target_features",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a symbol in place of an identifier",
            edits=(SetNames("var", {0: "TP53"}),),
            expect=(Expect("var"),),
            specimen="answers",
        ),
    ),
)
