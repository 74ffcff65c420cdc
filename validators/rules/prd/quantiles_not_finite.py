"""Rule PRD019: quantiles of predicted units are finite numbers."""

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
    """Report quantiles that are missing or infinite."""
    for found in answers(facts):
        yield from values(Location("layers"), found.quantiles.not_finite)


RULE = Rule(
    code="PRD019",
    name="quantiles-not-finite",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Quantiles of predicted units are finite numbers.",
    message="{count} of {total} values of predicted units have quantiles that are no finite numbers, in {n_units} units: {examples}.",
    fix="Give a bound, or leave the layers out where no interval can be given.",
    why="A value without an interval counts as not covered.",
    check=check,
    slots=("PredictionSet.quantile_levels",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "an interval without an end",
            edits=(SetValues("layers/q0950", {(1, 2): float("inf")}),),
            expect=(Expect("layers"),),
            specimen="answers",
        ),
    ),
)
