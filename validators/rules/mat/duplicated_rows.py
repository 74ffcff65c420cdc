"""Rule MAT011: no observation is a copy of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import CopyRows, Example, Expect, SetValues
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.chance_of_copies import copies_of
from aivc.validators.rules.mat.sources import source_matrices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield the least processed matrix of each table if it has rows that are copies."""
    for matrix in source_matrices(card, facts):
        if not matrix.scan.duplicated_rows:
            continue
        copies = copies_of(matrix.scan).telling
        if len(copies):
            groups = matrix.scan.duplicate_groups
            is_all = len(copies) == matrix.scan.duplicated_rows.count
            yield Evidence(
                matrix.location,
                count=len(copies),
                total=len(matrix.scan.row_sums),
                examples=tuple(" = ".join(group) for group in groups)
                if is_all
                else tuple(f"row {row}" for row in copies[:5].tolist()),
            )


RULE = Rule(
    code="MAT011",
    name="duplicated-rows",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No observation is a copy of another.",
    message=(
        "{count:,} of {total:,} rows of {where} hold exactly what a row before them holds: {examples}."
    ),
    fix=(
        "Drop the copies, or find out which sample was read twice or joined to itself; names that "
        "differ do not make two cells of one."
    ),
    why=(
        "A copy of a training cell in the test set is recalled, not predicted (leakage L1.4 of "
        "Kapoor and Narayanan), and replicates look more alike than they are."
    ),
    check=check,
    passing=(
        Example(
            "two cells with a single molecule each are equal by chance",
            edits=(
                SetValues(
                    "X",
                    {(row, column): float(column == 5) for row in (0, 1) for column in range(40)},
                ),
            ),
        ),
        Example(
            "two cells that differ by one molecule",
            edits=(CopyRows("X", {1: 0}), SetValues("X", {(1, 0): 99.0})),
        ),
    ),
    failing=(
        Example(
            "three cells that were read twice",
            edits=(CopyRows("X", {10: 0, 11: 1, 12: 0}),),
            expect=(Expect("X", 3),),
        ),
    ),
    references=("doi:10.1016/j.patter.2023.100804",),
)
