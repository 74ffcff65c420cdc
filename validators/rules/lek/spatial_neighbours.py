"""Rule LEK040: no row of an evaluated part lies within the buffer of a row of another part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import (
    in_sections,
    length,
    pairs_of_rows,
    part_names,
    space_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report pairs of parts that come nearer than the declared buffer."""
    found = space_of(facts)
    if found is None or not found[1].radius_is_buffer:
        return
    split, space = found
    for near in space.nearness:
        if near.n_near:
            yield Evidence(
                Location("manifest", pointer="/buffer"),
                observed=length(near.smallest, space.unit),
                expected=f"at least {space.buffer}",
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
    message="{count} of {total} rows of `{evaluated}` lie nearer to a row of `{reference}` than the buffer allows ({expected}){sections}; the nearest is {observed} away: {examples}.",
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
    ),
)
