"""Places of the rows of a table in the elements that it annotates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import GLOBAL, usual_system
from aivc.storage.elements.places import PlacedUnits, place_units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Column, Dataset, SpatialElement, Table

QUICK = frozenset({"points", "shapes"})
"""Kinds of elements whose places are read without looking at pixels."""


class RegionError(AivcError, LookupError):
    """The elements that a table annotates do not tell where its rows are."""


@dataclass(frozen=True, eq=False)
class TablePlaces:
    """Places of the rows of one table.

    Attributes
    ----------
    values
        Shape (n_rows, 2) or (n_rows, 3); NaN where a row has no place.
    source
        Where they were read, in words.
    region
        Position in ``regions`` of each row, -1 where it has none.
    regions
        Names of the elements that the table annotates; empty where it annotates none.
    systems
        Coordinate system of each of these; empty where places are not those of elements.
    """

    values: NDArray[np.float64]
    source: str
    region: NDArray[np.signedinteger[Any]]
    regions: tuple[str, ...] = ()
    systems: tuple[str, ...] = field(default=())


def annotated(dataset: Dataset, table: Table) -> dict[str, SpatialElement]:
    """Return the elements that a table annotates, by the name that its rows give to them."""
    key = table.attributes.get("region_key")
    if not isinstance(key, str) or not table.obs.has(key):
        return {}
    units = {e.name: e for e in dataset.elements if e.kind != "image"}
    return {name: units[name] for name in table.obs.column(key).categories if name in units}


def absent_elements(dataset: Dataset, table: Table) -> tuple[str, ...]:
    """Return the elements that rows of a table name and the store does not hold, sorted."""
    key = table.attributes.get("region_key")
    if not isinstance(key, str) or not table.obs.has(key):
        return ()
    region = table.obs.column(key)
    named = {region.categories[code] for code in np.unique(region.codes).tolist() if code >= 0}
    return tuple(sorted(named - {element.name for element in dataset.elements}))


def places_in_elements(dataset: Dataset, table: Table, card: DatasetCard) -> TablePlaces:
    """Place the rows of a table by the elements that it annotates.

    Each row names an element (by ``region_key``) and a unit of it (by ``instance_key``). All are
    brought into one coordinate system: that which the card names for the element, else
    ``global``, else one that all elements have, else the only one that each has.

    Parameters
    ----------
    dataset
        The container.
    table
        A table that annotates elements.
    card
        Its card, as far as it can be read.

    Raises
    ------
    RegionError
        Keys or elements are not there, or no row names a unit that an element has.
    TransformError, UnreadableInputError
        An element cannot be read, or has no affine way into the coordinate system.
    """
    elements = annotated(dataset, table)
    instance = table.attributes.get("instance_key")
    if not elements or not isinstance(instance, str) or not table.obs.has(instance):
        msg = f"{table.name} does not say which units of which element its rows are"
        raise RegionError(msg)
    region = table.obs.column(str(table.attributes["region_key"]))
    ids = table.obs.column(instance)
    systems = _systems(elements, card)
    parts: dict[str, NDArray[np.float64]] = {}
    for name, element in elements.items():
        rows = np.flatnonzero(region.codes == region.categories.index(name))
        placed = place_units(dataset, element, systems[name])
        found = _found(placed, ids, rows)
        if not (found >= 0).any() and element.kind in QUICK:
            placed, found = _by_own_column(dataset, element, systems[name], instance, ids, rows)
        parts[name] = np.vstack([placed.centres, np.full((1, placed.centres.shape[1]), np.nan)])[
            found
        ]
    n_axes = min(part.shape[1] for part in parts.values())
    values = np.full((table.n_obs, n_axes), np.nan)
    for name, part in parts.items():
        values[region.codes == region.categories.index(name)] = part[:, :n_axes]
    if not np.isfinite(values).all(axis=1).any():
        msg = (
            f"no row of {table.name} names by {instance} a unit that {', '.join(elements)} "
            "holds; check instance_key and the ids of the elements"
        )
        raise RegionError(msg)
    where = ", ".join(element.path for element in elements.values())
    named = sorted(set(systems.values()))
    return TablePlaces(
        values,
        f"{where} in {', '.join(named)}",
        region.codes,
        region.categories,
        tuple(systems.get(name, "") for name in region.categories),
    )


def _systems(elements: Mapping[str, SpatialElement], card: DatasetCard) -> dict[str, str]:
    told = {
        name: unit_set.coordinate_system
        for unit_set in card.unit_sets
        for name in elements
        if unit_set.element in {name, elements[name].path}
        and unit_set.coordinate_system in elements[name].coordinate_systems
    }
    shared = set.intersection(*(set(e.coordinate_systems) for e in elements.values()))
    common = GLOBAL if GLOBAL in shared else min(shared, default=None)
    return {
        name: told.get(name) or common or usual_system(element)
        for name, element in elements.items()
    }


def _by_own_column(
    dataset: Dataset,
    element: SpatialElement,
    system: str,
    instance: str,
    ids: Column,
    rows: NDArray[np.intp],
) -> tuple[PlacedUnits, NDArray[np.int64]]:
    """Match by a column of the element, where its index names none of the units."""
    try:
        placed = place_units(dataset, element, system, id_column=instance)
    except AivcError:
        placed = place_units(dataset, element, system)
    return placed, _found(placed, ids, rows)


def _found(placed: PlacedUnits, ids: Column, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the place of the unit of each row among those of an element, -1 where it has none."""
    of_label = np.append(placed.called(ids.categories), -1)
    found: NDArray[np.int64] = of_label[ids.codes[rows]]
    return found
