"""Rule MEA066: rows of a table annotate units that are in their element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with rows whose unit is in none of the elements that it annotates."""
    del card
    for told in facts.imaging.annotating if facts.imaging is not None else ():
        if told.without_unit.count:
            yield Evidence(
                Location("obs", table=told.table, column=told.instance_key),
                count=told.without_unit.count,
                total=told.n_rows,
                examples=told.without_unit.examples,
                values={"elements": told.looked_at},
            )


RULE = Rule(
    code="MEA066",
    name="annotated-unit-absent",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Rows of a table annotate units that are in their element.",
    message=(
        "{count:,} of {total:,} rows have no unit with a place in {elements}, which the table annotates: "
        "{examples}."
    ),
    fix=(
        "Look at the ids of these rows: ids counted from 0 beside labels counted from 1, ids that "
        "are missing, and cells that were filtered out of the shapes do this. Correct the ids, or "
        "drop the rows."
    ),
    why="Rows that are joined to no unit lie nowhere; where ids are shifted, all others lie at a neighbour.",
    check=check,
    references=("https://spatialdata.scverse.org/en/stable/design_doc.html",),
    passing=(Example("every spot is a circle", specimen="section"),),
    failing=(
        Example(
            "two rows with ids that no circle has",
            specimen="section",
            edits=(
                SetColumn("obs", "unit_id", {0: "absent-1", 3: "absent-2"}, table="tables/spots"),
            ),
            expect=(Expect("tables/spots/obs/unit_id", 2),),
        ),
    ),
)
