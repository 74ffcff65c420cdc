"""In what coordinates are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.space.known_libraries import known_libraries
from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import transform_to

if TYPE_CHECKING:
    from aivc.storage.model import Dataset, SpatialElement, Table

PIXEL = "{pixel}"
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "micrometer": "um", "micrometre": "um", "micron": "um", "microns": "um", "um": "um",
        "nanometer": "nm", "nanometre": "nm", "nm": "nm",
        "millimeter": "mm", "millimetre": "mm", "mm": "mm",
        "pixel": PIXEL, "pixels": PIXEL, "px": PIXEL,
    }
)  # fmt: skip
"""Units of axes of OME-NGFF, and others in use, as UCUM writes them."""

CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class CountedIn:
    """A unit of coordinates, and the evidence; empty where the file states it."""

    unit: str
    because: str = ""


def unit_of_system(dataset: Dataset, elements: list[SpatialElement], system: str) -> CountedIn:
    """Tell in what the coordinates of elements are counted in a system.

    The axes of the system say it; or an image lies in it with a pixel to each unit. The unit is
    empty where neither is so.

    Parameters
    ----------
    dataset
        The container.
    elements
        The elements whose coordinates are meant.
    system
        Name of the coordinate system.
    """
    stated = {unit for element in elements if (unit := _stated(element, system))}
    if len(stated) == 1:
        return CountedIn(stated.pop())
    for element in dataset.elements:
        if element.kind in {"image", "labels"} and not stated and _is_pixel_each(element, system):
            return CountedIn(PIXEL, f"a pixel of {element.path} is one unit of {system}")
    return CountedIn("")


def unit_of_places(table: Table) -> CountedIn:
    """Tell in what ``obsm/spatial`` of a table is counted; empty where nothing tells."""
    if all(matrix.name != "obsm/spatial" for matrix in table.obsm):
        return CountedIn("")
    stated = _entry(table, "coordinate_unit")
    if isinstance(stated, str) and stated.strip():
        return CountedIn(UNITS.get(stated.strip().lower(), stated.strip()))
    if any(one.scale_factors for one in known_libraries(table)):
        said = "uns/spatial is laid out as of Visium, whose spots are placed in pixels of the image"
        return CountedIn(PIXEL, said)
    return CountedIn("")


def _entry(table: Table, key: str) -> Any:
    if key not in table.uns_keys:
        return None
    try:
        return table.uns(key)
    except AivcError:
        return None


def _stated(element: SpatialElement, system: str) -> str:
    stored = element.attributes.get("transformations")
    transformation = stored.get(system) if isinstance(stored, Mapping) else None
    output = transformation.get("output") if isinstance(transformation, Mapping) else None
    axes = output.get("axes") if isinstance(output, Mapping) else None
    units = {
        UNITS.get(str(axis.get("unit")).lower(), "")
        for axis in (axes if isinstance(axes, list) else ())
        if isinstance(axis, Mapping) and axis.get("name") in {"x", "y"}
    }
    return units.pop() if len(units) == 1 else ""


def _is_pixel_each(element: SpatialElement, system: str) -> bool:
    """Tell whether an image is only moved or turned on its way to a system."""
    if system not in element.coordinate_systems:
        return False
    try:
        matrix = transform_to(element, system).matrix[:2, :2]
    except AivcError:
        return False
    return bool(np.abs(matrix @ matrix.T - np.eye(2)).max() < CLOSE)
