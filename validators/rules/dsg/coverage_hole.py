"""Rule DSG006: doses, times and cell lines are crossed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aivc.validators.design.coverage import coverage_grid
from aivc.validators.design.role_tables import by_condition, rows_by_condition
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report how many combinations of dose, time and cell line have no row."""
    design = facts.design
    if design is None:
        return
    lines = by_condition(design, ("cell_line",))
    has_lines = lines is not None and len(lines.right_names) > 1
    table = lines if has_lines else rows_by_condition(design)
    if table is None:
        return
    grid = coverage_grid(card, table)
    if grid.n_holes:
        axes = "dose, time and cell line" if has_lines else "dose and time"
        yield Evidence(
            Location("card", pointer="/conditions"),
            observed=f"{grid.n_cells - grid.n_holes} of {grid.n_cells} covered",
            expected="all",
            count=grid.n_holes,
            total=grid.n_cells,
            examples=tuple(str(hole) for hole in islice(grid.holes(), MAX_EXAMPLES)),
            values={"axes": axes},
        )


RULE = Rule(
    code="DSG006",
    name="coverage-hole",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Doses, times and cell lines are crossed.",
    message="{count} of {total} combinations of agent, {axes} have no row, though each part occurs: {examples}.",
    fix="Nothing has to be changed if the design was meant so. Look at the coverage map of the report before you claim unseen doses, times or cell lines; if rows are missing that were measured, add them.",
    why="A model cannot be tested, and should not be trusted, where the design has no rows; a mean over what is there hides which part is missing.",
    check=check,
    needs_card=True,
    slots=("Condition.intervention", "Condition.harvest_time"),
    passing=(
        Example("each drug at each of its doses, all at one time"),
        Example("two drugs with doses of their own, at both times", specimen="bulk"),
    ),
    failing=(
        Example(
            "a dose is missing at one of two times",
            specimen="bulk",
            edits=(SetCard("/conditions/0/harvest_time", {"value": 24, "unit": "h"}),),
            expect=(Expect("card:/conditions"),),
        ),
    ),
)
