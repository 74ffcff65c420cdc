"""Rule PRD009: every unit is answered once."""

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
    """Report units with several rows, and rows without a name."""
    for found in answers(facts):
        unnamed = ("(no name)",) if found.units.n_empty else ()
        yield from names(Location("obs"), (*found.units.repeated, *unnamed), found.units.n_stated)


RULE = Rule(
    code="PRD009",
    name="units-answered-twice",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every unit is answered once.",
    message="{count} names of units stand there more than once, or rows have no name: {examples}.",
    fix="Keep one row for each unit. Several samples of one state belong into quantiles.",
    why="Which of the answers counts would depend on their order.",
    check=check,
    slots=("Query.unit_id",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "two rows of one name",
            edits=(SetNames("obs", {1: "D3|dexamethasone"}),),
            expect=(Expect("obs"),),
            specimen="answers",
        ),
    ),
)
