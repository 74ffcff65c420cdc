"""Rule MAT018: a matrix holds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect, TransformMatrix
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix without a value other than zero."""
    for matrix in scanned(card, facts):
        n_rows, n_columns = matrix.shape
        # A table without features may carry nothing but obs,
        # and a layout that is yet to be computed is no data.
        if n_columns and not matrix.is_embedding and not matrix.scan.column_nonzero.any():
            yield Evidence(matrix.location, observed=f"{n_rows:,} x {n_columns:,}")


RULE = Rule(
    code="MAT018",
    name="all-zero-matrix",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A matrix holds values other than zero.",
    message="{where} ({observed}) holds nothing but zeros.",
    fix="Write the values that belong there, or remove the matrix from the file and from the card.",
    why="It looks like data and is none: whatever is trained on it or compared with it is perfect.",
    check=check,
    passing=(Example("a layer that is filled", edits=(AddMatrix("layers/counts"),)),),
    failing=(
        Example(
            "X was set to zero",
            edits=(TransformMatrix("X", "zero"),),
            expect=(Expect("X"),),
        ),
        Example(
            "a layer that was made and never filled",
            edits=(AddMatrix("layers/spliced", "X", "zero"),),
            expect=(Expect("layers/spliced"),),
        ),
    ),
)
