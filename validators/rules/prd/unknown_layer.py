"""Rule PRD021: layers of predictions are quantiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect
from aivc.validators.findings import Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import answers, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report layers that are no quantiles."""
    for found in answers(facts):
        others = found.quantiles.other_layers
        yield from names(Location("layers"), others, len(others) + len(found.quantiles.levels))


RULE = Rule(
    code="PRD021",
    name="layer-of-no-level",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Layers of predictions are quantiles.",
    message="{count} layers are not read, because their names are those of no level: {examples}.",
    fix="Name a layer of quantiles after its level: `q0050` for 0.05, `q0975` for 0.975.",
    why="A quantile under another name is not judged.",
    check=check,
    slots=("PredictionSet.quantile_levels",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a standard deviation",
            edits=(AddMatrix("layers/sd", copy_of="X"),),
            expect=(Expect("layers"),),
            specimen="answers",
        ),
    ),
)
