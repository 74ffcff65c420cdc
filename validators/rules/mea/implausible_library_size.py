"""Rule MEA011: cells hold a plausible number of molecules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.totals import known_totals
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mea.declared import MeasuredTable

# The shallowest nuclei that are published have a few hundred molecules in the median (sci-RNA-seq3,
# Cao et al. 2019); empty droplets have tens.
LEAST_MEDIAN = 100

# A mammalian cell holds a few hundred thousand molecules of mRNA, of which a part is caught.
MOST_MOLECULES = 1_000_000


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of cells whose totals are far too small, or larger than a cell."""
    import numpy as np

    for measured in measured_tables(card, facts):
        is_rna = measured.operator_type == "SingleCellRNA"
        found = _totals(measured) if is_rna else None
        if found is None:
            continue
        location, totals = found
        median, largest = float(np.median(totals)), float(totals.max())
        counts_molecules = getattr(measured.operator, "has_umi", None) is True
        if median < LEAST_MEDIAN:
            what, n = (
                "too few for cells, as empty droplets have",
                int((totals < LEAST_MEDIAN).sum()),
            )
        elif counts_molecules and largest > MOST_MOLECULES:
            what, n = "more than a cell holds of RNA", int((totals > MOST_MOLECULES).sum())
        else:
            continue
        yield Evidence(
            location,
            observed=f"{median:,.0f} in the median and {largest:,.0f} at most",
            count=n,
            total=len(totals),
            values={"what": what},
        )


def _totals(measured: MeasuredTable) -> tuple[Location, NDArray[np.float64]] | None:
    """Return totals over the whole transcriptome, from obs or, if it is all here, from the matrix."""
    table, scan = measured.table, measured.scan
    if table is None or measured.declared.value_type != "raw_counts":
        return None
    stated = known_totals(table)
    if stated is not None:
        return Location("obs", table=table.name, column=stated[0]), stated[1]
    if scan is None or scan.looks_like != "counts" or not measured.is_whole_transcriptome:
        return None
    location = Location(measured.matrix_name, table=table.name)
    return (location, scan.row_sums) if len(scan.row_sums) else None


RULE = Rule(
    code="MEA011",
    name="library-size-implausible",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Cells hold a plausible number of molecules of RNA.",
    message="{where} gives {observed} counts per cell, {what} ({count:,} of {total:,} rows).",
    fix=(
        "Use the filtered matrix of the cell caller; if `has_umi` is wrong, correct it; if rows are "
        "sums over cells, declare them as such."
    ),
    why="Empty droplets and sums of cells teach a model the ambient RNA and the mixture.",
    check=check,
    needs_card=True,
    operators=("SingleCellRNA",),
    passing=(
        Example(
            "a panel of forty genes says nothing about depth, the totals in obs do",
            edits=(
                SetValues("X", {(r, c): 0.0 for r in range(47) for c in range(1, 40)}),
                SetColumn("obs", "total_counts", [900 + row for row in range(48)]),
            ),
        ),
    ),
    failing=(
        Example(
            "most rows are empty droplets",
            edits=(SetColumn("obs", "total_counts", [12] * 40 + [4000] * 8),),
            expect=(Expect("obs/total_counts", 40),),
        ),
        Example(
            "more molecules than a cell holds",
            edits=(SetColumn("obs", "total_counts", {0: 3_000_000}),),
            expect=(Expect("obs/total_counts", 1),),
        ),
    ),
    slots=("SingleCellRNA.has_umi",),
    references=("doi:10.1038/s41586-019-0969-x",),
)
