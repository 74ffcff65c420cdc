"""What the card can say of measured objects and their image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Said
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from aivc.adapters.ome_zarr.elements import PixelElement

_MICROMETRE = "micrometer"
_MEASURED = "the conversion measured the objects; it cannot tell what was done to the image before"


def card_of(elements: list[PixelElement]) -> dict[str, Said]:
    """Return the size of a pixel, where the metadata say it, and how the tables came about."""
    step = {
        "activity_id": "measure_objects",
        "step_type": "quantification",
        "order_index": 1,
        "software": {"name": "aivc", "version": VERSION},
        "fit_scope": "per_observation",
    }
    return {"/activities": Said([step], _MEASURED), **_pixel_size(elements)}


def _pixel_size(elements: list[PixelElement]) -> dict[str, Said]:
    sizes = set()
    for element in elements:
        if element.kind != "image":
            continue
        sizes |= set(zip(element.scale[-2:], element.units[-2:], strict=True))
    if len(sizes) != 1:
        return {}
    size, unit = sizes.pop()
    if unit != _MICROMETRE or size <= 0:
        return {}
    value: Any = {"value": size, "unit": "um"}
    return {"/operators/*/pixel_size": Said(value, "the metadata of the image say so")}
