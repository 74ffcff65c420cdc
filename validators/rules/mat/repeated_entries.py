"""Rule MAT023: a sparse matrix has one entry for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each sparse matrix with several entries in one place."""
    for matrix in scanned(card, facts):
        repeated = matrix.scan.repeated_entries
        if repeated:
            yield Evidence(
                matrix.location,
                count=repeated.count,
                total=matrix.scan.n_values,
                examples=repeated.row_names,
            )


RULE = Rule(
    code="MAT023",
    name="repeated-entries",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A sparse matrix has one entry for each row and column.",
    message=(
        "{count:,} of {total:,} entries of {where} are in a place that an entry before them has, in "
        "lines such as {examples}."
    ),
    fix=(
        "Find out whether they are parts of one value (`adata.X.sum_duplicates()`) or one value "
        "written twice, and write the matrix again."
    ),
    why="scipy adds them up, other readers keep the first or the last: two users get two datasets.",
    check=check,
    passing=(Example("one entry for each place"),),
    failing=(
        Example(
            "a column named twice in a row",
            edits=(Damage("repeated_entry", "X"),),
            expect=(Expect("X", 1),),
        ),
    ),
    references=(
        "https://docs.scipy.org/doc/scipy/reference/generated/scipy.sparse.csr_matrix.html",
    ),
)
