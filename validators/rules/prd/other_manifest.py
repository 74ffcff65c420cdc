"""Rule PRD003: predictions were made for this manifest."""

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
    """Report predictions that were made for another manifest."""
    for found in told(facts):
        yield from differing(
            "manifest_digest", found.about.manifest_digest, found.asked.manifest_digest
        )


RULE = Rule(
    code="PRD003",
    name="predictions-of-another-manifest",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Predictions were made for this manifest.",
    message="The predictions are for the manifest {observed}; asked was {expected}.",
    fix="Run `aivc fit` on this manifest, and predict again.",
    why="Another manifest holds out other units, so that the predictor may have learnt what it is asked.",
    check=check,
    slots=("PredictionSet.manifest_digest",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "the digest of another manifest",
            edits=(SetAbout("/manifest_digest", "0" * 64),),
            expect=(Expect("uns/aivc_predictions/manifest_digest"),),
            specimen="answers",
        ),
    ),
)
