"""Rule PRD017: a file of predictions says what became of each query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a file without statuses."""
    for found in answers(facts):
        if not found.status.is_stated and found.units.n_stated:
            yield Evidence(Location("obs"), count=found.units.n_stated)


RULE = Rule(
    code="PRD017",
    name="no-status",
    severity=Severity.INFO,
    level=Level.OBS,
    title="A file of predictions says what became of each query.",
    message="There is no column `status`, so that all {count} units count as predicted.",
    fix="Add the column `status` with predicted, abstained or failed for each unit.",
    why="An answer that the predictor would rather not have given cannot be told from one that it stands for.",
    check=check,
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "no column of statuses",
            edits=(DropColumn("obs", "status"),),
            expect=(Expect("obs", 4),),
            specimen="answers",
        ),
    ),
)
