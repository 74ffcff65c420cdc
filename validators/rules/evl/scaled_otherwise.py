"""Rule EVL016: a scaled value follows from value, floor and replicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import RESULT, SPECIMEN, at, differs, reports_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MetricResult
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report scaled values that do not follow."""
    for found in reports_of(facts):
        for number, row in enumerate(rows_of(found)):
            for place, result in enumerate(row.results):
                scaled, expected = result.scaled_value, _scaled(result)
                if scaled is None or (expected is not None and not differs(scaled, expected)):
                    continue
                yield Evidence(
                    at(f"/grid_results/{number}/results/{place}/scaled_value"),
                    observed=f"{scaled:.6g}",
                    expected="nothing" if expected is None else f"{expected:.6g}",
                    values={"metric": result.metric or ""},
                )


def _scaled(result: MetricResult) -> float | None:
    value, floor, replicate = result.value, result.floor, result.replicate
    if value is None or floor is None or replicate is None or replicate == floor:
        return None
    return (value - floor) / (replicate - floor)


RULE = Rule(
    code="EVL016",
    name="scaled-otherwise",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A scaled value is (value - floor) / (replicate - floor).",
    message="{metric} is scaled to {observed}; value, floor and replicate give {expected}.",
    fix="Evaluate again; a scaled value is neither clipped nor rounded, and absent where there is no floor or replicate.",
    why="A value that is clipped at 0 hides everything that is worse than a trivial predictor.",
    check=check,
    slots=("MetricResult.scaled_value",),
    passing=(
        Example(
            "a value that follows",
            specimen=SPECIMEN,
        ),
        Example(
            "no scaled value",
            edits=(DropReport(f"{RESULT}/scaled_value"),),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "a clipped value",
            edits=(SetReport(f"{RESULT}/scaled_value", 1.0),),
            expect=(Expect("report:/grid_results/0/results/0/scaled_value"),),
            specimen=SPECIMEN,
        ),
        Example(
            "a scale without a replicate",
            edits=(DropReport(f"{RESULT}/replicate"),),
            expect=(Expect("report:/grid_results/0/results/0/scaled_value"),),
            specimen=SPECIMEN,
        ),
    ),
)
