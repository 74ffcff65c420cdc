"""Rule EVL010: a row is judged only where it has as many clusters as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import ROW, SPECIMEN, at, reports_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

JUDGED = ("supported", "not_supported")
LEAST = 2
"""Of one cluster no interval can be drawn."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report evidence on too few clusters."""
    for found in reports_of(facts):
        for number, row in enumerate(rows_of(found)):
            least = max(row.least_units or 0, LEAST)
            if row.evidence in JUDGED and (row.n_clusters or 0) < least:
                yield Evidence(
                    at(f"/grid_results/{number}/evidence"),
                    observed=str(row.n_clusters or 0),
                    expected=str(least),
                    values={
                        "row": row.grid_row_id or "",
                        "said": (row.evidence or "").replace("_", " "),
                    },
                )


RULE = Rule(
    code="EVL010",
    name="evidence-of-too-few-clusters",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A row of the grid is judged only where it has as many clusters as it needs.",
    message="The row {row} is said to be {said} on {observed} clusters; it needs {expected}.",
    fix="Say `insufficient_evidence`, or hold out more clusters.",
    why="A difference on one or two clusters is an anecdote: their units are not independent of each other.",
    check=check,
    slots=(
        "GridResult.evidence",
        "GridResult.n_clusters",
    ),
    passing=(
        Example(
            "six clusters where five are needed",
            specimen=SPECIMEN,
        ),
        Example(
            "too few, and said to be",
            edits=(
                SetReport(f"{ROW}/n_clusters", 2),
                SetReport(f"{ROW}/evidence", "insufficient_evidence"),
            ),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "three clusters where five are needed",
            edits=(SetReport(f"{ROW}/n_clusters", 3),),
            expect=(Expect("report:/grid_results/0/evidence"),),
            specimen=SPECIMEN,
        ),
        Example(
            "one cluster where nobody said how many",
            edits=(
                SetReport(f"{ROW}/n_clusters", 1),
                DropReport(f"{ROW}/least_units"),
            ),
            expect=(Expect("report:/grid_results/0/evidence"),),
            specimen=SPECIMEN,
        ),
    ),
)
