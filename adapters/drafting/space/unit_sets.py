"""The units that the rows of a table are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.feature_space import row_names
from aivc.adapters.drafting.names import distinct
from aivc.adapters.drafting.space.coordinates import unit_of_places, unit_of_system
from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import usual_system
from aivc.storage.elements.tables import ElementTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.space.coordinates import CountedIn
    from aivc.storage.model import Dataset, SpatialElement

IN_SPACE = frozenset({"SpotSpatial", "ImagingSpatial"})
PLURALS = {"cell": "cells", "spot": "spots", "well": "wells", "section": "sections"}


@dataclass(frozen=True, slots=True)
class DraftedSet:
    """The set of units that the rows of a table are.

    Attributes
    ----------
    unit_set_id
        Its identifier in the card.
    item
        The table, its features and its operator.
    id_column
        Column of obs with the ids; None where rows are named by them.
    region
        The one element that the rows annotate; None where it is none or several.
    system
        Coordinate system of the element; empty where there is none.
    unit
        What places in it are counted in.
    """

    unit_set_id: str
    item: Measured
    id_column: str | None
    region: SpatialElement | None
    system: str
    unit: CountedIn

    def ids(self) -> frozenset[str]:
        """Return the ids of units; none where they cannot be read."""
        if self.id_column is None:
            return frozenset(row_names(self.item.table.obs))
        try:
            return frozenset(self.item.table.obs.column(self.id_column).categories)
        except AivcError:
            return frozenset()


def draft_unit_sets(
    section: Section, dataset: Dataset, measured: Sequence[Measured]
) -> list[DraftedSet]:
    """Draft the units of each table that was measured in place."""
    in_space = [
        item
        for item in measured
        if item.operator.operator_type in IN_SPACE or item.table.attributes.get("region")
    ]
    names = distinct([_name(item, len(in_space)) for item in in_space])
    drafted = [_drafted(name, item, dataset) for name, item in zip(names, in_space, strict=True)]
    for one in drafted:
        _put(section, one, dataset)
    return drafted


def add_unit_set(section: Section, unit_set: dict[str, Any], guesses: dict[str, str]) -> None:
    """Add a set to the card with what its slots rest on; slots without a value are left out."""
    sets = section.slots.setdefault("unit_sets", [])
    place = ("unit_sets", len(sets))
    sets.append({slot: value for slot, value in unit_set.items() if value not in (None, "")})
    for slot, because in guesses.items():
        if because and slot in sets[-1]:
            section.guess((*place, slot), because)


def free_name(section: Section, name: str) -> str:
    """Return a name that no set of the card has yet."""
    taken = {one["unit_set_id"] for one in section.slots.get("unit_sets", ())}
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def _name(item: Measured, n_tables: int) -> str:
    plural = PLURALS.get(item.operator.scale, "units")
    own = item.table.name.rpartition("/")[2]
    return plural if n_tables == 1 or not own else f"{own}_{plural}"


def _drafted(name: str, item: Measured, dataset: Dataset) -> DraftedSet:
    regions = _regions(item, dataset)
    systems = {system for region in regions if (system := _system(region))}
    system = systems.pop() if len(systems) == 1 else ""
    unit = unit_of_system(dataset, regions, system) if system else unit_of_places(item.table)
    column = item.table.attributes.get("instance_key")
    has_ids = isinstance(column, str) and item.table.obs.has(column)
    return DraftedSet(
        name,
        item,
        column if has_ids else None,
        regions[0] if len(regions) == 1 else None,
        system,
        unit,
    )


def _put(section: Section, drafted: DraftedSet, dataset: Dataset) -> None:
    table, region = drafted.item.table, drafted.region
    places = [
        entry
        for entry in section.slots["tables"]
        if entry["path_in_file"].startswith(f"{table.name}/" if table.name else "")
    ]
    for entry in places:
        entry["unit_set"] = drafted.unit_set_id
    operators = {entry.get("measured_by") for entry in places}
    spot = next(
        (
            operator.get("spot_diameter")
            for operator in section.slots.get("operators", ())
            if operator["operator_id"] in operators
        ),
        None,
    )
    # Objects of labels have no rows of their own; those of the table are the units.
    has_rows = region is not None and region.kind in {"shapes", "points"}
    element = region.path if region is not None and has_rows else table.name
    n_units = _n_rows(dataset, region) if region is not None and has_rows else None
    unit_set = {
        "unit_set_id": drafted.unit_set_id,
        "scale": drafted.item.operator.scale,
        "n_units": table.n_obs if n_units is None else n_units,
        "unit_id_column": drafted.id_column,
        "element": element,
        "region_column": _region_column(drafted),
        "physical_size": dict(spot) if spot else None,
        "coordinate_system": drafted.system,
        "coordinate_unit": drafted.unit.unit,
    }
    add_unit_set(section, unit_set, {"coordinate_unit": drafted.unit.because})


def _region_column(drafted: DraftedSet) -> str | None:
    column = drafted.item.table.attributes.get("region_key")
    has_it = isinstance(column, str) and drafted.item.table.obs.has(column)
    return column if has_it else None


def _regions(item: Measured, dataset: Dataset) -> list[SpatialElement]:
    region = item.table.attributes.get("region")
    names = {region} if isinstance(region, str) else set(region or ())
    return [e for e in dataset.elements if e.name in names and e.kind != "image"]


def _system(element: SpatialElement) -> str:
    try:
        return usual_system(element)
    except AivcError:
        return ""


def _n_rows(dataset: Dataset, element: SpatialElement) -> int | None:
    try:
        return ElementTable(dataset.path, element).n_rows
    except AivcError:
        return None
