"""Rule PRD016: a unit that was not predicted has a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units that were not predicted and have no reason."""
    for found in answers(facts):
        yield from names(
            Location("obs", column="reason"), found.status.unexplained, found.units.n_stated
        )


RULE = Rule(
    code="PRD016",
    name="abstained-without-reason",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A unit that was not predicted has a reason.",
    message="{count} of {total} units were not predicted and have no reason: {examples}.",
    fix="Write the reason into the column `reason`, such as `dose outside the doses of training`.",
    why="Who reads the report cannot tell a limit of the predictor from an accident.",
    check=check,
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "an abstention without a word",
            edits=(SetColumn("obs", "reason", ""),),
            expect=(Expect("obs/reason"),),
            specimen="answers",
        ),
    ),
)
