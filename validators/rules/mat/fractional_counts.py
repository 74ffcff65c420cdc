"""Rule MAT004: every count is a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetValues, TransformMatrix
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix of counts with values that are not whole."""
    for matrix in scanned(card, facts):
        if matrix.holds_counts and matrix.scan.fractional:
            yield Evidence(
                matrix.location,
                count=matrix.scan.fractional.count,
                total=matrix.scan.n_values,
                examples=matrix.scan.fractional.row_names,
            )


RULE = Rule(
    code="MAT004",
    name="fractional-counts",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Every count is a whole number.",
    message=(
        "{count:,} of {total:,} stored counts of {where} are not whole numbers, in rows such as "
        "{examples}."
    ),
    fix=(
        "Take the counts from the source again. Expected counts (RSEM, kallisto, multi-mapped "
        "reads) and counts without ambient RNA are declared as `other` or `normalized_counts` and "
        "kept beside the raw ones."
    ),
    why="Poisson and negative binomial models refuse the value or round it in silence.",
    check=check,
    passing=(
        Example(
            "logarithms are no whole numbers, and are not called counts",
            edits=(NoCard(), TransformMatrix("X", "log1p_cp10k")),
        ),
    ),
    failing=(
        Example(
            "a few fractions among counts",
            edits=(SetValues("X", {(0, 0): 0.5, (7, 7): 2.25}),),
            expect=(Expect("X", 2),),
        ),
        Example(
            "the same without a card",
            edits=(NoCard(), SetValues("X", {(0, 0): 0.5})),
            expect=(Expect("X", 1),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
