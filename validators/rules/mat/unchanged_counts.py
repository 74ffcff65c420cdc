"""Rule MAT006: what is called processed was processed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, TransformMatrix
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.looks import in_words
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, MatrixFacts

NOT_COUNTS = frozenset(("normalized_counts", "log_normalized", "scaled", "batch_corrected"))

# exp(50) is more than any count; a logarithm of counts, to whatever base, stays far below.
LARGEST_LOGARITHM = 50.0


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix declared as processed that still holds counts, or was not logged."""
    for matrix in scanned(card, facts):
        wrong = _is_unprocessed(matrix.value_type, matrix.scan)
        if wrong and matrix.declared is not None:
            yield Evidence(
                matrix.location,
                observed=in_words(matrix.scan),
                expected=matrix.value_type,
                total=matrix.scan.n_values,
                values={
                    "largest": f"{matrix.scan.largest:g}",
                    "pointer": f"{matrix.declared.pointer}/value_type",
                },
            )


def _is_unprocessed(value_type: str, scan: MatrixFacts) -> bool:
    if value_type == "log_normalized" and scan.largest > LARGEST_LOGARITHM:
        return True
    if value_type == "log_normalized" and scan.looks_like == "normalized_counts":
        return True
    if value_type not in NOT_COUNTS or scan.looks_like != "counts":
        return False
    return value_type != "normalized_counts" or not _is_downsampled(scan)


def _is_downsampled(scan: MatrixFacts) -> bool:
    """Tell counts drawn down to one depth, which are normalised and whole."""
    sums = scan.row_sums
    filled = sums[sums > 0]
    return bool(filled.size > 1 and (filled.max() - filled.min()) <= 0.01 * filled.max())


RULE = Rule(
    code="MAT006",
    name="declared-normalised-look-like-counts",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="What is called normalised or logarithmic is so.",
    message=(
        "The card calls {where} {expected}, but it looks like {observed}; the largest of {total:,} "
        "stored values is {largest}."
    ),
    fix="Correct `{pointer}` of the card to what the matrix holds, or run the step that was left out.",
    why=(
        "Predictions on a linear and on a logarithmic scale are compared as if they were one; "
        "errors then say only how deep a cell was sequenced."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example("log-normalised as declared", specimen="guides"),
        Example(
            "scaled counts under their name",
            edits=(
                SetCard("/tables/0/value_type", "normalized_counts"),
                TransformMatrix("X", "half"),
            ),
        ),
    ),
    failing=(
        Example(
            "counts declared as log-normalised",
            edits=(SetCard("/tables/0/value_type", "log_normalized"),),
            expect=(Expect("X"),),
        ),
        Example(
            "scaled and not logged",
            edits=(
                SetCard("/tables/0/value_type", "log_normalized"),
                TransformMatrix("X", "half"),
            ),
            expect=(Expect("X"),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
