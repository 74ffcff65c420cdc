"""Rule PRD030: units that were predicted are in a regime that the card of the predictor covers."""

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
    """Report predicted units in regimes that the card does not name."""
    for found in told(facts):
        card_of = found.about.predictor_card
        covered = card_of.covers_regimes if card_of is not None else ()
        answered = found.status.predicted
        outside: dict[str, list[str]] = {}
        for unit in found.asked.units:
            is_outside = unit.regime not in {"", "none", *covered}
            if covered and is_outside and unit.unit_id in answered:
                outside.setdefault(unit.regime, []).append(unit.unit_id)
        for regime, units in sorted(outside.items()):
            place = about("predictor_card/covers_regimes")
            for evidence in names(place, units, found.units.n_asked):
                yield replace(evidence, observed=regime)


RULE = Rule(
    code="PRD030",
    name="regime-not-covered",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Units that were predicted are in a regime that the card of the predictor covers.",
    message="{count} of {total} units are in the regime `{observed}`, which the card does not cover, and were predicted all the same: {examples}.",
    fix="Let the predictor abstain from them, or add the regime to `covers_regimes` if it was made for it.",
    why="A new agent or a dose beyond those of training is another question than the one that the predictor answers.",
    check=check,
    slots=("PredictorCard.covers_regimes",),
    passing=(Example("answers to every query", specimen="answers"),),
    failing=(
        Example(
            "made for what training holds",
            edits=(SetAbout("/predictor_card/covers_regimes", ["seen"]),),
            expect=(Expect("uns/aivc_predictions/predictor_card/covers_regimes"),),
            specimen="answers",
        ),
    ),
)
