"""The unit of coordinates in micrometres, as the card or the file tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.schema.vocabulary import UnitConversionError, convert

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import SpatialElement, Table

WORDS = {
    "micrometer": "um", "micrometre": "um", "micron": "um", "microns": "um", "nanometer": "nm",
    "nanometre": "nm", "millimeter": "mm", "millimetre": "mm", "meter": "m", "metre": "m",
}  # fmt: skip
"""Units of OME-NGFF, as UCUM writes them."""


def in_micrometres(unit: str) -> float | None:
    """Return a unit of length in micrometres, None for pixels and what is no length.

    Examples
    --------
    >>> in_micrometres("micrometer"), in_micrometres("mm"), in_micrometres("{pixel}")
    (1.0, 1000.0, None)
    """
    try:
        return convert(1.0, WORDS.get(unit.casefold(), unit), "um")
    except (UnitConversionError, ValueError):
        return None


def micrometres_of_system(
    card: DatasetCard, element: SpatialElement, system: str, table: str = ""
) -> float | None:
    """Return the unit of a coordinate system in micrometres, as the card or the element tells it.

    The card is asked first: SpatialData writes ``unit`` where nobody said which.
    """
    for unit_set in card.unit_sets:
        of_this = (unit_set.element or "").strip("/") in {element.path, element.name, table}
        if of_this and unit_set.coordinate_system in {system, None} and unit_set.coordinate_unit:
            return in_micrometres(unit_set.coordinate_unit)
    # A system has one unit, whatever lies in it: that of molecules is that of their image.
    told = {
        unit_set.coordinate_unit
        for unit_set in card.unit_sets
        if unit_set.element and unit_set.coordinate_system == system and unit_set.coordinate_unit
    }
    if len(told) == 1:
        return in_micrometres(told.pop())
    stored = element.attributes.get("transformations")
    transform = stored.get(system) if isinstance(stored, Mapping) else None
    output = transform.get("output") if isinstance(transform, Mapping) else None
    axes = output.get("axes") if isinstance(output, Mapping) else None
    units = {
        str(axis.get("unit"))
        for axis in (axes if isinstance(axes, list) else [])
        if isinstance(axis, Mapping) and axis.get("name") in {"x", "y"}
    }
    return in_micrometres(units.pop()) if len(units) == 1 else None


def micrometres_of_table(card: DatasetCard, table: Table) -> float | None:
    """Return the unit of ``obsm/spatial`` in micrometres, None where nothing tells it."""
    path = f"{table.name}/X".lstrip("/")
    names = {t.unit_set for t in card.tables if t.path_in_file == path and t.unit_set}
    for unit_set in card.unit_sets:
        if unit_set.unit_set_id in names and unit_set.coordinate_unit:
            return in_micrometres(unit_set.coordinate_unit)
    try:
        unit = table.uns("coordinate_unit") if "coordinate_unit" in table.uns_keys else None
    except AivcError:
        return None
    return in_micrometres(unit) if isinstance(unit, str) else None
