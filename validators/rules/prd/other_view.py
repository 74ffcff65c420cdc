"""Rule PRD004: predictions were made from this training view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetAbout
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import differing, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report predictions that were made from another view."""
    for found in told(facts):
        yield from differing("view_digest", found.about.view_digest, found.asked.view_digest)


RULE = Rule(
    code="PRD004",
    name="predictions-of-another-view",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Predictions were made from this training view.",
    message="The predictions were made from the training view {observed}; expected {expected}. Data, card, task or grants are not those that `aivc fit` saw.",
    fix="Run `aivc fit` again on the data as they are now, and predict again.",
    why="A predictor that saw other data, or more, was not compared with the others on equal terms.",
    check=check,
    slots=("PredictionSet.view_digest",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "the digest of another view",
            edits=(SetAbout("/view_digest", "0" * 64),),
            expect=(Expect("uns/aivc_predictions/view_digest"),),
            specimen="answers",
        ),
    ),
)
