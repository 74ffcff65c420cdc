"""What the name of a file says of a grid that has no title, and maps that are drawn in several."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.plates.readouts import is_readout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.plates.well_table import WellTable

FILLINGS = frozenset(
    {
        "agent", "agents", "compound", "compounds", "drug", "drugs", "treatment", "treatments",
        "dose", "doses", "conc", "concentration", "concentrations", "um", "nm", "mm", "pm", "µm",
        "unit", "units", "time", "hours", "cell", "line", "lines", "cellline", "density", "seeding",
        "volume", "moi", "guide", "guides", "gene", "genes", "sirna",
    }
)  # fmt: skip
"""Words that say what was put into wells."""

MAPS = frozenset({"platemap", "platelayout", "plate", "map", "layout", "design"})


@dataclass(frozen=True, slots=True)
class DrawnName:
    """The plate and the title that a name says; both may be empty."""

    plate: str
    title: str


def drawn_name(stem: str) -> DrawnName:
    """Divide the name of a file into the plate and what was put into its wells.

    Examples
    --------
    >>> drawn_name("platemap_dose_uM"), drawn_name("P1_compounds")
    (DrawnName(plate='', title='dose_uM'), DrawnName(plate='P1', title='compounds'))
    >>> drawn_name("P1_luminescence").title, drawn_name("plate 7").title
    ('', '')
    """
    words = [word for word in re.split(r"[_ .()\[\]-]+", stem) if word]
    told = [word for word in words if word.lower() in FILLINGS]
    if not told or any(map(is_readout, words)):
        return DrawnName("", "")
    left = [w for w in words if w not in told and w.lower() not in MAPS]
    return DrawnName("_".join(left), "_".join(told))


def maps_by_plate(maps: Sequence[tuple[str, str, WellTable]]) -> list[tuple[str, WellTable]]:
    """Put grids of one map that stand in files of their own beside each other.

    Parameters
    ----------
    maps
        Name of the file, plate that the name says of a drawn grid, and the table.

    Returns
    -------
    list
        Name and table of each map. Those that name no plate, say it by their names alike, and hold
        different columns are one.
    """
    by_plate: dict[str, list[tuple[str, WellTable]]] = {}
    alone: list[tuple[str, WellTable]] = []
    for name, plate, table in maps:
        is_part = table.plate_column is None and table.plate_format is not None
        if is_part and drawn_name(name).title:
            by_plate.setdefault(plate, []).append((name, table))
        else:
            alone.append((name, table))
    for plate, parts in by_plate.items():
        tables = [table for _, table in parts]
        if len(parts) > 1 and _are_parts(tables):
            alone.append((plate or parts[0][0], _beside(tables)))
        else:
            alone += [(plate or name, table) for name, table in parts]
    return alone


def _are_parts(tables: Sequence[WellTable]) -> bool:
    columns = [name for t in tables for name in t.cells if name not in t.well_columns]
    alike = {(table.well_columns, table.plate_format, table.wells) for table in tables}
    return len(columns) == len(set(columns)) and len(alike) == 1


def _beside(tables: Sequence[WellTable]) -> WellTable:
    first = tables[0]
    cells = dict(first.cells)
    for table in tables[1:]:
        cells |= {name: c for name, c in table.cells.items() if name not in table.well_columns}
    return replace(first, source=", ".join(table.source for table in tables[:3]), cells=cells)
