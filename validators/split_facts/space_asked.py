"""What a manifest asks of distances and tiles, in the unit of the coordinates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import Quantity, SplitManifest
    from aivc.splits.observations import Coordinates
    from aivc.validators.split_facts.space_facts import SpaceFacts

_AS_COORDINATES = "1"
"""Unit of a buffer that is a plain number: it is in the unit of the coordinates, whatever it is."""


def has_tiles(manifest: SplitManifest) -> bool:
    """Tell whether a manifest says anything about tiles."""
    return manifest.tile_width is not None or manifest.tile_height is not None


def unit_of(manifest: SplitManifest, coordinates: Coordinates | None) -> str:
    """Return the UCUM unit of the coordinates, empty where neither manifest nor data tells it."""
    return manifest.coordinate_unit or (coordinates.unit if coordinates is not None else "")


def as_text(buffer: Quantity | None) -> str:
    """Write a buffer as people do, such as ``100 um``; empty where there is none."""
    if buffer is None or buffer.value is None:
        return ""
    return f"{buffer.value:g} {buffer.unit or ''}".strip()


def radius_of(buffer: Quantity | None, facts: SpaceFacts) -> tuple[float | None, SpaceFacts]:
    """Return the buffer in the unit of the coordinates, or the facts with what prevents that."""
    from aivc.schema.vocabulary.units import UnitConversionError, convert

    # A negative or absent value is a fault of the header, which other rules report.
    if buffer is None or buffer.value is None or not buffer.value > 0:
        return None, facts
    if not facts.has_coordinates:
        problem = "no_coordinates"
    elif not buffer.unit:
        problem = "no_buffer_unit"
    elif buffer.unit in {facts.unit, _AS_COORDINATES}:
        # Pixels are no unit of UCUM, and need no conversion.
        return buffer.value, facts
    elif not facts.unit:
        problem = "no_coordinate_unit"
    else:
        try:
            return convert(buffer.value, buffer.unit, facts.unit), facts
        except UnitConversionError:
            problem = "not_convertible"
    return None, replace(facts, buffer_problem=problem)


def tile_problem(manifest: SplitManifest, facts: SpaceFacts) -> str:
    """Return why declared tiles cannot be judged, in the words of :class:`SpaceFacts`."""
    if not has_tiles(manifest):
        return ""
    if not (manifest.tile_width and manifest.tile_height):
        return "one_side"
    return "" if facts.has_coordinates else "no_coordinates"
