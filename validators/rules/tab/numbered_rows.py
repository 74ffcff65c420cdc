"""Rule TAB004: rows have names, and not just numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import frame_columns, indexes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Location

# Positions of rows before some were filtered out; nearly all rows of a raw matrix are. Barcodes of
# arrays and Entrez numbers are far larger.
LARGEST_PER_ROW = 100

ID_COLUMN = re.compile(r"(cell|spot|bin|object|instance|label|nucleus)[_ ]?id$", re.IGNORECASE)
"""Names of columns that say which object a row is: segmentation numbers its objects."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each index all of whose names are positions of rows."""
    del card
    for location, index, named in indexes_of(facts):
        are_numbers = 0 < index.n_rows == index.n_integer_like
        is_count = are_numbers and index.largest_number < LARGEST_PER_ROW * index.n_rows
        if is_count and not _are_ids(facts, location, index.largest_number):
            yield Evidence(
                location,
                observed=f"whole numbers up to {index.largest_number:,}",
                count=index.n_rows,
                total=index.n_rows,
                values={"named": named},
            )


def _are_ids(facts: Facts, location: Location, largest: int) -> bool:
    """Tell whether a column of ids has the numbers of the names, as of cells that are numbered."""
    table = facts.tables.get(location.table or "")
    if table is None or location.element not in {"obs", "var"}:
        return False
    columns = frame_columns(table, location.element)
    return any(
        column.numbers is not None
        and column.n_rows == len(column.used) + column.n_unlisted_levels
        and len(column.numbers) > 0
        and column.numbers.max() == largest
        for name, column in columns.items()
        if ID_COLUMN.search(name)
    )


RULE = Rule(
    code="TAB004",
    name="integer-row-names",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Observations and features have names, not just the numbers of their rows.",
    message=(
        "All {count:,} {named} in {where} are named by {observed}, as a table leaves them whose names "
        "were lost."
    ),
    fix=(
        "Read the source again with its names (`pd.read_csv(path, index_col=0)`), or set them: "
        "`adata.obs_names = adata.obs['barcode']`."
    ),
    why=(
        "The number of a row means another row in every other file: joins and splits by name then "
        "pair cells that have nothing to do with each other."
    ),
    check=check,
    # Rows of a SpatialData table are named by their instance, which is a number.
    containers=("h5ad", "anndata-zarr", "h5mu", "mudata-zarr"),
    passing=(
        Example(
            "barcodes of arrays are numbers by right",
            edits=(SetNames("obs", {row: str(3016011022 + row) for row in range(48)}),),
        ),
        Example(
            "cells that a segmentation numbered",
            edits=(
                SetNames("obs", {row: str(3 * row) for row in range(48)}),
                SetColumn("obs", "cell_id", [3 * row for row in range(48)]),
            ),
        ),
    ),
    failing=(
        Example(
            "names lost and rows filtered",
            edits=(SetNames("obs", {row: str(3 * row) for row in range(48)}),),
            expect=(Expect("obs", 48),),
        ),
    ),
)
