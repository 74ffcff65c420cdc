"""Rule MEA059: places that could not be looked at are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropElement, Example, Expect, NoCard, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table and each image whose places could not be looked at."""
    del card
    if facts.imaging is None:
        return
    problems = dict(facts.imaging.not_placed)
    problems.update({spots.table: spots.problem for spots in facts.imaging.spots if spots.problem})
    for table, problem in sorted(problems.items()):
        yield Evidence(Location("obs", table=table), observed=problem)
    for image in facts.imaging.images:
        if image.placing_problem:
            yield Evidence(Location("file", column=image.path), observed=image.placing_problem)


RULE = Rule(
    code="MEA059",
    name="places-not-checked",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Places that could not be looked at are named.",
    message="Places of {where} were not checked: {observed}.",
    fix=(
        "Put the places into `obsm/spatial`, or into shapes, points or labels that the table "
        "annotates (`region`, `region_key`, `instance_key`); place images by affine transformations."
    ),
    why="It says what was not looked at, so that silence is not taken for a pass.",
    check=check,
    passing=(Example("spots and cells that are circles", specimen="section"),),
    failing=(
        Example(
            "spots without their circles",
            specimen="section",
            edits=(DropElement("shapes/spot_circles"),),
            expect=(Expect("tables/spots/obs"),),
        ),
        Example(
            "nor a card",
            specimen="section",
            edits=(NoCard(), DropElement("shapes/spot_circles")),
            expect=(Expect("tables/spots/obs"),),
        ),
        Example(
            "cells without their circles, whatever measured them",
            specimen="section",
            edits=(
                DropElement("shapes/cell_circles"),
                SetCard("/tables/0/measured_by", "he"),
            ),
            expect=(Expect("tables/cells/obs"),),
        ),
    ),
)
