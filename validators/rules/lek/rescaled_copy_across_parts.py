"""Rule LEK071: no observation of one part is in another, normalised or rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import CopyRows, Example, Expect, SetValues
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.copied_rows import WITH_MATRICES, compared, evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001
    """Yield every pair of parts that share rows but for the scale of their values."""
    for matrix, pair in compared(facts):
        if pair.rescaled:
            yield evidence_of(facts, matrix, pair, pair.rescaled)


RULE = Rule(
    code="LEK071",
    name="rescaled-copy-across-parts",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No observation of one part is in another part with its values normalised or rounded.",
    message=(
        "{count:,} of {total:,} rows of {evaluated} are in {where} zero in exactly the features in "
        "which rows of {reference} are, with other values: {examples}."
    ),
    fix=(
        "Look at a pair side by side: one is the other after normalisation, a logarithm, rounding or "
        "a second run of the quantification. Keep one of them, or put both into the same part."
    ),
    why=(
        "Two cells do not miss the same hundreds of genes by chance. The values differ, so a "
        "comparison of values does not show that a test cell was learned from."
    ),
    check=check,
    containers=WITH_MATRICES,
    passing=(
        Example(
            "cells in which nearly every feature is seen have few zeros to tell them by",
            edits=(
                SetValues(
                    "X",
                    {
                        (row, column): float(1 + (row * column) % 7)
                        for row in (0, 40)
                        for column in range(40)
                    },
                ),
            ),
            specimen="wide_split",
        ),
    ),
    failing=(
        Example(
            "a test cell that is a training cell with one count changed",
            edits=(CopyRows("X", {40: 0}), SetValues("X", {(40, 26): 9.0})),
            expect=(Expect("X", 1),),
            specimen="wide_split",
        ),
    ),
    references=("doi:10.1016/j.patter.2023.100804",),
)
