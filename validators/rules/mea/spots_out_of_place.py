"""Rule MEA056: spots lie where their row and column of the array say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.spotted import measured_spots, place_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each section with spots that lie elsewhere."""
    for _, spots in measured_spots(card, facts):
        if spots.off:
            yield Evidence(
                Location("obs", table=spots.table, column="array_row"),
                count=spots.off.count,
                total=spots.n_spots,
                examples=spots.off.examples,
                values={"place": place_in_words(spots)},
            )


MIXED = sorted(range(48), key=lambda row: row * row * 7 % 53)
"""Rows in an order that has nothing to do with where they lie."""

RULE = Rule(
    code="MEA056",
    name="spots-out-of-place",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Spots lie where their row and column of the array say.",
    message=(
        "{count:,} of {total:,} spots in {place} lie more than half a step from where their "
        "array_row and array_col say: {examples}."
    ),
    fix=(
        "Join places to rows by barcode, not by position: the list of positions and the matrix "
        "have different orders. Where some spots are wrong, look at their barcodes."
    ),
    why="Expression is then laid onto tissue that it does not come from, and everything spatial is learnt from noise.",
    check=check,
    needs_card=True,
    operators=("SpotSpatial",),
    slots=("Observation.array_row", "Observation.array_col"),
    references=(
        "https://www.10xgenomics.com/support/software/space-ranger/latest/analysis/outputs/spatial-outputs",
    ),
    passing=(Example("each spot in its place", specimen="section"),),
    failing=(
        Example(
            "two spots that changed places",
            specimen="section",
            edits=(
                SetColumn("obs", "array_row", {0: 7, 47: 0}, table="tables/spots"),
                SetColumn("obs", "array_col", {0: 11, 47: 0}, table="tables/spots"),
            ),
            expect=(Expect("tables/spots/obs/array_row", 2),),
        ),
        Example(
            "rows in another order than places",
            specimen="section",
            edits=(
                SetColumn(
                    "obs",
                    "unit_id",
                    [f"spot_{row + 1:02d}" for row in MIXED],
                    table="tables/spots",
                ),
            ),
            expect=(Expect("tables/spots/obs/array_row", 44),),
        ),
    ),
)
