"""Rule DSG014: the file says which cells were made together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.few_rows import SINGLE_CELL_OPERATORS
from aivc.validators.design.role_tables import first_column, table_of
from aivc.validators.examples.example import DropColumn, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

MADE_TOGETHER = ("batch", "lane", "plate")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report files of several samples without any column for what was made together."""
    design = facts.design
    if design is None:
        return
    bound = {key.role for key in card.binding.keys} if card.binding is not None else set()
    if any(role in design.roles or role in bound for role in MADE_TOGETHER):
        return
    for role in ("sample", "donor"):
        units = design.roles.get(role)
        if units is not None and len(units.levels) > 1:
            yield Evidence(
                Location("obs", table=table_of(design, role), column=first_column(design, role)),
                observed="no column for batch, lane or plate",
                expected="at least one",
                count=len(units.levels),
                total=len(units.levels),
                examples=units.names()[:5],
                values={"role": role},
            )
            return


RULE = Rule(
    code="DSG014",
    name="no-batch-information",
    severity=Severity.INFO,
    level=Level.OBS,
    title="The file says which cells were made together.",
    message="Cells of {count} levels of `{role}` have {observed}, expected {expected}, so nobody can check whether treatments and batches coincide.",
    fix="Add `batch_id` with the library, lane or day of each cell, or bind the column that holds it: `binding: {{keys: [{{role: batch, columns: [COLUMN]}}]}}`.",
    why="Without it no rule about confounding can look, and a split by batch cannot be made.",
    check=check,
    needs_card=True,
    operators=SINGLE_CELL_OPERATORS,
    slots=("DatasetCard.batches", "Batch.batch_id"),
    passing=(Example("lanes without plates", edits=(DropColumn("obs", "plate_id"),)),),
    failing=(
        Example(
            "six samples and nothing about lanes or plates",
            edits=(DropColumn("obs", "plate_id"), DropColumn("obs", "batch_id")),
            expect=(Expect("obs/sample_id", 6),),
        ),
    ),
)
