"""Arrays of spots that files in the layout of Visium tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.space.known_libraries import known_libraries
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section
    from aivc.storage.model import Table

ROW, COLUMN = "array_row", "array_col"
SPOT, PITCH = 55, 100
"""Micrometres, on every slide of Visium with hexagonal places:
https://www.10xgenomics.com/support/spatial-gene-expression-v1/documentation/steps/slides."""

MICROMETRE = "um"


def draft_arrays(section: Section, measured: Sequence[Measured]) -> None:
    """Say how the spots of Visium lie, where no format has said it."""
    for item in measured:
        start = f"{item.table.name}/" if item.table.name else ""
        own = {
            entry.get("measured_by")
            for entry in section.slots["tables"]
            if entry["path_in_file"].startswith(start)
        }
        for number, operator in enumerate(section.slots.get("operators", ())):
            is_spots = operator["operator_type"] == "SpotSpatial"
            if is_spots and operator["operator_id"] in own and "array_geometry" not in operator:
                _describe(section, number, item.table)


def _describe(section: Section, number: int, table: Table) -> None:
    scales = _scales(table)
    size = scales.get("bin_size_um")
    if isinstance(size, int | float) and size > 0:
        said = f"uns/spatial says that a bin is {size:g} micrometres wide"
        _put(section, number, "square", (size, size), said)
    elif "spot_diameter_fullres" in scales and is_hexagonal(table):
        said = "uns/spatial and the hexagonal array are those of Visium"
        _put(section, number, "hexagonal", (SPOT, PITCH), said)


def _put(
    section: Section, number: int, geometry: str, lengths: tuple[float, float], said: str
) -> None:
    operator = section.slots["operators"][number]
    for slot, value in (
        ("array_geometry", geometry),
        ("spot_diameter", {"value": lengths[0], "unit": MICROMETRE}),
        ("spot_pitch", {"value": lengths[1], "unit": MICROMETRE}),
    ):
        if slot not in operator:
            operator[slot] = value
            section.guess(("operators", number, slot), said)


def _scales(table: Table) -> Mapping[str, Any]:
    """Return the scale factors of the first library that has some."""
    held = (one.scale_factors for one in known_libraries(table) if one.scale_factors)
    return next(held, {})


def is_hexagonal(table: Table) -> bool:
    """Tell whether every second place of the array is empty, as on a hexagonal grid."""
    if not (table.obs.has(ROW) and table.obs.has(COLUMN)):
        return False
    try:
        places = table.obs.numbers(ROW) + table.obs.numbers(COLUMN)
    except AivcError:
        return False
    return len(places) > 1 and bool(np.all(places % 2 == 0))
