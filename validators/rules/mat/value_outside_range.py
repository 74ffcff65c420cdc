"""Rule MAT022: values are in the range of their type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetValues, TransformMatrix
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, MatrixFacts
    from aivc.validators.rules.mat.scanned import ScannedMatrix

# Rounding carries sums of float32 this far above one.
TOLERANCE = 1e-5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix declared as fractions or as binary that holds something else."""
    for matrix in scanned(card, facts):
        if _is_relative(matrix):
            continue
        expected = _broken_promise(matrix.value_type, matrix.scan)
        if expected:
            yield Evidence(
                matrix.location,
                observed=f"{matrix.scan.smallest:g} to {matrix.scan.largest:g}",
                expected=expected,
                values={"value_type": matrix.value_type},
            )


def _is_relative(matrix: ScannedMatrix) -> bool:
    """Tell whether fractions are of a control, which half of its own wells lie above."""
    is_ratio = matrix.value_type == "fraction" and matrix.operator_type == "Viability"
    return is_ratio and getattr(matrix.operator, "viability_normalization", None) in {
        "percent_of_control",
        "growth_rate",
    }


def _broken_promise(value_type: str, scan: MatrixFacts) -> str:
    is_inside = scan.smallest >= -TOLERANCE and scan.largest <= 1 + TOLERANCE
    if value_type == "fraction" and not is_inside:
        return "values from 0 to 1"
    if value_type == "binary_accessibility" and not (is_inside and not scan.fractional):
        return "only 0 and 1"
    return ""


RULE = Rule(
    code="MAT022",
    name="value-outside-range",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Fractions lie between 0 and 1, and binary values are 0 or 1.",
    message="{where} is declared as {value_type} ({expected}), but its values go from {observed}.",
    fix="Correct `value_type` in the card; divide percentages by 100; threshold counts of fragments.",
    why="A weight above one or a probability below zero makes every sum over it wrong.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "weights of which one is exactly 1",
            edits=(
                SetCard("/tables/0/value_type", "fraction"),
                TransformMatrix("X", "zero"),
                SetValues("X", {(0, 0): 1.0, (1, 1): 0.25}),
            ),
        ),
    ),
    failing=(
        Example(
            "counts declared as fractions",
            edits=(SetCard("/tables/0/value_type", "fraction"),),
            expect=(Expect("X"),),
        ),
        Example(
            "counts declared as open or closed",
            edits=(SetCard("/tables/0/value_type", "binary_accessibility"),),
            expect=(Expect("X"),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
