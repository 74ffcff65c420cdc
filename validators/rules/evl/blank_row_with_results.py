"""Rule EVL012: a blank row holds nothing, and an empty one is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import ROW, SPECIMEN, at, reports_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report blanks that are none, and rows without units that are not said to be blank."""
    for found in reports_of(facts):
        for number, row in enumerate(rows_of(found)):
            is_blank, n_units = row.evidence == "blank", row.n_units
            if (is_blank != (n_units == 0) and n_units is not None) or (is_blank and row.results):
                yield Evidence(
                    at(f"/grid_results/{number}"),
                    observed=str(n_units or 0),
                    values={
                        "row": row.grid_row_id or "",
                        "n_results": len(row.results),
                        "said": (row.evidence or "").replace("_", " "),
                    },
                )


RULE = Rule(
    code="EVL012",
    name="blank-row-with-results",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A row of the grid that no unit fills is blank, and a blank row has no results.",
    message="The row {row} is said to be {said}, has {observed} units and {n_results} results.",
    fix="Say `blank` where no unit stands, and nowhere else.",
    why="Blanks tell what was not tested; a blank that is filled in is a claim about nothing.",
    check=check,
    slots=(
        "GridResult.evidence",
        "GridResult.n_units",
    ),
    passing=(
        Example(
            "a blank row without units",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "a blank row with units",
            edits=(SetReport("/grid_results/1/n_units", 4),),
            expect=(Expect("report:/grid_results/1"),),
            specimen=SPECIMEN,
        ),
        Example(
            "a row without units that is judged",
            edits=(SetReport(f"{ROW}/n_units", 0),),
            expect=(Expect("report:/grid_results/0"),),
            specimen=SPECIMEN,
        ),
    ),
)
