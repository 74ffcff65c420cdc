"""Rule LEK070: no observation of one part is in another under another name."""

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
    """Yield every pair of parts that share rows with the same values."""
    for matrix, pair in compared(facts):
        if pair.exact:
            yield evidence_of(facts, matrix, pair, pair.exact)


RULE = Rule(
    code="LEK070",
    name="exact-copy-across-parts",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="No observation of one part is in another part under another name.",
    message=(
        "{count:,} of {total:,} rows of {evaluated} hold in {where} exactly what rows of "
        "{reference} hold: {examples}."
    ),
    fix=(
        "Drop the copies from {reference}, or put both into the same part; `aivc split audit "
        "--repair` writes a manifest that does. Then find out which sample was read twice."
    ),
    why=(
        "The model has seen the answer: a copied test cell is recalled, not predicted (leakage L1.4 "
        "of Kapoor and Narayanan). Names differ, so a comparison of names does not show it."
    ),
    check=check,
    containers=WITH_MATRICES,
    passing=(
        Example(
            "two cells of one part with the same values are no leak",
            edits=(CopyRows("X", {1: 0}),),
            specimen="donor_split",
        ),
        Example(
            "a single molecule in each of two cells is equal by chance",
            edits=(
                SetValues(
                    "X",
                    {(row, column): float(column == 5) for row in (0, 40) for column in range(40)},
                ),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "two test cells that are training cells under other names",
            edits=(CopyRows("X", {40: 0, 41: 3}),),
            expect=(Expect("X", 2),),
            specimen="donor_split",
        ),
        Example(
            "a test cell that is a validation cell",
            edits=(CopyRows("X", {40: 20}),),
            expect=(Expect("X", 1),),
            specimen="donor_split",
        ),
    ),
    references=(
        "doi:10.1016/j.patter.2023.100804",
        "https://github.com/mahmoodlab/HEST/issues/126",
    ),
)
