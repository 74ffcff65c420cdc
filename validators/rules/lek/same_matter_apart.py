"""Rule LEK046: rows that count the same matter are in one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AssignmentsText, Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import part_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

SAME = {
    "matter": "lie in or hold",
    "molecules": "share molecules with",
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rows that links of the card join with rows of another part."""
    split = facts.split
    if split is None or split.pairing is None:
        return
    for linked in split.pairing.linked:
        if linked.what in SAME:
            yield Evidence(
                Location("assignments", pointer=linked.told_by),
                observed=", ".join(linked.evaluated_tables) or "the data",
                expected=", ".join(linked.reference_tables) or "the data",
                count=len(linked.rows),
                total=linked.n_linked,
                examples=linked.examples,
                values={**part_names(split, linked.pair), "how": SAME[linked.what]},
            )


CELLS = [f"cell_{row:02d}" for row in range(1, 49)]
SPOTS = [f"spot_{row:02d}" for row in range(1, 49)]
IN_SPOTS = (
    SetColumn("obs", "in_spot", SPOTS, table="tables/cells"),
    SetCard(
        "/links/-",
        {
            "link_id": "cells_in_spots",
            "source_set": "cells",
            "target_set": "spots",
            "direction": "project",
            "link_type": "cell_to_spot",
            "partner_column": "in_spot",
        },
    ),
)


def _assigned(part_of_spots: str) -> str:
    """Assign cells and spots of D1 to D3; spots of D1 to a part of their own choice."""
    parts = {"D1": "train", "D2": "validation", "D3": "test"}
    rows = [f"tables/cells,{donor},{part}\n" for donor, part in parts.items()]
    parts["D1"] = part_of_spots
    rows += [f"tables/spots,{donor},{part}\n" for donor, part in parts.items()]
    return "in_table,donor_id,partition\n" + "".join(rows)


RULE = Rule(
    code="LEK046",
    name="same-matter-apart",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Rows that count the same matter are in one part.",
    message="{count:,} of {total:,} linked rows of {observed} in `{evaluated}` {how} rows of {expected} in `{reference}`: {examples}.",
    fix="Give both sides of a link the same part, or leave one of them out; `aivc split make` does so by the links of the card.",
    why="The counts of a spot hold those of the cells in it, and two outlines of one cell count the same molecules: what is learned from one of them is the answer for the other.",
    check=check,
    slots=("ScaleLink.link_type", "Assignment.in_table"),
    passing=(
        Example("cells and spots of a donor are in one part", specimen="section_split"),
        Example(
            "cells are linked to spots of the same part",
            specimen="section_split",
            edits=(*IN_SPOTS, AssignmentsText(_assigned("train"))),
        ),
    ),
    failing=(
        Example(
            "spots are tested on that hold cells which were trained on",
            specimen="section_split",
            edits=(*IN_SPOTS, AssignmentsText(_assigned("test"))),
            expect=(Expect("assignments", 16),),
        ),
    ),
)
