"""Rule LEK042: no section of an evaluated part is the neighbour of a section of another part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    Example,
    Expect,
    SetCard,
    SetColumn,
    SetManifest,
    SetParts,
)
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import part_names, space_of
from aivc.validators.split_facts.kept_whole import is_kept_whole, may_be_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import Pair
    from aivc.validators.split_facts.space_facts import AdjacentSections


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report pairs of parts with neighbouring sections."""
    found = space_of(facts)
    if found is None:
        return
    split, space = found
    if may_be_shared(split, "spatial_block"):
        return
    by_pair: dict[Pair, list[AdjacentSections]] = {}
    for sections in space.adjacent:
        by_pair.setdefault(sections.pair, []).append(sections)
    for pair, adjacent in by_pair.items():
        # Sections of one series are of one donor: if that is to be kept whole, that is the cause.
        if any(is_kept_whole(split, pair, axis) for axis in ("donor", "sample", "family")):
            continue
        yield Evidence(
            Location("assignments"),
            observed=f"{adjacent[0].evaluated} beside {adjacent[0].reference}",
            count=len(adjacent),
            examples=tuple(f"{a.evaluated} beside {a.reference}" for a in adjacent),
            values={
                **part_names(split, pair),
                "sections": "1 section was"
                if len(adjacent) == 1
                else f"{len(adjacent):,} sections were",
            },
        )


SERIAL = (
    SetCard(
        "/unit_sets/-",
        {
            "unit_set_id": "upper",
            "scale": "section",
            "matches": [{"column": "slide", "column_value": "D2_1"}],
        },
    ),
    SetCard(
        "/unit_sets/-",
        {
            "unit_set_id": "lower",
            "scale": "section",
            "matches": [{"column": "slide", "column_value": "D2_5"}],
        },
    ),
    SetCard(
        "/links/-",
        {
            "link_id": "serial",
            "source_set": "upper",
            "target_set": "lower",
            "direction": "same_scale",
            "link_type": "serial_section",
            "link_basis": "image_registration",
        },
    ),
)
"""A link of the card that says that two slides were cut one after the other."""

RULE = Rule(
    code="LEK042",
    name="adjacent-sections-in-two-parts",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="No section of an evaluated part is the neighbour of a section of another part.",
    message="In `{evaluated}`, {sections} cut next to a section of `{reference}`: {examples}.",
    fix="Keep neighbouring sections in one part, or leave the sections between them out. If models may know what lies beside a test, list `spatial_block` under `shared_axes`.",
    why="Sections a few micrometres apart cut through the same cells and structures; a model that knows one needs no biology to predict the other.",
    check=check,
    slots=("ScaleLink.link_type", "RoleColumns.role"),
    references=("https://github.com/ZhicengShi/mclSTExp/issues/5",),
    passing=(
        Example("slides four sections apart", specimen="spatial_split"),
        Example(
            "neighbours may be known",
            specimen="spatial_split",
            edits=(
                SetColumn("obs", "slide_number", dict.fromkeys(range(24, 32), 2)),
                SetManifest("/shared_axes/-", "spatial_block"),
            ),
        ),
        Example(
            "neighbouring slides in one part",
            specimen="spatial_split",
            edits=(SetColumn("obs", "slide_number", dict.fromkeys(range(40, 48), 2)),),
        ),
        Example(
            "the card links two slides of one part",
            specimen="spatial_split",
            edits=(*SERIAL, SetParts(dict.fromkeys(range(16, 24), "test"))),
        ),
    ),
    failing=(
        Example(
            "the next slide of a donor is held out",
            specimen="spatial_split",
            edits=(SetColumn("obs", "slide_number", dict.fromkeys(range(24, 32), 2)),),
            expect=(Expect("assignments", 1),),
        ),
        Example(
            "the card says that two slides are serial sections",
            specimen="spatial_split",
            edits=SERIAL,
            expect=(Expect("assignments", 1),),
        ),
    ),
)
