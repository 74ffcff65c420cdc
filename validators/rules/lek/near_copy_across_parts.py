"""Rule LEK072: no observation of one part is a noisy copy of one in another."""

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
    """Yield every pair of parts that share rows but for counting noise."""
    for matrix, pair in compared(facts):
        if pair.near and pair.near_test is not None:
            yield evidence_of(
                facts,
                matrix,
                pair,
                pair.near,
                look_alike=f"{pair.near_test.look_alike_rate:.0%}",
                needed=f"{pair.near_test.needed:.0%}",
                recall=f"{pair.near_test.recall[1]:.0%}",
            )


RULE = Rule(
    code="LEK072",
    name="near-copy-across-parts",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No observation of one part is the same cell as one of another part, counted again.",
    message=(
        "{count:,} of {total:,} rows of {evaluated} share more of their rarest features in {where} "
        "with a row of {reference} than two cells do (at least {needed} of a sketch, unrelated rows "
        "up to {look_alike}; of planted copies that keep 70 % of their counts {recall} are found): "
        "{examples}."
    ),
    fix=(
        "Compare barcodes and libraries of a pair: the same library sequenced twice, a sample under "
        "two names, or rows made from others by thinning. Keep one, or put both into the same part."
    ),
    why=(
        "The noise of counting differs from cell to cell and is shared by copies of one cell only. "
        "A model that has seen a copy is tested on memory. The chance that a pair of different cells "
        "is called a copy is below one in a million million."
    ),
    check=check,
    containers=WITH_MATRICES,
    passing=(
        Example("many cells of one type are alike, and no copies", specimen="wide_split"),
        Example(
            "a copy within one part is no leak",
            edits=(
                CopyRows("X", {1: 0}),
                SetValues("X", {(1, column): 0.0 for column in range(40, 2040, 4)}),
            ),
            specimen="wide_split",
        ),
    ),
    failing=(
        Example(
            "a test cell that is a training cell with a quarter of its features lost",
            edits=(
                CopyRows("X", {40: 0}),
                SetValues("X", {(40, column): 0.0 for column in range(40, 2040, 4)}),
            ),
            expect=(Expect("X", 1),),
            specimen="wide_split",
        ),
    ),
    references=("doi:10.1016/j.patter.2023.100804",),
)
