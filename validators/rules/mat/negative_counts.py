"""Rule MAT003: no count is negative."""

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
    """Yield each matrix of counts with negative values."""
    for matrix in scanned(card, facts):
        if matrix.holds_counts and matrix.scan.negative:
            yield Evidence(
                matrix.location,
                observed=f"{matrix.scan.smallest:g}",
                expected="0",
                count=matrix.scan.negative.count,
                total=matrix.scan.n_values,
                examples=matrix.scan.negative.row_names,
            )


RULE = Rule(
    code="MAT003",
    name="negative-counts",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No count is negative.",
    message=(
        "{count:,} of {total:,} stored counts of {where} are negative, down to {observed}, in rows such "
        "as {examples}."
    ),
    fix=(
        "Take the counts from the source again; a background that was subtracted belongs into a "
        "layer of its own, declared as such."
    ),
    why="No count model has a likelihood for it, and a logarithm makes it NaN.",
    check=check,
    passing=(
        Example(
            "scaled values are negative by right",
            edits=(NoCard(), TransformMatrix("X", "scale")),
        ),
    ),
    failing=(
        Example(
            "two counts below zero",
            edits=(SetValues("X", {(1, 1): -1.0, (5, 3): -2.0}),),
            expect=(Expect("X", 2),),
        ),
        Example(
            "the same without a card",
            edits=(NoCard(), SetValues("X", {(1, 1): -1.0})),
            expect=(Expect("X", 1),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
