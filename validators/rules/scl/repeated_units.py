"""Rule SCL011: units of a set are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import CELLS
from aivc.validators.rules.scl.measured import counted_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report sets in which several rows have one id."""
    for unit_set, found in counted_sets(card, facts):
        if found.repeated:
            yield Evidence(
                Location("card", pointer=f"{unit_set.pointer}/unit_id_column"),
                count=found.repeated.count,
                total=found.n_units or 0,
                examples=found.repeated.examples,
                values={"set": unit_set.unit_set_id or "", "place": found.place},
            )


RULE = Rule(
    code="SCL011",
    name="unit-repeated",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Each row of what holds the units of a set is another unit.",
    message="{count:,} of {total:,} units of set `{set}` have several rows in {place}: {examples}.",
    fix="Make the ids unique, for example with the region or sample in front; or name the right `unit_id_column`.",
    why="What belongs to one of two units of one name is given to either of them.",
    check=check,
    needs_card=True,
    slots=("ScaleUnitSet.unit_id_column", "ScaleUnitSet.region_column"),
    passing=(
        Example(
            "a column with a name for each cell",
            edits=(
                SetColumn("obs", "cell", list(CELLS)),
                SetCard("/unit_sets/0/unit_id_column", "cell"),
            ),
        ),
        Example(
            "cells are numbered in each region",
            edits=(
                SetColumn("obs", "cell", [*CELLS[:24], *CELLS[:24]]),
                SetColumn("obs", "region", ["left"] * 24 + ["right"] * 24),
                SetCard("/unit_sets/0/unit_id_column", "cell"),
                SetCard("/unit_sets/0/region_column", "region"),
            ),
        ),
    ),
    failing=(
        Example(
            "two cells of one name",
            edits=(
                SetColumn("obs", "cell", ["c01", *CELLS[1:]]),
                SetCard("/unit_sets/0/unit_id_column", "cell"),
            ),
            expect=(Expect("card:/unit_sets/0/unit_id_column"),),
        ),
    ),
)
