"""Rule EVL008: evidence names the trivial predictor that it is against."""

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

JUDGED = ("supported", "not_supported")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report evidence without a floor."""
    for found in reports_of(facts):
        for number, row in enumerate(rows_of(found)):
            for place, result in enumerate(row.results):
                if result.evidence not in JUDGED:
                    continue
                if result.floor is None or not result.floor_predictor:
                    yield Evidence(
                        at(f"/grid_results/{number}/results/{place}"),
                        observed=(result.evidence or "").replace("_", " "),
                        values={"metric": result.metric or "", "row": row.grid_row_id or ""},
                    )


RULE = Rule(
    code="EVL008",
    name="evidence-without-floor",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Evidence names the trivial predictor that it is against.",
    message="{metric} of the row {row} is said to be {observed}, and no trivial predictor is named with its value.",
    fix="Evaluate with `aivc evaluate`, which computes `no_change` and `pert_mean` on every row.",
    why="Most of what looks like skill is reached by predicting the mean of training; without a floor no value means anything.",
    check=check,
    slots=(
        "MetricResult.floor",
        "MetricResult.floor_predictor",
    ),
    references=("doi:10.1038/s41592-025-02772-6",),
    passing=(
        Example(
            "a floor for every result",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "no floor",
            edits=(DropReport(f"{RESULT}/floor"),),
            expect=(Expect("report:/grid_results/0/results/0"),),
            specimen=SPECIMEN,
        ),
        Example(
            "a floor that nobody names",
            edits=(DropReport(f"{RESULT}/floor_predictor"),),
            expect=(Expect("report:/grid_results/0/results/0"),),
            specimen=SPECIMEN,
        ),
    ),
)
