"""Rule EVL011: evidence is what the interval of the difference says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import RESULT, SPECIMEN, at, reports_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report support that the interval does not give."""
    for found in reports_of(facts):
        for number, row in enumerate(rows_of(found)):
            for place, result in enumerate(row.results):
                low, high = result.delta_low, result.delta_high
                is_above = low is not None and low > 0
                if result.evidence == "supported" and not is_above:
                    known = low is not None and high is not None
                    yield Evidence(
                        at(f"/grid_results/{number}/results/{place}/evidence"),
                        observed=f"{low:.3g} to {high:.3g}" if known else "not stated",
                        values={
                            "metric": result.metric or "",
                            "row": row.grid_row_id or "",
                            "said": "supported",
                        },
                    )


RULE = Rule(
    code="EVL011",
    name="evidence-against-its-interval",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Evidence is what the interval of the difference to the floor says.",
    message="{metric} of the row {row} is said to be {said}; the interval of the difference to the floor is {observed}.",
    fix="Say `supported` only where the whole interval lies above 0; evaluate again with `aivc evaluate`.",
    why="A difference whose interval holds zero is no difference.",
    check=check,
    slots=(
        "MetricResult.evidence",
        "MetricResult.delta_low",
    ),
    passing=(
        Example(
            "an interval above zero",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "an interval that holds zero",
            edits=(SetReport(f"{RESULT}/delta_low", -0.05),),
            expect=(Expect("report:/grid_results/0/results/0/evidence"),),
            specimen=SPECIMEN,
        ),
        Example(
            "no interval",
            edits=(DropReport(f"{RESULT}/delta_low"),),
            expect=(Expect("report:/grid_results/0/results/0/evidence"),),
            specimen=SPECIMEN,
        ),
    ),
)
