"""Rule EVL017: a value is that of its units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, differs, reports_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, UnitScores
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report values that those of units do not give."""
    for found in reports_of(facts):
        by_key = {
            (each.stratum, each.readout_id, each.metric): _value(each)
            for each in found.report.unit_scores
        }
        for number, row in enumerate(rows_of(found)):
            for place, result in enumerate(row.results):
                expected = by_key.get((row.grid_row_id, result.readout_id, result.metric))
                if expected is None or result.value is None:
                    continue
                if differs(result.value, expected):
                    yield Evidence(
                        at(f"/grid_results/{number}/results/{place}/value"),
                        observed=f"{result.value:.6g}",
                        expected=f"{expected:.6g}",
                        values={"metric": result.metric or "", "row": row.grid_row_id or ""},
                    )


def _value(scores: UnitScores) -> float | None:
    values = [value for value in scores.unit_values if value is not None]
    weights = [weight for weight in scores.unit_weights if weight is not None]
    below = sum(weights) if weights else float(len(values))
    return sum(values) / below if below > 0 else None


RULE = Rule(
    code="EVL017",
    name="value-not-of-its-units",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The value of a metric on a row is that of the values of its units.",
    message="{metric} of the row {row} is {observed}; the values of its units give {expected}.",
    fix="Evaluate again; the values of units are what predictors are compared by.",
    why="A headline that does not follow from its units cannot be compared, and may have been edited.",
    check=check,
    slots=(
        "MetricResult.value",
        "UnitScores.unit_values",
    ),
    passing=(
        Example(
            "the mean of the values of units",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "another value of a unit",
            edits=(SetReport("/unit_scores/0/unit_values/0", 5.0),),
            expect=(Expect("report:/grid_results/0/results/0/value"),),
            specimen=SPECIMEN,
        ),
    ),
)
