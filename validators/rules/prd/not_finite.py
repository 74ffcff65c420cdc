"""Rule PRD014: units that are said to be predicted have a number for every feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetValues
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report values of predicted units that are missing or infinite."""
    for found in answers(facts):
        yield from values(Location("X"), found.not_finite)


RULE = Rule(
    code="PRD014",
    name="predictions-not-finite",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Units that are said to be predicted have a number for every feature.",
    message="{count} of {total} values of predicted units are no finite numbers, in {n_units} units: {examples}.",
    fix="Set status to failed, or to abstained with a reason, where there is no answer; else give a number.",
    why="A value that is no number is scored as the worst, never filled with zeros or with the control.",
    check=check,
    passing=(
        Example(
            "a unit that was abstained from, without numbers",
            edits=(SetValues("X", {(3, column): float("nan") for column in range(6)}),),
            specimen="answers",
        ),
    ),
    failing=(
        Example(
            "a missing value and an infinite one",
            edits=(SetValues("X", {(0, 1): float("nan"), (2, 2): float("inf")}),),
            expect=(Expect("X", 2),),
            specimen="answers",
        ),
    ),
)
