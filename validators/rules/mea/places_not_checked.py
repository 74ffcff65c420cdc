"""Rule MEA059: places that could not be looked at are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropElement, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

IN_SPACE = frozenset(("SpotSpatial", "ImagingSpatial"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table in space, and each image, whose places could not be looked at."""
    if facts.imaging is None:
        return
    spatial = {o.operator_id for o in card.operators if o.operator_type in IN_SPACE}
    paths = [t.path_in_file or "" for t in card.tables if t.measured_by in spatial]
    problems = dict(facts.imaging.not_placed)
    problems.update({spots.table: spots.problem for spots in facts.imaging.spots if spots.problem})
    for table, problem in sorted(problems.items()):
        if any(path.startswith(f"{table}/") if table else path for path in paths):
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
    needs_card=True,
    passing=(Example("spots and cells that are circles", specimen="section"),),
    failing=(
        Example(
            "spots without their circles",
            specimen="section",
            edits=(DropElement("shapes/spot_circles"),),
            expect=(Expect("tables/spots/obs"),),
        ),
    ),
)
