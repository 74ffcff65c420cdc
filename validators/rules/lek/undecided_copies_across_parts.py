"""Rule LEK076: where rows of two parts are equal and hold too little, the report says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import CopyRows, Example, Expect, SetValues
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.copied_rows import WITH_MATRICES, compared, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001
    """Yield every pair of parts with equal rows that may be equal by chance."""
    for matrix, pair in compared(facts):
        if pair.n_undecided:
            assert facts.split is not None  # noqa: S101 - there is content only of a split
            parts = facts.split.parts
            yield Evidence(
                location_of(matrix),
                count=pair.n_undecided,
                total=pair.n_rows,
                values={
                    "evaluated": parts[pair.evaluated].name,
                    "reference": parts[pair.reference].name,
                },
            )


RULE = Rule(
    code="LEK076",
    name="undecided-copies-across-parts",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Equal rows of two parts hold enough to tell copies from chance.",
    message=(
        "{count:,} of {total:,} rows of {evaluated} equal rows of {reference} in {where} but hold so "
        "little that cells often are equal by chance."
    ),
    fix=(
        "Compare a matrix with more features for the same observations, or drop observations with so "
        "few counts."
    ),
    why="Neither that they are copies nor that they are not can be said of them.",
    check=check,
    containers=WITH_MATRICES,
    passing=(
        Example(
            "whole profiles are decided, and LEK070's",
            edits=(CopyRows("X", {40: 0}),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a single molecule in a test cell and in a training cell",
            edits=(
                SetValues(
                    "X",
                    {(row, column): float(column == 5) for row in (0, 40) for column in range(40)},
                ),
            ),
            expect=(Expect("X", 1),),
            specimen="donor_split",
        ),
    ),
)
