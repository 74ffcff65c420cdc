"""Rule PRD008: only units that were asked for are answered."""

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
    """Report rows of units that were not asked for."""
    for found in answers(facts):
        yield from names(Location("obs"), found.units.extra, found.units.n_stated)


RULE = Rule(
    code="PRD008",
    name="units-not-asked-for",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Only units that were asked for are answered.",
    message="{count} of {total} rows are of units that nobody asked for: {examples}.",
    fix="Name rows as the queries name their units, letter by letter, and leave others out.",
    why="Such rows are not read. Where units are missing as well, names were changed on the way.",
    check=check,
    slots=("Query.unit_id",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a name in other letters",
            edits=(SetNames("obs", {1: "d3|PANOBINOSTAT"}),),
            expect=(Expect("obs"),),
            specimen="answers",
        ),
    ),
)
