"""Rule MAT016: counts fit into the type that holds them."""

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

# From here on not every whole number can be held (IEEE 754: 24 and 11 bits of significand).
LARGEST_EXACT = {"float32": 2**24, "float16": 2**11}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix of counts that reach beyond what its type holds exactly."""
    for matrix in scanned(card, facts):
        if matrix.header is None or not matrix.holds_counts:
            continue
        dtype = matrix.header.dtype
        largest = LARGEST_EXACT.get(dtype.removeprefix("<").removeprefix(">"))
        if largest is not None and matrix.scan.largest >= largest:
            yield Evidence(
                matrix.location,
                observed=f"{matrix.scan.largest:,.0f}",
                expected=f"{largest:,}",
                values={"dtype": dtype},
            )


RULE = Rule(
    code="MAT016",
    name="counts-lost-precision",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Counts fit into the type that holds them.",
    message=(
        "The largest count of {where} is {observed}, but {dtype} holds whole numbers exactly only "
        "up to {expected}."
    ),
    fix="Store the counts as int32 or float64, from the source: `adata.X = counts.astype('int32')`.",
    why="Larger counts were rounded when they were stored; sums and checks of them do not add up.",
    check=check,
    passing=(
        Example("a large count that is exact", edits=(SetValues("X", {(0, 0): 16777215.0}),)),
    ),
    failing=(
        Example(
            "a count beyond 24 bits in float32",
            edits=(SetValues("X", {(0, 0): 16777220.0}),),
            expect=(Expect("X"),),
        ),
    ),
    references=("IEEE 754-2019",),
)
