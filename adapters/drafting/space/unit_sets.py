"""The units that the rows of a table are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.feature_space import row_names
from aivc.adapters.drafting.names import distinct
from aivc.adapters.drafting.space.coordinates import unit_of_places, unit_of_system
from aivc.adapters.drafting.space.spacing import unit_by_spacing
from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import usual_system
from aivc.storage.elements.places import place_units
from aivc.storage.elements.tables import ElementTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.space.coordinates import CountedIn
    from aivc.storage.model import Dataset, SpatialElement, Table

IN_SPACE = frozenset({"SpotSpatial", "ImagingSpatial"})
MICROMETRE = "um"
MOST_CIRCLES = 1_000_000
"""Circles up to which their radii are read for a draft."""

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
    regions
        The elements that the rows annotate.
    system
        Coordinate system of the elements; empty where there is none, or several.
    unit
        What places in it are counted in.
    """

    unit_set_id: str
    item: Measured
    id_column: str | None
    regions: tuple[SpatialElement, ...]
    system: str
    unit: CountedIn

    @property
    def region(self) -> SpatialElement | None:
        """The one element that the rows annotate; None where it is none or several."""
        return self.regions[0] if len(self.regions) == 1 else None

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
    drafted = [
        _with_unit(section, _drafted(name, item, dataset), dataset)
        for name, item in zip(names, in_space, strict=True)
    ]
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


def without_unit(card: Mapping[str, Any], measured: Sequence[Measured]) -> Iterator[int]:
    """Yield the numbers of the sets of a card with places of which nothing tells the unit."""
    in_obsm = [
        f"{item.table.name}/".lstrip("/")
        for item in measured
        if any(matrix.name == "obsm/spatial" for matrix in item.table.obsm)
    ]
    placed = {
        entry.get("unit_set")
        for entry in card.get("tables", ())
        if any(entry["path_in_file"].startswith(start) for start in in_obsm)
    }
    for number, unit_set in enumerate(card.get("unit_sets", ())):
        has_places = "coordinate_system" in unit_set or unit_set["unit_set_id"] in placed
        if has_places and "coordinate_unit" not in unit_set:
            yield number


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
    if n_tables == 1 or not own:
        return plural
    return own if own.lower().endswith(plural) else f"{own}_{plural}"


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
        tuple(regions),
        system,
        unit,
    )


def _with_unit(section: Section, drafted: DraftedSet, dataset: Dataset) -> DraftedSet:
    """Tell the unit of places by the array of spots where nothing else tells it."""
    used = {entry.get("measured_by") for entry in _entries(section, drafted.item.table)}
    for operator in () if drafted.unit.unit else section.slots.get("operators", ()):
        if operator["operator_id"] in used and operator["operator_type"] == "SpotSpatial":
            return replace(drafted, unit=unit_by_spacing(dataset, drafted, operator))
    return drafted


def _entries(section: Section, table: Table) -> list[dict[str, Any]]:
    """Return what the card has of the matrices of a table."""
    start = f"{table.name}/" if table.name else ""
    return [one for one in section.slots["tables"] if one["path_in_file"].startswith(start)]


def _put(section: Section, drafted: DraftedSet, dataset: Dataset) -> None:
    table = drafted.item.table
    places = _entries(section, table)
    for entry in places:
        entry["unit_set"] = drafted.unit_set_id
    operators = {entry.get("measured_by") for entry in places}
    spot = next(
        (
            _spot_diameter(section, number, drafted, dataset)
            for number, operator in enumerate(section.slots.get("operators", ()))
            if operator["operator_id"] in operators and operator["operator_type"] == "SpotSpatial"
        ),
        None,
    )
    unit_set = {
        "unit_set_id": drafted.unit_set_id,
        "scale": drafted.item.operator.scale,
        "n_units": _n_units(drafted),
        "unit_id_column": drafted.id_column,
        # What it annotates has places and outlines, and no other columns.
        "element": table.name,
        "region_column": _region_column(drafted),
        "physical_size": dict(spot) if spot else None,
        "coordinate_system": drafted.system,
        "coordinate_unit": drafted.unit.unit,
    }
    add_unit_set(section, unit_set, {"coordinate_unit": drafted.unit.because})


def _n_units(drafted: DraftedSet) -> int:
    """Count units by their ids, as they are checked: a row without an id is none."""
    obs = drafted.item.table.obs
    if drafted.id_column is None:
        return obs.n_rows
    column = _region_column(drafted)
    try:
        ids = obs.column(drafted.id_column).codes.astype(np.int64)
        regions = np.zeros_like(ids) if column is None else obs.column(column).codes
    except AivcError:
        return obs.n_rows
    n_different = len(np.unique(ids[ids >= 0]))
    if n_different == np.count_nonzero(ids >= 0):
        return n_different
    known = (ids >= 0) & (regions >= 0)
    return len(np.unique(np.column_stack([regions, ids])[known], axis=0))


def _spot_diameter(
    section: Section, number: int, drafted: DraftedSet, dataset: Dataset
) -> dict[str, Any] | None:
    """Return the diameter of a spot, as the format says it or circles of one size have it."""
    operator: dict[str, Any] = section.slots["operators"][number]
    if "spot_diameter" not in operator:
        found = {_diameter(dataset, region, drafted.system) for region in drafted.regions}
        diameter = found.pop() if len(found) == 1 else None
        if diameter is not None and drafted.unit.unit == MICROMETRE:
            operator["spot_diameter"] = {"value": diameter, "unit": MICROMETRE}
            said = f"all circles of {drafted.regions[0].path} are that wide"
            section.guess(("operators", number, "spot_diameter"), said)
    return operator.get("spot_diameter")


def _diameter(dataset: Dataset, region: SpatialElement, system: str) -> float | None:
    """Return the diameter of the circles of shapes, None where they are of several sizes."""
    if region.kind != "shapes":
        return None
    try:
        if ElementTable(dataset.path, region).n_rows > MOST_CIRCLES:
            return None
        radii = place_units(dataset, region, system).radii
    except AivcError:
        return None
    if radii is None or not len(radii) or not np.allclose(radii, radii[0]):
        return None
    return float(f"{2 * float(radii[0]):.6g}")


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
