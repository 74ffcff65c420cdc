"""Rule TAB023: every well is on its plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import counted
from aivc.validators.rules.tab.well_positions import SHAPES, place_of_well, well_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column of wells with positions that the plates of the card do not have."""
    formats = {plate.plate_format for plate in card.plates}
    if None in formats or not formats <= set(SHAPES):
        return
    # Which plate a well is on may differ from row to row, so each must be on the largest of them.
    largest = max((f for f in formats if f is not None), default=None)
    if largest is None:
        return
    rows, columns = SHAPES[largest]
    for column in well_columns(facts):
        outside = []
        for label, count in column.label_counts:
            place = place_of_well(label)
            if place is not None and (place[0] > rows or place[1] > columns):
                outside.append((label, count))
        if outside:
            yield Evidence(
                column.location,
                expected=f"{rows} rows and {columns} columns",
                count=sum(count for _, count in outside),
                total=column.facts.n_rows,
                examples=counted(outside),
                values={"format": largest},
            )


RULE = Rule(
    code="TAB023",
    name="well-outside-plate",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every well is on its plate.",
    message=(
        "{count:,} of {total:,} rows of {where} name a well that no plate of the card has: {examples}; "
        "a plate of {format} wells has {expected}."
    ),
    fix="Correct the wells in {where}, or `plate_format` of the plates in the card.",
    why="A position that is not there means that the plate map was read against the wrong plate.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "the last well of a plate of 96",
            edits=(SetColumn("obs", "well_position", {0: "H12"}),),
        ),
        Example(
            "P24 on a plate of 384",
            edits=(
                SetCard("/plates/0/plate_format", 384),
                SetColumn("obs", "well_position", {0: "P24"}),
            ),
        ),
    ),
    failing=(
        Example(
            "P24 on plates of 96",
            edits=(SetColumn("obs", "well_position", {0: "P24", 1: "A13"}),),
            expect=(Expect("obs/well_position", 2),),
        ),
    ),
    slots=("Plate.plate_format",),
    references=("ANSI/SLAS 4-2004 (R2012): Microplates, Well Positions",),
)
