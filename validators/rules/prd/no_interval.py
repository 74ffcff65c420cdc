"""Rule PRD022: a predictor that gives an uncertainty gives the interval that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropMatrix, Example, Expect, SetAbout, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prd.judging import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report an uncertainty that is promised and not given."""
    for found in told(facts):
        kind = found.about.predictor_card and found.about.predictor_card.uncertainty
        tail = (1 - found.asked.interval_level) / 2
        bounds = (tail, 1 - tail)
        held = found.quantiles.levels
        is_there = all(any(abs(level - bound) < 1e-6 for level in held) for bound in bounds)
        if kind and kind != "none" and not is_there and found.status.silent:
            wanted = " and ".join(f"{bound:.4g}" for bound in bounds)
            silent = found.status.silent
            yield Evidence(
                Location("layers"),
                observed=kind,
                expected=wanted,
                count=len(silent),
                total=found.units.n_stated,
                examples=silent,
            )


RULE = Rule(
    code="PRD022",
    name="no-interval-at-the-level",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A predictor that promises an uncertainty gives the interval that is judged, or says why not.",
    message="The predictor says that its uncertainty is `{observed}`, but there are no quantiles {expected}, which make the interval that the task judges, and {count} of {total} units do not say why: {examples}.",
    fix="Write these quantiles; or write into `reason` why there are none, such as too few clusters to calibrate them; or say `uncertainty: none` on the card.",
    why="Whether the uncertainty holds cannot be told, although the card promises one.",
    check=check,
    slots=("PredictorCard.uncertainty", "EvaluationTask.interval_level"),
    passing=(
        Example("answers to every query", specimen="answers"),
        Example(
            "a reason in place of an interval",
            edits=(
                DropMatrix("layers/q0950"),
                SetAbout("/quantile_levels", [0.05, 0.5]),
                SetColumn("obs", "reason", "no interval, because too few clusters calibrate it"),
            ),
            specimen="answers",
        ),
    ),
    failing=(
        Example(
            "no upper bound",
            edits=(DropMatrix("layers/q0950"),),
            expect=(Expect("layers", 3),),
            specimen="answers",
        ),
    ),
)
