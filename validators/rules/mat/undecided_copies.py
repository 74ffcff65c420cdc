"""Rule MAT024: where rows are equal and hold too little, the report says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    CopyRows,
    Example,
    Expect,
    SetCard,
    SetValues,
)
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.chance_of_copies import copies_of
from aivc.validators.rules.mat.sources import source_matrices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield the least processed matrix of each table if it has rows that may be copies."""
    for matrix in source_matrices(card, facts):
        # Two people of one age are no copies; whose rows repeat is told by the subject.
        if not matrix.scan.duplicated_rows or matrix.operator_type == "ClinicalTable":
            continue
        copies = copies_of(matrix.scan).undecided
        if len(copies):
            stored = matrix.scan.row_stored[copies]
            yield Evidence(
                matrix.location,
                observed=f"{float(stored.mean()):.0f}",
                count=len(copies),
                total=len(matrix.scan.row_sums),
                examples=tuple(f"row {row}" for row in copies[:5].tolist()),
            )


RULE = Rule(
    code="MAT024",
    name="undecided-copies",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Rows that are equal by chance are told from copies, where they hold enough.",
    message=(
        "{count:,} of {total:,} rows of {where} equal a row before them but hold only {observed} stored "
        "values on average, so that copies cannot be told from chance."
    ),
    fix=(
        "Compare a matrix with more features for the same cells, such as the whole transcriptome; "
        "or compare barcodes within each lane."
    ),
    why="A panel this small cannot show that no cell is in the file twice.",
    check=check,
    passing=(
        Example(
            "copies of whole profiles are decided, and MAT011's",
            edits=(CopyRows("X", {10: 0}),),
        ),
        Example(
            "people who are alike in the little that a clinical table says",
            edits=(
                SetCard(
                    "/operators/0",
                    {"operator_id": "rna", "operator_type": "ClinicalTable", "scale": "organism"},
                ),
                SetValues(
                    "X",
                    {(row, column): float(column == 5) for row in (0, 1) for column in range(40)},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "two cells with a single molecule each",
            edits=(
                SetValues(
                    "X",
                    {(row, column): float(column == 5) for row in (0, 1) for column in range(40)},
                ),
            ),
            expect=(Expect("X", 1),),
        ),
    ),
)
