"""Rule MEA013: nuclei hold little mitochondrial RNA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import ColumnFacts, Facts, TableFacts

# Names that scanpy, Seurat, scPerturb, Tahoe and Replogle give to the percentage.
COLUMNS = ("pct_counts_mt", "percent.mt", "percent_mt", "percent_mito", "pcnt_mito", "mitopercent")

# Clean nuclei have below 1 %, poor ones 5 %; whole cells mostly 5 to 20 %.
MOST_PERCENT = 10.0


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column that gives nuclei a high percentage of mitochondrial counts."""
    for table in facts.tables.values():
        if not _holds_nuclei(card, table) or table.obs is None:
            continue
        for name in COLUMNS:
            column = table.obs.columns.get(name)
            median = _median_percent(column) if column is not None else None
            if median is not None and median > MOST_PERCENT:
                yield Evidence(
                    Location("obs", table=table.name, column=name),
                    observed=f"{median:.1f} %",
                    expected=f"{MOST_PERCENT:.0f} %",
                    total=table.n_obs,
                )


def _holds_nuclei(card: DatasetCard, table: TableFacts) -> bool:
    columns = table.obs.columns if table.obs is not None else {}
    stated = columns.get("suspension_type")
    if stated is not None and stated.used:
        return stated.used == ("nucleus",)
    suspensions = {sample.suspension_type for sample in card.samples}
    sources = {getattr(operator, "nucleic_acid_source", None) for operator in card.operators}
    return suspensions == {"nucleus"} or sources == {"single_nucleus"}


def _median_percent(column: ColumnFacts) -> float | None:
    """Return the median; None for fractions, which cannot be told from small percentages."""
    import numpy as np

    numbers, counts = column.numbers, column.counts
    if numbers is None or column.n_unlisted_rows or not counts.sum():
        return None
    values = np.repeat(numbers, counts)
    return float(np.median(values)) if values.max() > 1 else None


RULE = Rule(
    code="MEA013",
    name="mitochondrial-share-of-nuclei",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Nuclei hold little mitochondrial RNA.",
    message=(
        "{where} gives nuclei {observed} of mitochondrial counts in the median of {total:,} rows; "
        "nuclei have less than {expected}."
    ),
    fix=(
        "Look whether whole cells were measured (`suspension_type: cell`), or cytoplasm stuck to "
        "the nuclei; filter on the share, and say so in `activities`."
    ),
    why="Mitochondria are outside of the nucleus; their RNA shows that cytoplasm was measured too.",
    check=check,
    passing=(
        Example(
            "cells with as much",
            edits=(SetColumn("obs", "pct_counts_mt", 18.0),),
        ),
        Example(
            "nuclei with little",
            edits=(
                NoCard(),
                SetColumn("obs", "suspension_type", "nucleus"),
                SetColumn("obs", "pct_counts_mt", [0.4, 1.2] * 24),
            ),
        ),
    ),
    failing=(
        Example(
            "nuclei with as much as cells",
            edits=(
                NoCard(),
                SetColumn("obs", "suspension_type", "nucleus"),
                SetColumn("obs", "pct_counts_mt", 18.0),
            ),
            expect=(Expect("obs/pct_counts_mt"),),
        ),
    ),
    slots=("Sample.suspension_type", "SingleCellRNA.nucleic_acid_source"),
)
