"""Rule MAT017: a sparse matrix stores no zeros."""

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

# A few are left by setting values one by one; from a tenth on they cost time and space.
ENOUGH = 0.1


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each sparse matrix of whose stored values many are zero."""
    for matrix in scanned(card, facts):
        header, scan = matrix.header, matrix.scan
        if header is None or header.encoding == "dense":
            continue
        # A matrix of nothing but zeros is the fault of MAT018.
        if ENOUGH * scan.n_values < scan.n_zeros_stored < scan.n_values:
            yield Evidence(
                matrix.location,
                count=scan.n_zeros_stored,
                total=scan.n_values,
                values={"share": f"{scan.n_zeros_stored / scan.n_values:.0%}"},
            )


RULE = Rule(
    code="MAT017",
    name="many-stored-zeros",
    severity=Severity.INFO,
    level=Level.FULL,
    title="A sparse matrix stores few zeros.",
    message="{count:,} of {total:,} stored values of {where} ({share}) are zero.",
    fix="Drop them before saving: `adata.X.eliminate_zeros()`, or the layer in its place.",
    why="Stored zeros take space and time, and a count of stored values is no count of genes seen.",
    check=check,
    passing=(Example("no zero is stored"),),
    failing=(
        Example(
            "every other value is a stored zero",
            edits=(Damage("stored_zeros", "X"),),
            expect=(Expect("X", 874),),
        ),
    ),
)
