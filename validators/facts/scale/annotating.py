"""The rows of an obs that say more about the units of a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.facts.scale.places import ObsPlace, declaring_places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ScaleUnitSet
    from aivc.storage.model import Dataset
    from aivc.validators.facts.scale.keyed_rows import KeyedRows
    from aivc.validators.facts.scale.places import UnitPlace
    from aivc.validators.facts.scale.streamed_units import AnyUnits
    from aivc.validators.facts.scale.units import Units


@dataclass(frozen=True, slots=True)
class Annotating:
    """The row of an obs that each unit has.

    Attributes
    ----------
    place
        The obs.
    rows
        Row of each unit, -1 where it has none, shape (n_units,).
    """

    place: ObsPlace
    rows: NDArray[np.int64]


def own_rows(place: ObsPlace, units: Units) -> Annotating:
    """Return the rows of units that are rows themselves."""
    return Annotating(place, units.first_rows)


def annotating_rows(
    unit_set: ScaleUnitSet, element: UnitPlace, units: AnyUnits, card: DatasetCard, dataset: Dataset
) -> Annotating | None:
    """Find the table that annotates shapes, points or labels, and the row of each unit in it.

    Returns
    -------
    Annotating or None
        None unless one table of the card declares the set, and its obs has the ids of units.
    """
    places = declaring_places(unit_set, card, dataset)
    if len(places) != 1:
        return None
    place = places[0]
    column = unit_set.unit_id_column
    try:
        keyed = place.keyed(column if column and place.has(column) else None)
        keyed = _of_region(keyed, unit_set, element, place)
    except AivcError:
        return None
    at = units.places(keyed.hashes)
    known = (at >= 0) & ~keyed.is_missing
    rows = np.full(units.n_units, -1, np.int64)
    rows[at[known]] = np.flatnonzero(known)
    return Annotating(place, rows)


def _of_region(
    keyed: KeyedRows, unit_set: ScaleUnitSet, element: UnitPlace, place: ObsPlace
) -> KeyedRows:
    """Leave rows of other elements out."""
    column = unit_set.region_column
    if column is None or not place.has(column):
        return keyed
    regions = place.frame.column(column)
    names = {element.what, element.what.rpartition("/")[2]}
    here = np.array([*(label in names for label in regions.categories), False])
    return type(keyed)(keyed.hashes, keyed.is_missing | ~here[regions.codes], keyed.texts)
