"""Rule PRD015: the status of a unit is predicted, abstained or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report statuses that the standard does not know."""
    for found in answers(facts):
        for status, units in found.status.unknown.items():
            yield Evidence(
                Location("obs", column="status"),
                observed=status or "(nothing)",
                count=len(units),
                total=found.units.n_stated,
                examples=units,
            )


RULE = Rule(
    code="PRD015",
    name="unknown-status",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The status of a unit is predicted, abstained or failed.",
    message="{count} units have the status `{observed}`: {examples}.",
    fix="Write predicted, abstained or failed.",
    why="What became of the query cannot be told, so that it cannot be scored.",
    check=check,
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "another word",
            edits=(SetColumn("obs", "status", {0: "done"}),),
            expect=(Expect("obs/status"),),
            specimen="answers",
        ),
    ),
)
