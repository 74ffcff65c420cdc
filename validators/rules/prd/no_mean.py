"""Rule PRD013: the predicted states are the matrix X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, DropMatrix, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a file without X."""
    for found in answers(facts):
        if not found.has_mean:
            shape = f"{found.units.n_stated} units and {found.features.n_stated} features"
            yield Evidence(Location("X"), observed=shape)


RULE = Rule(
    code="PRD013",
    name="no-predicted-states",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The predicted states are the matrix X.",
    message="There is no X of {observed}.",
    fix="Write the expected state of each unit into X, units by features.",
    why="Quantiles alone have no mean, and metrics of the mean cannot be computed.",
    check=check,
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "states in a layer alone",
            edits=(AddMatrix("layers/states", copy_of="X"), DropMatrix("X")),
            expect=(Expect("X"),),
            specimen="answers",
        ),
    ),
)
