"""Rule MAT001: no value is NaN where NaN has no meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetCard, SetValues
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mat.scanned import ScannedMatrix

NAN = float("nan")

# A peptide that was not identified, a flagged spot of an array, a visit that did not take place:
# there NaN means not observed, and must not be replaced by zero.
MAY_BE_MISSING = frozenset(("intensity", "log_intensity", "other"))
MISSES_VALUES = frozenset(("SingleCellProteomics", "BulkProteomics", "ClinicalTable", "Viability"))

# CellProfiler leaves NaN where a feature is not defined; later levels drop such features.
UNSELECTED_PROFILES = frozenset(("single_cell", "well_aggregated"))

# Without a card, values of these kinds were computed from counts, none of which was missing.
MADE_OF_COUNTS = frozenset(("counts", "normalized_counts", "log_normalized", "scaled", "binary"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix with NaN where it cannot mean that a value is missing."""
    for matrix in scanned(card, facts):
        if matrix.scan.nan and not _may_miss_values(matrix):
            yield Evidence(
                matrix.location,
                count=matrix.scan.nan.count,
                total=matrix.scan.n_values,
                examples=matrix.scan.nan.row_names,
                values={"kind": matrix.value_type or matrix.scan.looks_like},
            )


def _may_miss_values(matrix: ScannedMatrix) -> bool:
    if not matrix.value_type:
        return matrix.is_embedding or matrix.scan.looks_like not in MADE_OF_COUNTS
    if matrix.value_type == "raw_counts":
        return False
    level = getattr(matrix.operator, "profile_level", None)
    return (
        matrix.value_type in MAY_BE_MISSING
        or matrix.operator_type in MISSES_VALUES
        or (matrix.value_type == "feature_vector" and level in UNSELECTED_PROFILES)
    )


RULE = Rule(
    code="MAT001",
    name="nan-values",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A matrix of counts, or of numbers made of counts, holds no NaN.",
    message="{count:,} of {total:,} stored values of {where} ({kind}) are NaN, in rows such as {examples}.",
    fix=(
        "Find the step that made them: a division by a depth of zero, a join that did not match, "
        "a standard deviation of zero. Repeat it without these rows or features; do not write zeros "
        "over them."
    ),
    why="One NaN turns every sum, loss and gradient that it enters into NaN.",
    check=check,
    passing=(
        Example(
            "intensities of peptides, where NaN means not identified",
            edits=(
                SetCard("/operators/0/operator_type", "SingleCellProteomics"),
                SetCard("/tables/0/value_type", "intensity"),
                SetValues("X", {(0, 0): NAN, (1, 0): NAN}),
            ),
        ),
    ),
    failing=(
        Example(
            "two counts that became NaN",
            edits=(SetValues("X", {(0, 0): NAN, (3, 5): NAN}),),
            expect=(Expect("X", 2),),
        ),
        Example(
            "counts without a card",
            edits=(NoCard(), SetValues("X", {(2, 7): NAN})),
            expect=(Expect("X", 1),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
