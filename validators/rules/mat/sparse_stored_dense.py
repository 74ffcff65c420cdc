"""Rule MAT014: a matrix of mostly zeros is stored sparse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetValues, TransformMatrix
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

# A sparse entry takes the number and an index of four bytes; for float32 both are equal at a half,
# where CELLxGENE draws the line too.
MOST_ZEROS = 0.5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each dense matrix more than half of which is zero."""
    for matrix in scanned(card, facts):
        header, scan = matrix.header, matrix.scan
        if header is None or header.encoding != "dense" or not scan.n_values:
            continue
        if scan.n_zeros_stored <= MOST_ZEROS * scan.n_values or not scan.column_nonzero.any():
            continue
        size = _bytes_of(header.dtype)
        filled = scan.n_values - scan.n_zeros_stored
        yield Evidence(
            matrix.location,
            observed=_in_words(scan.n_values * size),
            expected=_in_words(filled * (size + 4)),
            count=scan.n_zeros_stored,
            total=scan.n_values,
            values={"share": f"{scan.n_zeros_stored / scan.n_values:.0%}"},
        )


def _bytes_of(dtype: str) -> int:
    bits = "".join(filter(str.isdigit, dtype))
    return max(1, int(bits or 32) // 8)


def _in_words(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:,.1f} MB" if n_bytes >= 1e5 else f"{n_bytes / 1e3:,.1f} kB"


RULE = Rule(
    code="MAT014",
    name="sparse-data-stored-dense",
    severity=Severity.INFO,
    level=Level.FULL,
    title="A matrix of mostly zeros is stored sparse.",
    message=(
        "{share} of {where} is zero ({count:,} of {total:,} values), yet it is stored dense: {observed} "
        "in memory instead of {expected}."
    ),
    fix="`from scipy.sparse import csr_matrix; adata.X = csr_matrix(adata.X)`, or the layer in its place.",
    why="A file of this layout does not fit into memory at ten times its number of cells.",
    check=check,
    passing=(Example("dense, and mostly filled", edits=(TransformMatrix("X", "dense"),)),),
    failing=(
        Example(
            "dense, and mostly zero",
            edits=(
                SetValues(
                    "X", {(row, column): 0.0 for row in range(48) for column in range(1, 40)}
                ),
                TransformMatrix("X", "dense"),
            ),
            expect=(Expect("X", 1872),),
        ),
    ),
    references=(
        "https://github.com/chanzuckerberg/single-cell-curation/blob/main/schema/7.1.0/schema.md",
    ),
)
