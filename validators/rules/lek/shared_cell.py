"""Rule LEK017: no cell, nucleus or spot is in two parts, in however many rows it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

CELLS = [f"cell_{row}" for row in range(48)]


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report cells that are on both sides and may not be."""
    return shared_values(facts, "cell")


RULE = Rule(
    code="LEK017",
    name="shared-cell",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No cell, nucleus or spot is in two parts, in however many rows it was measured.",
    message=MESSAGE,
    fix=FIX,
    why="Two rows of one cell are the same cell: its RNA in training and its protein or its image crop in test give the answer away.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "every row is a cell of its own",
            specimen="donor_split",
            edits=(
                *bound("cell", "barcode"),
                SetColumn("obs", "barcode", CELLS),
            ),
        ),
    ),
    failing=(
        Example(
            "two rows of one cell, one in training and one in test",
            specimen="donor_split",
            edits=(
                *bound("cell", "barcode"),
                SetColumn("obs", "barcode", CELLS),
                SetColumn("obs", "barcode", {32: "cell_0"}),
            ),
            expect=(Expect("obs/barcode", 1),),
        ),
    ),
)
