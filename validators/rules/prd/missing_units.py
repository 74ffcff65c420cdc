"""Rule PRD007: every unit that was asked for is answered."""

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
    """Report units without an answer."""
    for found in answers(facts):
        yield from names(Location("obs"), found.units.missing, found.units.n_asked)


RULE = Rule(
    code="PRD007",
    name="units-not-answered",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every unit that was asked for is answered.",
    message="{count} of {total} units have no row: {examples}.",
    fix="Write a row for each query. For a unit that cannot be told, set status to abstained or failed and give the reason.",
    why="A unit that is left out scores worst, since leaving out the hard ones would otherwise be the best strategy.",
    check=check,
    slots=("Query.unit_id",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "two rows less",
            edits=(DropRows("obs", (0, 2)),),
            expect=(Expect("obs", 2),),
            specimen="answers",
        ),
    ),
)
