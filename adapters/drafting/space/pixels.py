"""How wide a pixel of an image is in the specimen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.space.coordinates import unit_of_system
from aivc.adapters.drafting.space.known_libraries import known_libraries
from aivc.schema.errors import AivcError
from aivc.schema.slots import class_spec
from aivc.storage.elements.affine import transform_to, usual_system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.adapters.drafting.section import Section
    from aivc.storage.elements.libraries import Library
    from aivc.storage.model import Dataset, SpatialElement

MICROMETRE = "um"


def draft_pixel_sizes(section: Section, dataset: Dataset) -> None:
    """Give operators of images the size of a pixel, where their images agree on it."""
    sizes = {path: (size, said) for path, size, said in _sizes(dataset)}
    for number, operator in enumerate(section.slots.get("operators", ())):
        own = [
            sizes[image["image_path"]]
            for image in section.slots.get("images", ())
            if image.get("measured_by") == operator["operator_id"] and image["image_path"] in sizes
        ]
        has_slot = "pixel_size" in class_spec(operator["operator_type"]).slots
        if has_slot and "pixel_size" not in operator and len({size for size, _ in own}) == 1:
            size, said = own[0]
            operator["pixel_size"] = {"value": size, "unit": MICROMETRE}
            section.guess(("operators", number, "pixel_size"), said)


def _sizes(dataset: Dataset) -> Iterator[tuple[str, float, str]]:
    """Yield paths of images, the width of a pixel in micrometres, and the evidence."""
    for element in dataset.elements:
        if element.kind == "image" and (size := _of_element(dataset, element)) is not None:
            said = f"the transformation of {element.path} leads to micrometres by this factor"
            yield element.path, size, said
    for table in dataset.tables:
        for library in known_libraries(table) if not table.name else ():
            yield from _of_library(library)


def _of_element(dataset: Dataset, element: SpatialElement) -> float | None:
    try:
        system = usual_system(element)
        factor = transform_to(element, system).plane_scale
    except AivcError:
        return None
    unit = unit_of_system(dataset, [element], system)
    # A factor of one says as well that nobody gave the size.
    if unit.unit != MICROMETRE or not factor or factor == 1:
        return None
    return float(f"{factor:.6g}")


def _of_library(library: Library) -> Iterator[tuple[str, float, str]]:
    """Yield the size of a pixel of the image that was taken, of which the pictures are copies."""
    size = library.fullres_pixel
    if size is None:
        return
    if library.number("microns_per_pixel") is not None:
        said = "microns_per_pixel of the scale factors"
    else:
        spot = library.number("spot_diameter_fullres") or 0.0
        said = f"{size * spot:.6g} micrometres are {spot:.6g} pixels of the image that was taken"
    for name in library.pictures:
        yield f"{library.home}/{name}", float(f"{size:.6g}"), said
