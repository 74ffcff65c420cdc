"""Rule SCL060: coordinates of linked sets can be brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.coordinates import joined_systems
from aivc.validators.rules.scl.measured import sets_by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

PIXELS_TO_SLIDE = {
    "transform_type": "scale",
    "input_system": "pixels",
    "output_system": "slide",
    "transform_parameters": [0.5, 0.5],
}
SLIDE_TO_GLOBAL = {
    "transform_type": "translation",
    "input_system": "slide",
    "output_system": "global",
    "transform_parameters": [100.0, 40.0],
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links between coordinate systems that no transforms join."""
    sets = sets_by_id(card)
    joined = joined_systems(card, facts)
    for link in card.links:
        source, target = sets.get(link.source_set or ""), sets.get(link.target_set or "")
        start = source.coordinate_system if source is not None else None
        end = target.coordinate_system if target is not None else None
        # A name that nothing else has is reported where it stands.
        if start is None or end is None or start not in joined or end not in joined:
            continue
        if end not in joined[start]:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/transform"),
                observed=start,
                expected=end,
                values={
                    "link": link.link_id or "",
                    "reached": ", ".join(sorted(joined[start] - {start})) or "none",
                },
            )


RULE = Rule(
    code="SCL060",
    name="coordinates-not-joined",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Transforms lead from the coordinate system of the source of a link to that of its target.",
    message="Link `{link}` leads from {observed} to {expected}, and no chain of transforms joins these coordinate systems; from {observed} one reaches {reached}.",
    fix="Add the missing transform to `transform` of the link, with its numbers.",
    why="Places of two systems that nothing joins cannot be compared; a link by place between them is a guess.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.transform", "ScaleUnitSet.coordinate_system"),
    references=("https://ngff.openmicroscopy.org/0.5/",),
    passing=(
        Example(
            "a scale from pixels to global",
            edits=(
                SetCard("/unit_sets/0/coordinate_system", "pixels"),
                SetCard("/unit_sets/1/coordinate_system", "global"),
                SetCard("/links/0/transform", [PIXELS_TO_SLIDE, SLIDE_TO_GLOBAL]),
            ),
        ),
    ),
    failing=(
        Example(
            "a transform of the chain is missing",
            edits=(
                SetCard("/unit_sets/0/coordinate_system", "pixels"),
                SetCard("/unit_sets/1/coordinate_system", "global"),
                SetCard(
                    "/links/0/transform",
                    [PIXELS_TO_SLIDE, {**SLIDE_TO_GLOBAL, "input_system": "block"}],
                ),
            ),
            expect=(Expect("card:/links/0/transform"),),
        ),
    ),
)
