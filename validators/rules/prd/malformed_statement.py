"""Rule PRD002: what a file of predictions says of itself is a PredictionSet of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropAbout, Example, Expect, SetAbout
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import told
from aivc.validators.rules.prd.structure import explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report what is wrong with the structure of the statement."""
    for found in told(facts):
        yield from explained(found.structure)


RULE = Rule(
    code="PRD002",
    name="malformed-prediction-statement",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What a file of predictions says of itself is a PredictionSet of the standard.",
    message="{what}",
    fix="{remedy}",
    why="A program that reads the file later finds nothing where it looks, or something else than it expects.",
    check=check,
    slots=("PredictionSet.predictor_card",),
    passing=(Example("all that the standard asks for", specimen="answers"),),
    failing=(
        Example(
            "no predictor",
            edits=(DropAbout("/predictor_card"),),
            expect=(Expect("uns/aivc_predictions/predictor_card"),),
            specimen="answers",
        ),
        Example(
            "a slot that the standard does not know",
            edits=(SetAbout("/sede", 0),),
            expect=(Expect("uns/aivc_predictions/sede"),),
            specimen="answers",
        ),
    ),
)
