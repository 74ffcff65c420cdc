"""Rule PRD020: the levels that a file names are those of its layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropMatrix, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import about, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report levels that are named and not there, or there and not named."""
    for found in told(facts):
        said = tuple(sorted(found.about.quantile_levels))
        held = found.quantiles.levels
        if len(said) != len(held) or any(
            abs(a - b) > 1e-9 for a, b in zip(said, held, strict=True)
        ):
            yield Evidence(about("quantile_levels"), observed=_listed(said), expected=_listed(held))


def _listed(levels: tuple[float, ...]) -> str:
    return ", ".join(f"{level:g}" for level in levels) or "none"


RULE = Rule(
    code="PRD020",
    name="levels-differ",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The levels that a file names are those of its layers.",
    message="The file names the levels {observed}; its layers hold {expected}.",
    fix="List the levels of the layers in `quantile_levels`: `q0050` is 0.05.",
    why="A reader who believes the list takes one quantile for another.",
    check=check,
    slots=("PredictionSet.quantile_levels",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "a level without a layer",
            edits=(DropMatrix("layers/q0500"),),
            expect=(Expect("uns/aivc_predictions/quantile_levels"),),
            specimen="answers",
        ),
    ),
)
