"""Rule PRD027: predictions were made with the seed of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetAbout
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import about, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report another seed than that of the run."""
    for found in told(facts):
        said, given = found.about.seed, found.asked.seed
        if said is not None and given is not None and said != given:
            yield Evidence(about("seed"), observed=str(said), expected=str(given))


RULE = Rule(
    code="PRD027",
    name="another-seed",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Predictions were made with the seed of the run.",
    message="The predictions were made with the seed {observed}; the run has {expected}.",
    fix="Predict again with the seed of the run.",
    why="A seed that is chosen after looking is a choice of the best of many answers.",
    check=check,
    slots=("PredictionSet.seed",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "seed 13",
            edits=(SetAbout("/seed", 13),),
            expect=(Expect("uns/aivc_predictions/seed"),),
            specimen="answers",
        ),
    ),
)
