"""Rule TAB004: rows have names, and not just numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import indexes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

# Positions of rows before some were filtered out; nearly all rows of a raw matrix are. Barcodes of
# arrays and Entrez numbers are far larger.
LARGEST_PER_ROW = 100


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each index all of whose names are positions of rows."""
    del card
    for location, index, named in indexes_of(facts):
        are_numbers = 0 < index.n_rows == index.n_integer_like
        if are_numbers and index.largest_number < LARGEST_PER_ROW * index.n_rows:
            yield Evidence(
                location,
                observed=f"whole numbers up to {index.largest_number:,}",
                count=index.n_rows,
                total=index.n_rows,
                values={"named": named},
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
    ),
    failing=(
        Example(
            "names lost and rows filtered",
            edits=(SetNames("obs", {row: str(3 * row) for row in range(48)}),),
            expect=(Expect("obs", 48),),
        ),
    ),
)
