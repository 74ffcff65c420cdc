"""Edits of the elements of a specimen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.table_edits import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.validators.examples.example import DropElement, SetElement
    from aivc.validators.examples.specimen import Specimen, SpecimenElement


def set_element(specimen: Specimen, edit: SetElement) -> Specimen:
    """Change the pixels, the names of channels, a column, or the place of an element."""
    before = _element(specimen, edit.element)
    if edit.key in {"scale", "unit"}:
        return _with_element(specimen, replace(before, **{edit.key: edit.values}))
    if edit.key == "channels":
        after: Any = tuple(edit.values)
    elif edit.key == "pixels":
        after = _pixels(before, edit.values)
    else:
        rows = len(before.values["x"])
        known = before.values.get(edit.key, (None,) * rows)
        after = filled(known, edit.values, f"{edit.key} of {edit.element}")
    return _with_element(specimen, replace(before, values={**before.values, edit.key: after}))


def drop_element(specimen: Specimen, edit: DropElement) -> Specimen:
    """Take an element away."""
    gone = _element(specimen, edit.element)
    kept = tuple(element for element in specimen.elements if element is not gone)
    return replace(specimen, elements=kept)


def _pixels(element: SpecimenElement, values: Mapping[int, int]) -> NDArray[Any]:
    changed: NDArray[Any] = element.values["pixels"].copy()
    for channel, value in values.items():
        changed[channel] = value
    return changed


def _element(specimen: Specimen, path: str) -> SpecimenElement:
    for element in specimen.elements:
        if element.path == path:
            return element
    known = ", ".join(element.path for element in specimen.elements) or "none"
    msg = f"The specimen has no element {path!r}; it has {known}."
    raise ImpossibleEditError(msg)


def _with_element(specimen: Specimen, changed: SpecimenElement) -> Specimen:
    elements = (
        changed if element.path == changed.path else element for element in specimen.elements
    )
    return replace(specimen, elements=tuple(elements))
