"""Rule MAT002: every value is finite."""

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
    """Yield each matrix with infinite values."""
    for matrix in scanned(card, facts):
        if matrix.scan.infinite:
            yield Evidence(
                matrix.location,
                count=matrix.scan.infinite.count,
                total=matrix.scan.n_values,
                examples=matrix.scan.infinite.row_names,
            )


RULE = Rule(
    code="MAT002",
    name="infinite-values",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Every value of a matrix is finite.",
    message="{count:,} of {total:,} stored values of {where} are infinite, in rows such as {examples}.",
    fix=(
        "Find the step that made them: the logarithm of zero, a division by zero, or a number too "
        "large for 16 bits; repeat it with a pseudocount or with float32."
    ),
    why="An infinite value ends every fit, and many readers take it for a number.",
    check=check,
    passing=(Example("a large finite count", edits=(SetValues("X", {(0, 0): 60000.0}),)),),
    failing=(
        Example(
            "one infinite count",
            edits=(SetValues("X", {(4, 2): float("inf")}),),
            expect=(Expect("X", 1),),
        ),
    ),
)
