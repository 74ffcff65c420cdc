"""Rule LEK040: no row of an evaluated part lies within the buffer of a row of another part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    DropManifest,
    Example,
    Expect,
    SetColumn,
    SetManifest,
    SetParts,
)
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import (
    in_sections,
    length,
    pairs_of_rows,
    part_names,
    space_of,
)
from aivc.validators.split_facts.kept_whole import claimed_unseen, is_kept_whole, pointer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

BLOCK = "spatial_block"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report parts that come nearer than the buffer, or blocks in space that are none."""
    found = space_of(facts)
    if found is None:
        return
    split, space = found
    for near in space.nearness:
        pointer = "/buffer" if space.radius_is_buffer else pointer_of(split, near.pair, BLOCK)
        is_told = (
            space.radius_is_buffer
            or claimed_unseen(split, near.pair, BLOCK) is not None
            or (near.is_mixed and is_kept_whole(split, near.pair, BLOCK))
        )
        if near.n_near and is_told:
            yield Evidence(
                Location("manifest", pointer=pointer),
                observed=length(near.smallest, space.unit),
                expected=f"at least {length(space.radius, space.unit)}",
                count=near.n_near,
                total=near.n_evaluated,
                examples=pairs_of_rows(near.examples),
                values={**part_names(split, near.pair), "sections": in_sections(near)},
            )


RULE = Rule(
    code="LEK040",
    name="spatial-neighbours-in-two-parts",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No row of an evaluated part lies within the buffer of a row of another part.",
    message="{count} of {total} rows of `{evaluated}` lie nearer to a row of `{reference}` than blocks in space allow ({expected}){sections}; the nearest is {observed} away: {examples}.",
    fix="Give these rows of `{evaluated}`, or their neighbours in `{reference}`, to a part with the role `buffer`; or write the distance that was kept into `buffer`.",
    why="Cells side by side share molecules, niche and staining, so that a neighbour in training is nearly a copy; scores fall once a buffer as wide as the correlation reaches is kept.",
    check=check,
    slots=("SplitManifest.buffer", "SplitManifest.coordinates"),
    references=("Roberts et al. 2017, doi:10.1111/ecog.02881",),
    passing=(
        Example("blocks 300 micrometres apart", specimen="spatial_split"),
        Example(
            "blocks exactly as far apart as the buffer",
            specimen="spatial_split",
            edits=(SetManifest("/buffer/value", 0.3), SetManifest("/buffer/unit", "mm")),
        ),
        Example(
            "blocks that touch, no buffer, and no claim that they are unseen",
            specimen="spatial_split",
            edits=(
                DropManifest("/buffer"),
                DropManifest("/claims/0"),
                SetParts({11: "train", 12: "test"}),
            ),
        ),
        Example(
            "cells at the same place of two slides",
            specimen="spatial_split",
            edits=(SetParts({11: "test", 12: "test", 8: "buffer", 9: "buffer", 10: "buffer"}),),
        ),
    ),
    failing=(
        Example(
            "a row of the buffer is trained on",
            specimen="spatial_split",
            edits=(SetParts({11: "train"}),),
            expect=(Expect("manifest:/buffer", 1),),
        ),
        Example(
            "a wider buffer is declared than was kept",
            specimen="spatial_split",
            edits=(SetManifest("/buffer", {"value": 0.45, "unit": "mm"}),),
            expect=(Expect("manifest:/buffer", 2),),
        ),
        Example(
            "a cell of the test lies among those of training",
            specimen="spatial_split",
            edits=(SetColumn("obs", "x_um", {15: 50.0}),),
            expect=(Expect("manifest:/buffer", 1),),
        ),
        Example(
            "blocks that touch are claimed to be unseen",
            specimen="spatial_split",
            edits=(DropManifest("/buffer"), SetParts({11: "train", 12: "test"})),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
        Example(
            "blocks that are none, and no buffer",
            specimen="spatial_split",
            edits=(
                DropManifest("/buffer"),
                DropManifest("/claims/0"),
                SetParts({row: "test" if row % 4 == 0 else "train" for row in range(48)}),
            ),
            expect=(Expect("manifest:/unit_of_split", 12),),
        ),
    ),
)
