"""Rule PRD032: what a predictor was pretrained on is compared with what it is asked."""

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
    """Report pretraining corpora without a word about overlap."""
    for found in told(facts):
        card_of = found.about.predictor_card
        for place, use in enumerate(card_of.pretrained_on if card_of is not None else ()):
            if not (use.overlap_statement or "").strip():
                place_of = about(f"predictor_card/pretrained_on/{place}")
                yield Evidence(place_of, observed=f"`{use.dataset_id}`")


RULE = Rule(
    code="PRD032",
    name="pretraining-overlap-unknown",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="What a predictor was pretrained on is compared with what it is asked.",
    message="The predictor was pretrained on {observed}, and nothing is said of rows that it has in common with the dataset.",
    fix="Compare both with `aivc overlap` and write what was found into `overlap_statement`.",
    why="A corpus that holds the test rows makes a memory look like a model.",
    check=check,
    slots=("PredictorCard.pretrained_on", "DataUse.overlap_statement"),
    passing=(
        Example(
            "a corpus that was compared",
            edits=(
                SetAbout(
                    "/predictor_card/pretrained_on",
                    [
                        {
                            "dataset_id": "aivc:corpora/example",
                            "overlap_statement": "no shared rows by fingerprint",
                        }
                    ],
                ),
            ),
            specimen="answers",
        ),
    ),
    failing=(
        Example(
            "a corpus that was not",
            edits=(
                SetAbout("/predictor_card/pretrained_on", [{"dataset_id": "aivc:corpora/example"}]),
            ),
            expect=(Expect("uns/aivc_predictions/predictor_card/pretrained_on/0"),),
            specimen="answers",
        ),
    ),
)
