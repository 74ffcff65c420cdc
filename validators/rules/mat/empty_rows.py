"""Rule MAT009: every observation holds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetValues
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mat.scanned import ScannedMatrix

# A cell may well carry no guide, no hashtag and, of a small panel, no tag.
SPARSE_BY_RIGHT = frozenset(("guide", "hashtag", "antibody_tag"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each main matrix with rows that hold nothing."""
    for matrix in scanned(card, facts):
        empty = matrix.scan.empty_rows
        n_rows = matrix.shape[0]
        # A matrix of nothing but zeros is the fault of MAT018.
        if not empty or empty.count == n_rows or not _should_be_filled(matrix):
            continue
        yield Evidence(matrix.location, count=empty.count, total=n_rows, examples=empty.row_names)


def _should_be_filled(matrix: ScannedMatrix) -> bool:
    if matrix.name not in {"X", "raw/X"} and matrix.declared is None:
        return False
    if not matrix.has_rows_of_obs:
        return False
    space = matrix.declared.feature_space if matrix.declared is not None else None
    return space is None or space.feature_type not in SPARSE_BY_RIGHT


RULE = Rule(
    code="MAT009",
    name="empty-rows",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Every observation has a value other than zero.",
    message="{count:,} of {total:,} rows of {where} hold nothing but zeros, such as {examples}.",
    fix=(
        "Drop them: `adata = adata[(adata.X != 0).sum(axis=1) > 0]`; if they came from cutting the "
        "features to a panel, say so in `data_limitations`."
    ),
    why=(
        "They cannot be brought to a common depth (a division by zero), and a model that predicts "
        "zeros scores well on them."
    ),
    check=check,
    passing=(
        Example(
            "a cell without a tag of a small panel",
            specimen="cite",
            edits=(SetValues("X", {(0, column): 0.0 for column in range(12)}, table="mod/prot"),),
        ),
        Example(
            "a row with a single count",
            edits=(SetValues("X", {(0, column): 0.0 for column in range(1, 40)}),),
        ),
    ),
    failing=(
        Example(
            "two empty droplets",
            edits=(SetValues("X", {(row, column): 0.0 for row in (3, 4) for column in range(40)}),),
            expect=(Expect("X", 2),),
        ),
    ),
    slots=("FeatureSpace.feature_type",),
)
