"""Rule LEK041: no image tile of an evaluated part shows what a tile of another part shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropManifest, Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import pairs_of_rows, part_names, space_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import SplitFacts
    from aivc.validators.split_facts.space_facts import SpaceFacts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report pairs of parts whose tiles share pixels."""
    found = space_of(facts)
    if found is None:
        return
    split, space = found
    broken = {near.pair for near in space.nearness if near.n_near}
    for tiles in space.tiles:
        # Where the buffer is wider than a tile is long, LEK040 has named the cause.
        if not tiles.n_overlapping or (tiles.pair in broken and _is_within_buffer(split, space)):
            continue
        yield Evidence(
            Location("manifest", pointer="/tile_width"),
            observed=f"{tiles.largest_share:.0%}",
            expected="0%",
            count=tiles.n_overlapping,
            total=tiles.n_evaluated,
            examples=pairs_of_rows(tiles.examples, "{:.0%}"),
            values=part_names(split, tiles.pair),
        )


def _is_within_buffer(split: SplitFacts, space: SpaceFacts) -> bool:
    sides = (split.manifest.tile_width or 0.0, split.manifest.tile_height or 0.0)
    return space.radius_is_buffer and math.hypot(*sides) <= space.radius


RULE = Rule(
    code="LEK041",
    name="overlapping-tiles",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No image tile of an evaluated part shows what a tile of another part shows.",
    message="The tiles of {count} of {total} rows of `{evaluated}` overlap with tiles of `{reference}`, by up to {observed} of a tile: {examples}.",
    fix="Give these rows to a part with the role `buffer`, so that no tile of `{evaluated}` reaches one of `{reference}`; or correct `tile_width` and `tile_height`.",
    why="Pixels in both tiles are seen in training and asked for in the test; what is learned by heart looks like skill.",
    check=check,
    slots=("SplitManifest.tile_width", "SplitManifest.tile_height"),
    passing=(
        Example("tiles of half the distance between blocks", specimen="spatial_split"),
        Example(
            "tiles that just touch",
            specimen="spatial_split",
            edits=(SetManifest("/tile_width", 300.0),),
        ),
        Example(
            "the buffer is broken, and that is said by LEK040",
            specimen="spatial_split",
            edits=(SetParts({11: "train", 12: "test"}),),
        ),
    ),
    failing=(
        Example(
            "tiles wider than the distance between blocks",
            specimen="spatial_split",
            edits=(SetManifest("/tile_width", 350.0),),
            expect=(Expect("manifest:/tile_width", 1),),
        ),
        Example(
            "neighbours in two parts, and no buffer",
            specimen="spatial_split",
            edits=(DropManifest("/buffer"), SetParts({11: "train", 12: "test"})),
            expect=(Expect("manifest:/tile_width", 1),),
        ),
    ),
)
