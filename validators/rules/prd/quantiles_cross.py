"""Rule PRD018: a higher quantile is not below a lower one."""

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
    """Report quantiles that are not in order."""
    for found in answers(facts):
        yield from values(Location("layers"), found.quantiles.crossing)


RULE = Rule(
    code="PRD018",
    name="quantiles-cross",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A higher quantile is not below a lower one.",
    message="{count} of {total} values have quantiles that cross, in {n_units} units: {examples}.",
    fix="Sort the quantiles of each value, or find out which layers were exchanged.",
    why="An interval whose lower bound lies above the upper one covers nothing and has no width.",
    check=check,
    slots=("PredictionSet.quantile_levels",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a lower bound above the median",
            edits=(SetValues("layers/q0050", {(0, 0): 9.0}),),
            expect=(Expect("layers"),),
            specimen="answers",
        ),
    ),
)
