"""Rule MAT008: every entry of a sparse matrix is in one of its rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each sparse matrix with entries outside of its shape."""
    for matrix in scanned(card, facts):
        outside = matrix.scan.out_of_range
        if outside:
            shape = matrix.header.shape if matrix.header is not None else (0, 0)
            yield Evidence(
                matrix.location,
                expected=f"{shape[0]:,} x {shape[1]:,}",
                count=outside.count,
                total=matrix.scan.n_values,
                examples=outside.row_names,
            )


RULE = Rule(
    code="MAT008",
    name="index-out-of-range",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Every entry of a sparse matrix lies within its shape.",
    message=(
        "{count:,} of {total:,} stored values of {where} lie outside of its {expected} rows and "
        "columns, in lines such as {examples}."
    ),
    fix=(
        "Make the matrix again from its source; the features were probably cut without the matrix, "
        "or its indices are damaged."
    ),
    why="Readers in C follow such an index out of the array: they crash, or read what is not theirs.",
    check=check,
    passing=(Example("every entry within the shape"),),
    failing=(
        Example(
            "a column number as large as the number of columns",
            edits=(Damage("index_out_of_range", "X"),),
            expect=(Expect("X", 1),),
        ),
    ),
)
