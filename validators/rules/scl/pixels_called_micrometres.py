"""Rule SCL063: a coordinate in micrometres is not a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.coordinates import (
    pixel_sizes,
    says_micrometres,
    says_pixels,
    scale_of_element,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

CLOSE = 0.02
"""Micrometres by which a pixel may miss one and still be one."""

PIXELS = {
    "transform_type": "scale",
    "input_system": "pixels",
    "output_system": "micrometres",
    "transform_parameters": [0.2125, 0.2125],
}
IMAGED = (
    SetCard(
        "/operators/-",
        {
            "operator_id": "stain",
            "operator_type": "Histology",
            "scale": "section",
            "pixel_size": {"value": 0.2125, "unit": "um"},
        },
    ),
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report transforms to micrometres by one, where no pixel is one micrometre wide."""
    sizes = pixel_sizes(card)
    if not sizes or any(abs(size - 1) < CLOSE for size in sizes):
        return
    expected = " or ".join(f"{size:g} um" for size in sizes)
    for link in card.links:
        for transform in link.transform:
            numbers = transform.transform_parameters
            is_one = transform.transform_type == "identity" or (
                transform.transform_type == "scale" and bool(numbers) and set(numbers) == {1}
            )
            between = says_pixels(transform.input_system) and says_micrometres(
                transform.output_system
            )
            if is_one and between:
                yield Evidence(
                    Location("card", pointer=transform.pointer),
                    observed="1",
                    expected=expected,
                    values={"place": f"A transform of link `{link.link_id}`"},
                )
    for element in facts.file.elements:
        if element.kind in {"image", "labels"} and scale_of_element(element) == 1:
            yield Evidence(
                Location("file", column=element.path),
                observed="1",
                expected=expected,
                values={"place": f"The transform of {element.path}"},
            )


RULE = Rule(
    code="SCL063",
    name="pixels-called-micrometres",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="What leads from pixels to micrometres multiplies by the size of a pixel.",
    message="{place} leads from pixels to micrometres by a factor of {observed}; the card says that a pixel is {expected} wide.",
    fix="Put the size of a pixel in as the scale, or call the unit of the axes what it is: pixels.",
    why="Distances are then wrong by the size of a pixel: neighbours within 30 micrometres become neighbours within 3, or within 140.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.transform", "CoordinateTransform.transform_parameters"),
    passing=(
        Example(
            "the size of a pixel",
            edits=(*IMAGED, SetCard("/links/0/transform", [PIXELS])),
        ),
    ),
    failing=(
        Example(
            "a factor of one",
            edits=(
                *IMAGED,
                SetCard("/links/0/transform", [{**PIXELS, "transform_parameters": [1, 1]}]),
            ),
            expect=(Expect("card:/links/0/transform/0"),),
        ),
    ),
)
