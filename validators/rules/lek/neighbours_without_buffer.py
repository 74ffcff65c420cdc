"""Rule LEK044: rows of an evaluated part do not lie among rows of another part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropManifest, Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import (
    in_sections,
    length,
    pairs_of_rows,
    part_names,
    space_of,
)
from aivc.validators.split_facts.kept_whole import claimed_unseen, is_kept_whole, may_be_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report parts that lie among one another, where no buffer says how far apart they must be."""
    found = space_of(facts)
    if found is None or found[1].radius_is_buffer:
        return
    split, space = found
    if may_be_shared(split, "spatial_block"):
        return
    for near in space.nearness:
        if not near.n_near:
            continue
        # Who shares sections against a promise is told by the rule about sections.
        if is_kept_whole(split, near.pair, "section"):
            continue
        if claimed_unseen(split, near.pair, "spatial_block") is not None:
            continue
        # Blocks that touch are blocks all the same; what is mixed is none, which LEK040 says.
        if is_kept_whole(split, near.pair, "spatial_block") != near.is_mixed:
            yield Evidence(
                Location("assignments"),
                observed=length(near.smallest, space.unit),
                expected="a buffer",
                count=near.n_near,
                total=near.n_evaluated,
                examples=pairs_of_rows(near.examples),
                values={
                    **part_names(split, near.pair),
                    "radius": length(space.radius, space.unit),
                    "spacing": length(space.spacing, space.unit),
                    "sections": in_sections(near),
                },
            )


RULE = Rule(
    code="LEK044",
    name="neighbours-without-buffer",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Rows of an evaluated part do not lie among rows of another part.",
    message="{count} of {total} rows of `{evaluated}` have a row of `{reference}` nearer than {radius}, which is twice the distance to the next row ({spacing}){sections}; the manifest keeps no buffer.",
    fix="Divide by blocks in space with a buffer, `aivc split make --block 1000 --buffer 100`, or by section or donor; if models may know the neighbours, list `spatial_block` under `shared_axes`.",
    why="Neighbouring cells and spots are alike by place, ambient molecules and shared pixels; dealt out at random, a test asks for what lies between rows of training.",
    check=check,
    slots=("SplitManifest.buffer", "SplitManifest.coordinates"),
    references=("Roberts et al. 2017, doi:10.1111/ecog.02881",),
    passing=(
        Example(
            "blocks apart, though no buffer is declared",
            specimen="spatial_split",
            edits=(DropManifest("/buffer"), DropManifest("/claims/0")),
        ),
        Example(
            "neighbours that may be known",
            specimen="spatial_split",
            edits=(
                DropManifest("/buffer"),
                SetManifest("/unit_of_split", "observation"),
                SetManifest("/shared_axes/-", "spatial_block"),
                DropManifest("/claims/0"),
                SetParts({row: "test" if row % 4 == 0 else "train" for row in range(48)}),
            ),
        ),
        Example(
            "neighbours, and a buffer that LEK040 judges",
            specimen="spatial_split",
            edits=(SetParts({11: "train", 12: "test"}),),
        ),
        Example(
            "donors apart, though one border of a slide is shared",
            specimen="spatial_split",
            edits=(
                DropManifest("/buffer"),
                SetManifest("/unit_of_split", "observation"),
                DropManifest("/claims/0"),
                SetParts({11: "train", 12: "test"}),
            ),
        ),
    ),
    failing=(
        Example(
            "blocks that touch",
            specimen="spatial_split",
            edits=(
                DropManifest("/buffer"),
                DropManifest("/claims/0"),
                SetParts({11: "train", 12: "test"}),
            ),
            expect=(Expect("assignments", 1),),
        ),
        Example(
            "cells dealt out one by one",
            specimen="spatial_split",
            edits=(
                DropManifest("/buffer"),
                SetManifest("/unit_of_split", "observation"),
                DropManifest("/claims/0"),
                SetParts({row: "test" if row % 4 == 0 else "train" for row in range(48)}),
            ),
            expect=(Expect("assignments", 12),),
        ),
    ),
)
