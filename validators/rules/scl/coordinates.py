"""Coordinate systems of a dataset, what joins them, and how large a pixel is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import hypot
from typing import TYPE_CHECKING, Any

from aivc.validators.rules.scl.lengths import micrometres

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import SpatialElement
    from aivc.validators.facts.model import Facts

_MICROMETRES = re.compile(r"(^|[^a-z])(um|µm|μm|microns?|micromet(er|re)s?)($|[^a-z])")
_PIXELS = re.compile(r"(^|[^a-z])(px|pixels?|voxels?)($|[^a-z])")


def joined_systems(card: DatasetCard, facts: Facts) -> dict[str, frozenset[str]]:
    """Return for each coordinate system those that can be reached from it, itself included.

    Transforms of links join two systems; an element that has transforms to several joins these.
    A transform can be gone back.
    """
    groups: list[set[str]] = [
        {transform.input_system, transform.output_system}
        for link in card.links
        for transform in link.transform
        if transform.input_system and transform.output_system
    ]
    groups += [set(e.coordinate_systems) for e in facts.file.elements if e.coordinate_systems]
    merged: list[set[str]] = []
    for group in groups:
        touching = [known for known in merged if known & group]
        merged = [known for known in merged if not known & group]
        merged.append(group.union(*touching))
    return {system: frozenset(group) for group in merged for system in group}


def pixel_sizes(card: DatasetCard) -> list[float]:
    """Return the widths of pixels in micrometres that operators of the card state."""
    sizes = {
        size
        for operator in card.operators
        if (size := micrometres(getattr(operator, "pixel_size", None))) is not None
    }
    return sorted(sizes)


def says_micrometres(text: str | None) -> bool:
    """Tell whether a name of a system or a unit says that it is micrometres."""
    return text is not None and _MICROMETRES.search(text.casefold()) is not None


def says_pixels(text: str | None) -> bool:
    """Tell whether a name of a system or a unit says that it is pixels."""
    return text is not None and _PIXELS.search(text.casefold()) is not None


def scale_of_element(element: SpatialElement) -> float | None:
    """Return the factor along x from pixels of an image to micrometres.

    Returns
    -------
    float or None
        None where no transform of the element leads to a system whose axes are in micrometres, or
        its factor cannot be told.
    """
    transformations = element.attributes.get("transformations")
    for transform in transformations.values() if isinstance(transformations, Mapping) else ():
        if isinstance(transform, Mapping) and _unit_of(transform.get("output")) == "micrometre":
            return _factor(transform)
    return None


def _unit_of(system: Any) -> str:
    axes = system.get("axes") if isinstance(system, Mapping) else None
    units = {
        str(axis.get("unit"))
        for axis in (axes if isinstance(axes, list) else [])
        if isinstance(axis, Mapping) and axis.get("name") in {"x", "y"}
    }
    return "micrometre" if units and all(map(says_micrometres, units)) else ""


def _factor(transform: Mapping[str, Any]) -> float | None:
    """Return by how much x of the input is stretched."""
    kind = transform.get("type")
    if kind in {"identity", "translation", "mapAxis"}:
        return 1.0
    try:
        if kind == "scale":
            return float(transform["scale"][_axis_x(transform)])
        if kind == "affine":
            column = [float(row[_axis_x(transform)]) for row in transform["affine"]]
            return hypot(*column)
        if kind == "sequence":
            return _product([_factor(part) for part in transform["transformations"]])
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    return None


def _product(factors: list[float | None]) -> float | None:
    made = 1.0
    for factor in factors:
        if factor is None:
            return None
        made *= factor
    return made


def _axis_x(transform: Mapping[str, Any]) -> int:
    names = [axis["name"] for axis in transform["input"]["axes"]]
    return names.index("x")
