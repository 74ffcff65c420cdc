"""Modalities that measured the same cells, told by the names of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.drafting.linked.counting import names_of
from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section


def draft_same_cells(section: Section, measured: Sequence[Measured]) -> None:
    """Link the cells of each further modality with those of the first."""
    named: list[tuple[Measured, NDArray[np.uint64]]] = []
    for item in measured:
        is_of_cells = item.operator.scale == "cell" and item.table.attributes.get("axis") == 0
        names = names_of(item.table.obs) if is_of_cells and not _has_set(section, item) else None
        if names is not None and len(names):
            named.append((item, names))
    if len(named) < 2 or not all(np.isin(named[0][1], names).any() for _, names in named[1:]):
        return
    sets = [_add_set(section, item, len(names)) for item, names in named]
    for unit_set, (item, names) in zip(sets[1:], named[1:], strict=True):
        _link(section, (unit_set, names), (sets[0], named[0][1]), item)


def _has_set(section: Section, item: Measured) -> bool:
    return any("unit_set" in entry for entry in _entries(section, item))


def _entries(section: Section, item: Measured) -> list[dict[str, object]]:
    start = f"{item.table.name}/"
    return [one for one in section.slots["tables"] if one["path_in_file"].startswith(start)]


def _add_set(section: Section, item: Measured, n_units: int) -> str:
    name = free_name(section, f"{item.table.name.rpartition('/')[2]}_cells")
    unit_set = {
        "unit_set_id": name,
        "scale": "cell",
        "n_units": n_units,
        "element": item.table.name,
    }
    add_unit_set(section, unit_set, {})
    for entry in _entries(section, item):
        entry["unit_set"] = name
    return name


def _link(
    section: Section,
    source: tuple[str, NDArray[np.uint64]],
    target: tuple[str, NDArray[np.uint64]],
    item: Measured,
) -> None:
    n_shared = int(np.isin(source[1], target[1]).sum())
    add_link(
        section,
        {
            "link_id": f"{source[0]}_are_{target[0]}",
            "source_set": source[0],
            "target_set": target[0],
            "direction": "same_scale",
            "link_type": "same_cell_multiome",
            "link_basis": "barcode",
            "cardinality": "one_to_one",
            "coverage": coverage(len(source[1]), n_shared, len(target[1]), n_shared),
            "pairing": "same_unit",
        },
        f"{n_shared:,} rows of {item.table.name} have the names of rows of the first modality",
    )
