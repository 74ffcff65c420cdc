"""Rule MAT005: what is called counts holds counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    AddMatrix,
    Example,
    Expect,
    NoCard,
    SetValues,
    TransformMatrix,
)
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.counting_platforms import is_no_count
from aivc.validators.rules.mat.looks import in_words
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mat.scanned import ScannedMatrix


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix that is called counts and most of whose rows hold something else."""
    for matrix in scanned(card, facts):
        if not matrix.counts_look_changed or _is_told_by_platform(matrix):
            continue
        pointer = matrix.declared.pointer if matrix.declared is not None else ""
        yield Evidence(
            matrix.location,
            observed=in_words(matrix.scan),
            expected="raw counts",
            count=matrix.scan.fractional.count or matrix.scan.negative.count,
            total=matrix.scan.n_values,
            examples=matrix.scan.fractional.row_names,
            values={
                "says": matrix.said_to_hold_counts.capitalize(),
                "entry": f"`{pointer}/value_type` of the card" if pointer else "the name",
            },
        )


def _is_told_by_platform(matrix: ScannedMatrix) -> bool:
    """Tell whether the card itself shows that there are no counts, which MEA009 reports."""
    operator, declared = matrix.operator, matrix.declared
    return operator is not None and declared is not None and is_no_count(operator, declared)


RULE = Rule(
    code="MAT005",
    name="declared-counts-look-normalised",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="What is called raw counts holds raw counts.",
    message=(
        "{says} calls {where} {expected}, but it looks like {observed}: {count:,} of {total:,} stored "
        "values are no counts."
    ),
    fix=(
        "Put the raw counts there; or correct {entry} to what the matrix holds and add the raw "
        "counts as a table of their own (`layers/counts`)."
    ),
    why=(
        "Models of counts are fitted to logarithms, everyone else takes the logarithm a second "
        "time, and nobody is told."
    ),
    check=check,
    passing=(
        Example(
            "one fraction among counts is another fault, MAT004",
            edits=(SetValues("X", {(0, 0): 0.5}),),
        ),
        Example(
            "without a card nobody called them counts",
            edits=(NoCard(), TransformMatrix("X", "log1p_cp10k")),
        ),
    ),
    failing=(
        Example(
            "log-normalised values declared as counts",
            edits=(TransformMatrix("X", "log1p_cp10k"),),
            expect=(Expect("X", 1747),),
        ),
        Example(
            "a layer called counts that holds logarithms",
            edits=(NoCard(), AddMatrix("layers/counts", "X", "log1p_cp10k")),
            expect=(Expect("layers/counts", 1747),),
        ),
    ),
    slots=("ModalityTable.value_type",),
    references=("https://github.com/clevercanary/hca-validation-tools",),
)
