"""Rule MAT010: features that were seen nowhere are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetValues
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each main matrix with columns that hold nothing."""
    for matrix in scanned(card, facts):
        empty = matrix.scan.empty_columns
        n_columns = matrix.shape[1]
        is_main = matrix.name in {"X", "raw/X"} or matrix.declared is not None
        if is_main and empty and empty.count < n_columns:
            yield Evidence(
                matrix.location, count=empty.count, total=n_columns, examples=empty.row_names
            )


RULE = Rule(
    code="MAT010",
    name="empty-columns",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Features that were seen in no observation are known.",
    message="{count:,} of {total:,} features of {where} are zero in every row, such as {examples}.",
    fix=(
        "Keep them if the list of features must stay that of the annotation; leave them out of "
        "every score."
    ),
    why="A feature that never varies is predicted without error by every model and flatters them all.",
    check=check,
    passing=(
        Example(
            "a gene seen in one cell",
            edits=(SetValues("X", {(row, 0): 0.0 for row in range(1, 48)} | {(0, 0): 1.0}),),
        ),
    ),
    failing=(
        Example(
            "two genes that no cell expresses",
            edits=(SetValues("X", {(row, c): 0.0 for row in range(48) for c in (0, 1)}),),
            expect=(Expect("X", 2),),
        ),
    ),
)
