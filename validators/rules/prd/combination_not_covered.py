"""Rule PRD029: combinations that were predicted are not larger than the card of the predictor allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetAbout
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import about, names, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report combinations that are larger than the card allows."""
    for found in told(facts):
        card_of = found.about.predictor_card
        most = card_of.most_combined if card_of is not None else None
        if most is None:
            continue
        answered = found.status.predicted
        larger = [u.unit_id for u in found.asked.units if len(u.agents) > most]
        held = [unit_id for unit_id in larger if unit_id in answered]
        for evidence in names(about("predictor_card/most_combined"), held, found.units.n_asked):
            yield replace(evidence, expected=str(most))


RULE = Rule(
    code="PRD029",
    name="combination-not-covered",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Combinations that were predicted are not larger than the card of the predictor allows.",
    message="{count} of {total} units hold more than {expected} agents, and were predicted all the same: {examples}.",
    fix="Let the predictor abstain from them, or raise `most_combined` if it was made for them.",
    why="The answer is an extrapolation that its author does not stand for.",
    check=check,
    slots=("PredictorCard.most_combined",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "made for single agents",
            edits=(SetAbout("/predictor_card/most_combined", 1),),
            expect=(Expect("uns/aivc_predictions/predictor_card/most_combined"),),
            specimen="answers",
        ),
    ),
)
