"""Rule MEA051: the size of a pixel in the card is that by which the image is placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.imaged import measured_images
from aivc.validators.rules.scl.coordinates import scale_of_element
from aivc.validators.rules.scl.lengths import micrometres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.images.model import PixelFacts
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mea.imaged import MeasuredImage

CLOSE = 0.02
"""Share by which a size that was rounded misses that of the file."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each image that is placed by another size of pixels than its operator states."""
    # A factor of one to micrometres is the fault of SCL063.
    called_one = {e.path for e in facts.file.elements if scale_of_element(e) == 1}
    for measured in measured_images(card, facts):
        pixel = micrometres(getattr(measured.operator, "pixel_size", None))
        step = micrometres(getattr(measured.operator, "z_step", None))
        if pixel is None or pixel <= 0:
            continue
        for placed in measured.image.pixels:
            if placed.micrometres is not None and measured.image.path not in called_one:
                sides = [placed.micrometres * side for side in placed.steps[:2]]
                yield from _unless_close(measured, "pixel_size", placed, pixel, sides)
            # Planes are compared with pixels, so that the unit of the system does not matter.
            if step and len(placed.steps) > 2 and placed.steps[0] > 0:
                sides = [pixel * placed.steps[2] / placed.steps[0]]
                yield from _unless_close(measured, "z_step", placed, step, sides)


def _unless_close(
    measured: MeasuredImage, slot: str, placed: PixelFacts, stated: float, sides: list[float]
) -> Iterator[Evidence]:
    if all(abs(side - stated) <= CLOSE * stated for side in sides):
        return
    found = " x ".join(f"{side:.4g}" for side in dict.fromkeys(sides))
    yield Evidence(
        Location("card", pointer=f"{measured.operator.pointer}/{slot}"),
        observed=f"{stated:.4g} um",
        expected=f"{found} um",
        values={
            "image": measured.image.path,
            "system": placed.system,
            "what": "a pixel" if slot == "pixel_size" else "the distance of planes",
        },
    )


RULE = Rule(
    code="MEA051",
    name="pixel-size-differs",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The size of a pixel in the card is that by which the image is placed.",
    message=(
        "{where} is {observed}, but {image} is placed in {system} as if {what} were {expected}."
    ),
    fix=(
        "State the size of a pixel of the finest resolution that the file has, not that of the "
        "scanner before the image was made smaller; or correct the transformation of the image."
    ),
    why=(
        "One of the two is wrong, and with it every distance: tiles, neighbourhoods and the buffer "
        "between train and test are off by the same factor."
    ),
    check=check,
    needs_card=True,
    slots=("Histology.pixel_size", "ImagingSpatial.pixel_size", "ImagingSpatial.z_step"),
    passing=(
        Example("five micrometres in both", specimen="section"),
        Example(
            "a system whose unit nobody states",
            specimen="section",
            edits=(SetElement("images/he", "unit", "unit"), SetElement("images/he", "scale", 1.0)),
        ),
    ),
    failing=(
        Example(
            "the pixel of the scanner, before the image was made smaller",
            specimen="section",
            edits=(SetCard("/operators/2/pixel_size", {"value": 0.25, "unit": "um"}),),
            expect=(Expect("card:/operators/2/pixel_size"),),
        ),
    ),
)
