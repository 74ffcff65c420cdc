"""Rule MEA048: a pooled screen was sequenced as deep as it was grown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.example_screen import screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

FEWEST_READS = 100
"""Reads for each guide, where the card does not say how many cells there were."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of counts with samples that have fewer reads than cells."""
    import numpy as np

    from aivc.schema.generated.views import PooledScreen

    for measured in measured_tables(card, facts):
        operator, scan = measured.operator, measured.scan
        is_counted = measured.declared.value_type == "raw_counts"
        if not isinstance(operator, PooledScreen) or scan is None or not is_counted:
            continue
        n_guides = len(scan.column_sums)
        if measured.table is None or not n_guides or not len(scan.row_sums):
            continue
        reads = scan.row_sums / n_guides
        fewest = operator.cells_per_guide or FEWEST_READS
        shallow = int(np.count_nonzero(reads < fewest))
        if shallow:
            declared = (
                f"cells for each guide ({fewest:,}, `cells_per_guide`)"
                if operator.cells_per_guide
                else f"the {fewest:,} that are advised at the least"
            )
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name),
                observed=f"{float(reads.min()):,.0f}",
                expected=declared,
                count=shallow,
                total=len(reads),
            )


RULE = Rule(
    code="MEA048",
    name="screen-too-shallow",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Samples of a pooled screen have at least one read for each cell.",
    message=(
        "{count:,} of {total:,} samples in {where} have fewer reads for each guide than {expected}; "
        "the shallowest has {observed}."
    ),
    fix="Sequence these samples deeper, leave them out, or correct `cells_per_guide`.",
    why=(
        "Below one read for each cell the noise of sequencing is larger than that of the screen: "
        "guides seem lost that were only not drawn."
    ),
    check=check,
    needs_card=True,
    operators=("PooledScreen",),
    passing=(
        Example("five hundred cells, two thousand reads", specimen="bulk", edits=screen(2000, 500)),
        Example("deep, and cells were not counted", specimen="bulk", edits=screen(400)),
    ),
    failing=(
        Example(
            "five hundred cells, two hundred reads",
            specimen="bulk",
            edits=screen(200, 500),
            expect=(Expect("X", 48),),
        ),
        Example(
            "twenty reads for each guide",
            specimen="bulk",
            edits=screen(20),
            expect=(Expect("X", 48),),
        ),
    ),
    slots=("PooledScreen.cells_per_guide",),
    references=("doi:10.1186/s13059-015-0843-6",),
)
