"""Rule MEA068: the elements that a table annotates are in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropElement, Example, Expect, NoCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table with rows that annotate an element which is not in the file."""
    del card
    for told in facts.imaging.annotating if facts.imaging is not None else ():
        if told.absent:
            yield Evidence(
                Location("obs", table=told.table, column=told.region_key),
                count=told.of_absent.count,
                total=told.n_rows,
                examples=told.of_absent.examples,
                values={"elements": ", ".join(map(repr, told.absent))},
            )


RULE = Rule(
    code="MEA068",
    name="annotated-element-absent",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The elements that a table annotates are in the file.",
    message=(
        "{count:,} of {total:,} rows annotate {elements}, and the file has no points, shapes or "
        "labels called so: {examples}."
    ),
    fix=(
        "Put the element into the file, or correct its name in {where} and in `region` of the "
        "table. Where it was left out on purpose, leave its rows out too."
    ),
    why="Where these rows lie is not in the file; nothing about their places can be checked or used.",
    check=check,
    references=("https://spatialdata.scverse.org/en/stable/design_doc.html",),
    passing=(Example("spots and cells that are circles", specimen="section"),),
    failing=(
        Example(
            "spots without their circles",
            specimen="section",
            edits=(DropElement("shapes/spot_circles"),),
            expect=(Expect("tables/spots/obs/region", 48),),
        ),
        Example(
            "cells without their circles, and no card",
            specimen="section",
            edits=(NoCard(), DropElement("shapes/cell_circles")),
            expect=(Expect("tables/cells/obs/region", 48),),
        ),
    ),
)
