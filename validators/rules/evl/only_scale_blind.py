"""Rule EVL009: a supported row has a metric that sees the size of effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import RESULT, SPECIMEN, at, reports_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rows that only metrics support which are blind to scale."""
    for found in reports_of(facts):
        blind = {
            card.metric_id for card in found.report.metric_cards if card.is_scale_blind is True
        }
        for number, row in enumerate(rows_of(found)):
            names = sorted({result.metric or "" for result in row.results})
            if row.evidence == "supported" and names and set(names) <= blind:
                yield Evidence(
                    at(f"/grid_results/{number}/results"),
                    observed=", ".join(names),
                    values={"row": row.grid_row_id or ""},
                )


RULE = Rule(
    code="EVL009",
    name="only-scale-blind-metrics",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A supported row of the grid has a metric that sees the size of effects.",
    message="The row {row} is supported by {observed} alone, and none of these sees the size of effects.",
    fix="Add a metric that does, such as `unbiased_mse_ratio`, or say `insufficient_evidence`.",
    why="Correlations and ranks stay the same when all effects are multiplied by three, so that a prediction of the wrong size looks perfect.",
    check=check,
    slots=(
        "MetricCard.is_scale_blind",
        "GridResult.evidence",
    ),
    passing=(
        Example(
            "a metric that sees scale beside one that does not",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "a rank alone",
            edits=(DropReport(RESULT),),
            expect=(Expect("report:/grid_results/0/results"),),
            specimen=SPECIMEN,
        ),
    ),
)
