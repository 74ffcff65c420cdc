"""Rule MEA067: no two rows of a table annotate one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of which several rows annotate one unit."""
    for told in facts.imaging.annotating if facts.imaging is not None else ():
        if told.repeated and not _is_said_of_its_set(card, facts, told.table):
            yield Evidence(
                Location("obs", table=told.table, column=told.instance_key),
                count=told.repeated.count,
                examples=told.repeated.examples,
                values={"elements": told.looked_at},
            )


def _is_said_of_its_set(card: DatasetCard, facts: Facts, table: str) -> bool:
    """Tell whether SCL011 says it of the set of units that the rows of the table are."""
    declared = {
        one.unit_set for one in card.tables if (one.path_in_file or "").startswith(f"{table}/")
    }
    counted = facts.scale.unit_sets if facts.scale is not None else ()
    return any(found.repeated and found.unit_set_id in declared for found in counted)


RULE = Rule(
    code="MEA067",
    name="annotated-unit-repeated",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="No two rows of a table annotate one unit.",
    message=(
        "Several rows of {where} annotate one unit of {elements}; units with several rows: "
        "{count:,}, such as {examples}."
    ),
    fix=(
        "Look at the ids of these rows: tables that were joined without new ids, and ids that were "
        "cut short or rounded do this. Give each row the id of its own unit, or drop the copies."
    ),
    why="Of two rows that are joined to one unit, one lies where another cell is.",
    check=check,
    references=("https://spatialdata.scverse.org/en/stable/design_doc.html",),
    passing=(
        Example("every spot is a circle of its own", specimen="section"),
        Example(
            "SCL011 says it of a set whose units are the rows",
            specimen="section",
            edits=(
                SetColumn("obs", "unit_id", {0: "spot_02"}, table="tables/spots"),
                SetCard("/unit_sets/2/element", "tables/spots"),
                SetCard("/unit_sets/2/unit_id_column", "unit_id"),
            ),
        ),
    ),
    failing=(
        Example(
            "two rows are one circle, and there is no card",
            specimen="section",
            edits=(NoCard(), SetColumn("obs", "unit_id", {0: "spot_02"}, table="tables/spots")),
            expect=(Expect("tables/spots/obs/unit_id", 1),),
        ),
    ),
)
