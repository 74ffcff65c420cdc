"""Rule MEA057: units lie in the image that they were measured with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

MANY = 0.1
"""Share of units outside that no stain of a part of the slide explains away."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of which many units lie outside of all images of their system."""
    del card
    for inside in facts.imaging.inside if facts.imaging is not None else ():
        if inside.outside.count > MANY * inside.n_units:
            yield Evidence(
                Location("obs", table=inside.table),
                count=inside.outside.count,
                total=inside.n_units,
                examples=inside.outside.examples,
                values={
                    "place": inside.place,
                    "images": ", ".join(inside.images[:3]),
                },
            )


RULE = Rule(
    code="MEA057",
    name="units-outside-images",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Units lie in the images of their coordinate system.",
    message=(
        "{count:,} of {total:,} units of {place} lie outside of {images}, the only images in their "
        "coordinate system: {examples}."
    ),
    fix=(
        "Look at the transformation of the image: x and y swapped, pixels taken for micrometres, "
        "and the scale of another resolution do this. If the image shows only a part of the "
        "section, say so in `data_limitations`."
    ),
    why="A tile is cut around a unit; outside of the image it is empty, and shifted it shows other tissue.",
    check=check,
    passing=(Example("all spots under the image", specimen="section"),),
    failing=(
        Example(
            "an image placed by the pixel of the scanner",
            specimen="section",
            edits=(SetElement("images/he", "scale", 0.25),),
            expect=(Expect("tables/cells/obs", 48), Expect("tables/spots/obs", 48)),
        ),
    ),
)
