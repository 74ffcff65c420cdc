"""Rule MEA051: the size of a pixel in the card is that by which the image is placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.imaged import measured_images, scale_factors
from aivc.validators.rules.mea.spotted import measured_spots
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

CLOSE_BY_SPOTS = 0.1
"""The same where the distance of spots is the measure, which the slide keeps less exactly."""

OBSM = "obsm/spatial"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each size of an operator that images contradict, with all of these images as one."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for contradiction, image in (*_placed(card, facts), *_pictures(card, facts)):
        found.setdefault(contradiction, []).append(image)
    for (pointer, stated, said), images in found.items():
        yield Evidence(
            Location("card", pointer=pointer),
            observed=stated,
            expected=said,
            count=len(images),
            examples=tuple(images),
        )


Contradiction = tuple[tuple[str, str, str], str]
"""Where a size is stated, the size, and what is said against it; and the image that says it."""


def _placed(card: DatasetCard, facts: Facts) -> Iterator[Contradiction]:
    """Yield sizes that are not those by which an image is placed in its coordinate system."""
    # A factor of one to micrometres is the fault of SCL063.
    called_one = {e.path for e in facts.file.elements if scale_of_element(e) == 1}
    named = {(unit_set.element or "").strip("/") for unit_set in card.unit_sets}
    for measured in measured_images(card, facts):
        pixel = micrometres(getattr(measured.operator, "pixel_size", None))
        step = micrometres(getattr(measured.operator, "z_step", None))
        if pixel is None or pixel <= 0:
            continue
        for placed in measured.image.pixels:
            # A factor of one may be what was written where nobody gave a place to the image.
            is_left = measured.image.path not in named and set(placed.steps[:2]) == {1.0}
            is_one = measured.image.path in called_one or is_left
            if placed.micrometres is not None and not is_one:
                sides = [placed.micrometres * side for side in placed.steps[:2]]
                yield from _unless_close(measured, "pixel_size", placed, pixel, sides)
            # Planes are compared with pixels, so that the unit of the system does not matter.
            if step and len(placed.steps) > 2 and placed.steps[0] > 0:
                sides = [pixel * placed.steps[2] / placed.steps[0]]
                yield from _unless_close(measured, "z_step", placed, step, sides)


def _pictures(card: DatasetCard, facts: Facts) -> Iterator[Contradiction]:
    """Yield sizes that are of no resolution that the spots of a Visium file tell."""
    unit = _micrometres_by_spots(card, facts)
    for measured in measured_images(card, facts) if unit is not None else ():
        factors = scale_factors(facts, measured.image.path)
        pixel = micrometres(getattr(measured.operator, "pixel_size", None))
        if unit is None or not factors or not pixel:
            continue
        # Places are in pixels of the image at full size, which is seldom in the file.
        sizes = {"at full size": unit, **{name: unit / f for name, f in factors.items()}}
        if all(abs(pixel / size - 1) > CLOSE_BY_SPOTS for size in sizes.values()):
            told = ", ".join(f"{size:.3g} um ({name})" for name, size in sizes.items())
            said = f"the distance of spots says {told}"
            pointer = f"{measured.operator.pointer}/pixel_size"
            yield (pointer, f"{pixel:.4g} um", said), measured.image.path


def _micrometres_by_spots(card: DatasetCard, facts: Facts) -> float | None:
    """Return how many micrometres one pixel of the places in ``obsm/spatial`` is."""
    for operator, spots in measured_spots(card, facts):
        pitch = micrometres(operator.spot_pitch)
        if spots.place == OBSM and spots.geometry and not spots.off and pitch and spots.pitch > 0:
            return pitch / spots.pitch
    return None


def _unless_close(
    measured: MeasuredImage, slot: str, placed: PixelFacts, stated: float, sides: list[float]
) -> Iterator[Contradiction]:
    if all(abs(side - stated) <= CLOSE * stated for side in sides):
        return
    found = " x ".join(f"{side:.4g}" for side in dict.fromkeys(sides))
    what = "a pixel" if slot == "pixel_size" else "the distance of planes"
    said = f"the transformation to {placed.system} makes {what} {found} um"
    yield (f"{measured.operator.pointer}/{slot}", f"{stated:.4g} um", said), measured.image.path


RULE = Rule(
    code="MEA051",
    name="pixel-size-differs",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The size of a pixel in the card is that by which the image is placed.",
    message="{where} is {observed}, but for {examples} {expected}.",
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
        Example(
            "the same, where cells alone tell the unit of their system",
            specimen="section",
            edits=(
                SetElement("images/he", "unit", "unit"),
                SetCard("/operators/2/pixel_size", {"value": 0.25, "unit": "um"}),
            ),
            expect=(Expect("card:/operators/2/pixel_size"),),
        ),
    ),
)
