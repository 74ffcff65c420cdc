"""Rule PRD031: the predictor was not trained on the part that it is asked about."""

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
    """Report training on another part of the same dataset than a view holds."""
    for found in told(facts):
        card_of, asked = found.about.predictor_card, found.asked
        for place, use in enumerate(card_of.trained_on if card_of is not None else ()):
            part = use.partition or "all"
            if (
                asked.dataset_id
                and use.dataset_id == asked.dataset_id
                and part not in asked.learnt_parts
            ):
                yield Evidence(
                    about(f"predictor_card/trained_on/{place}"),
                    observed=f"`{part}`",
                    expected=" and ".join(f"`{name}`" for name in asked.learnt_parts),
                )


RULE = Rule(
    code="PRD031",
    name="trained-on-what-is-asked",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The predictor was not trained on the part that it is asked about.",
    message="The card says that the predictor was trained on {observed} of the dataset it is asked about; a predictor may learn from {expected} alone.",
    fix="Train it again on the training view, or judge it on data that it does not know.",
    why="It may have seen the answers.",
    check=check,
    slots=("PredictorCard.trained_on",),
    passing=(
        Example(
            "trained on the training part",
            edits=(
                SetAbout(
                    "/predictor_card/trained_on",
                    [{"dataset_id": "aivc:examples/drug", "partition": "train"}],
                ),
            ),
            specimen="answers",
        ),
    ),
    failing=(
        Example(
            "trained on all of it",
            edits=(
                SetAbout(
                    "/predictor_card/trained_on",
                    [{"dataset_id": "aivc:examples/drug", "partition": "test"}],
                ),
            ),
            expect=(Expect("uns/aivc_predictions/predictor_card/trained_on/0"),),
            specimen="answers",
        ),
    ),
)
