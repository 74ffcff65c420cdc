"""Rule MAT007: the entries of a sparse matrix are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, TransformMatrix
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each sparse matrix with rows out of order; rows that repeat entries are MAT023's."""
    for matrix in scanned(card, facts):
        if matrix.scan.unsorted_rows and not matrix.scan.repeated_entries:
            header = matrix.header
            is_csc = header is not None and header.encoding == "csc"
            yield Evidence(
                matrix.location,
                count=matrix.scan.unsorted_rows.count,
                total=header.shape[is_csc] if header is not None else 0,
                examples=matrix.scan.unsorted_rows.row_names,
                values={
                    "lines": "columns" if is_csc else "rows",
                    "accessor": accessor_of(matrix.name),
                },
            )


def accessor_of(name: str) -> str:
    """Write how Python reaches a matrix of an AnnData by its path in the file."""
    slot, _, key = name.partition("/")
    return f"adata.{slot}[{key!r}]" if key and slot != "raw" else f"adata.{name.replace('/', '.')}"


RULE = Rule(
    code="MAT007",
    name="non-canonical-sparse",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="The entries of each row of a sparse matrix are in order of column.",
    message="{count:,} of {total:,} {lines} of {where} store their entries out of order.",
    fix="Sort them before saving: `{accessor}.sort_indices()`.",
    why=(
        "Slicing and several GPU loaders take the order for granted and read wrong values without "
        "an error; checksums of equal matrices differ."
    ),
    check=check,
    passing=(Example("entries in order of column"),),
    failing=(
        Example(
            "entries from the last column to the first",
            edits=(TransformMatrix("X", "shuffle_indices"),),
            expect=(Expect("X", 48),),
        ),
    ),
    references=(
        "https://docs.scipy.org/doc/scipy/reference/generated/scipy.sparse.csr_matrix.html",
    ),
)
