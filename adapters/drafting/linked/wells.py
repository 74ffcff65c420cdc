"""Wells that rows are, or that cells lay in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from aivc.adapters.drafting.section import Section
    from aivc.storage.model import Column, Dataset

WELL = "well_position"


def draft_wells(section: Section, dataset: Dataset) -> None:
    """Draft the wells of a dataset of one table, where one column tells them apart."""
    tables = section.slots.get("tables", ())
    if len(dataset.tables) != 1 or not tables or any("unit_set" in entry for entry in tables):
        return
    column = _column_of_wells(section, dataset)
    scales = {operator.get("scale") for operator in section.slots.get("operators", ())}
    if column is None or len(scales) != 1:
        return
    used = {column.categories[code] for code in column.codes.tolist() if code >= 0}
    n_rows = dataset.tables[0].n_obs
    if scales == {"well"} and len(used) == n_rows:
        _rows_are(section, "wells", "well", n_rows, column.info.name)
    elif scales == {"cell"} and len(used) > 1:
        cells = _rows_are(section, "cells", "cell", n_rows, None)
        _link(section, cells, column, len(used))


def _rows_are(section: Section, name: str, scale: str, n_units: int, column: str | None) -> str:
    unit_set_id = free_name(section, name)
    unit_set = {
        "unit_set_id": unit_set_id,
        "scale": scale,
        "n_units": n_units,
        "unit_id_column": column,
    }
    add_unit_set(section, unit_set, {})
    for entry in section.slots["tables"]:
        entry["unit_set"] = unit_set_id
    return unit_set_id


def _link(section: Section, cells: str, column: Column, n_wells: int) -> None:
    wells = free_name(section, "wells")
    unit_set = {
        "unit_set_id": wells,
        "scale": "well",
        "n_units": n_wells,
        "unit_id_column": column.info.name,
    }
    add_unit_set(section, unit_set, {})
    n_cells = len(column.codes)
    n_linked = int((column.codes >= 0).sum())
    add_link(
        section,
        {
            "link_id": f"{cells}_in_{wells}",
            "source_set": cells,
            "target_set": wells,
            "direction": "project",
            "link_type": "cell_to_well",
            "link_basis": "physical_containment",
            "cardinality": "many_to_one",
            "aggregation_function": "sum",
            "coverage": coverage(n_cells, n_linked, n_wells, n_wells),
            "pairing": "same_unit",
        },
        f"obs column {column.info.name} names wells",
    )


def _column_of_wells(section: Section, dataset: Dataset) -> Column | None:
    """Return the column of wells; None where wells of several plates have one name."""
    keys = {key["role"]: key["columns"] for key in section.slots.get("binding", {}).get("keys", ())}
    bound = keys.get("well", [WELL])
    obs = dataset.tables[0].obs
    if len(bound) != 1 or not obs.has(bound[0]) or len(section.slots.get("plates", ())) > 1:
        return None
    try:
        return obs.column(bound[0])
    except AivcError:
        return None
