"""Rule EVL018: every metric has its card in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, reports_of, results_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report metrics without a card."""
    for found in reports_of(facts):
        cards = {(card.metric_id, card.metric_version) for card in found.report.metric_cards}
        used = {(result.metric or "", result.metric_version) for result in results_of(found)}
        for metric, version in sorted(used - cards, key=str):
            stated = metric if version is None else f"{metric} version {version}"
            yield Evidence(at("/metric_cards"), observed=stated)


RULE = Rule(
    code="EVL018",
    name="metric-without-card",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every metric of a report has its card, of the same version.",
    message="{observed} has no card in the report.",
    fix="Evaluate again with `aivc evaluate`, which puts cards in; or add the card of this version.",
    why="Two definitions under one name have ended more than one comparison; the card says which it was.",
    check=check,
    slots=(
        "EvaluationReport.metric_cards",
        "MetricCard.metric_version",
    ),
    passing=(
        Example(
            "a card for each metric",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "a card of another version",
            edits=(SetReport("/metric_cards/1/metric_version", 2),),
            expect=(Expect("report:/metric_cards"),),
            specimen=SPECIMEN,
        ),
    ),
)
