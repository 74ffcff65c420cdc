"""Rule TAB022: a well is written as letter and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import counted
from aivc.validators.rules.tab.well_positions import place_of_well, well_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column of wells with labels that are no position."""
    del card
    for column in well_columns(facts):
        odd = [pair for pair in column.label_counts if place_of_well(pair[0]) is None]
        if odd:
            yield Evidence(
                column.location,
                count=sum(count for _, count in odd),
                total=column.facts.n_rows,
                examples=counted(odd),
            )


RULE = Rule(
    code="TAB022",
    name="malformed-well",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A well is written as a letter for the row and a number for the column, such as B02.",
    message="{count:,} of {total:,} rows of {where} hold no position on a plate: {examples}.",
    fix=(
        "Write the row as a letter and the column as a number, `B02`; keep the plate in `plate_id` "
        "and leave the well empty where there was none."
    ),
    why=(
        "Neighbouring wells share edge effects and spills; without a position no one can keep them "
        "on one side of a split."
    ),
    check=check,
    passing=(
        Example(
            "positions with and without a leading zero, and rows of a 1536-well plate",
            edits=(SetColumn("obs", "well_position", ["B02", "C3", "AF48", "P24"] * 12),),
        ),
    ),
    failing=(
        Example(
            "column before row, and the plate in front",
            edits=(SetColumn("obs", "well_position", {0: "2B", 1: "P1_B03", 2: "b04"}),),
            expect=(Expect("obs/well_position", 3),),
        ),
    ),
    references=("ANSI/SLAS 4-2004 (R2012): Microplates, Well Positions",),
)
