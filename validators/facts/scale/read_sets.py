"""Read the units of every set of a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.facts.scale.annotating import Annotating, annotating_rows, own_rows
from aivc.validators.facts.scale.keyed_rows import KeyedRows, joined
from aivc.validators.facts.scale.model import NONE_AFFECTED, UnitSetFacts
from aivc.validators.facts.scale.places import LabelPlace, ObsPlace, VarPlace, places_of
from aivc.validators.facts.scale.streamed_units import any_units_of
from aivc.validators.facts.scale.units import units_of

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, ScaleUnitSet
    from aivc.storage.model import Dataset
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.scale.places import UnitPlace
    from aivc.validators.facts.scale.streamed_keys import AnyKeys
    from aivc.validators.facts.scale.streamed_units import AnyUnits

NOBODY = ("na", "unknown", "pooled")
"""What CELLxGENE writes for a donor where a row is of none, or of no single one."""

_FINEST = frozenset({"molecule", "subcellular"})


@dataclass(frozen=True, slots=True)
class ReadSet:
    """A set whose units were read.

    Attributes
    ----------
    place
        Where its rows are; None where they are those of several tables.
    column
        Column with the ids; None where rows are named.
    units
        Its units.
    is_row_each
        Whether each row of the place is one unit.
    is_by_region
        Whether ids of different regions are equal, so that an id alone is no unit.
    """

    unit_set: ScaleUnitSet
    place: UnitPlace | None
    column: str | None
    units: AnyUnits
    what: str
    is_row_each: bool
    is_by_region: bool
    annotating: Annotating | None
    """The rows of an obs that say more about the units."""


def read_set(
    unit_set: ScaleUnitSet, card: DatasetCard, dataset: Dataset, roles: RoleKeys | None = None
) -> tuple[UnitSetFacts, ReadSet | None]:
    """Read the units of one set.

    Returns
    -------
    facts, units
        The units are None where they could not be read; the facts say why.
    """
    facts = UnitSetFacts(unit_set.unit_set_id or "", unit_set.pointer)
    try:
        found = _read(unit_set, card, dataset, roles)
        return _counted(facts, found), found
    except AivcError as error:
        return UnitSetFacts(facts.unit_set_id, facts.pointer, problem=str(error)), None


def _read(
    unit_set: ScaleUnitSet, card: DatasetCard, dataset: Dataset, roles: RoleKeys | None
) -> ReadSet:
    places = places_of(unit_set, card, dataset, roles)
    column = _column(unit_set, places)
    rows = _keyed(places, column)
    rows = rows.without(NOBODY if column == "donor_id" else ())
    place = places[0] if len(places) == 1 else None
    is_row_each = place is not None and _is_row_each(unit_set, column, place, card)
    units = any_units_of(rows)
    regions = _regions(unit_set, place)
    is_by_region = regions is not None and units.n_repeated > 0
    if regions is not None and is_by_region and isinstance(rows, KeyedRows):
        units = units_of(rows.within(regions))
    what = " and ".join(place.what for place in places)
    annotating = None
    if isinstance(place, ObsPlace):
        annotating = own_rows(place, units.held) if is_row_each else None
    elif place is not None and not isinstance(place, VarPlace):
        annotating = annotating_rows(unit_set, place, units, card, dataset)
    return ReadSet(unit_set, place, column, units, what, is_row_each, is_by_region, annotating)


def _keyed(places: list[UnitPlace], column: str | None) -> AnyKeys:
    if len(places) == 1:
        return places[0].keyed(column)
    keyed = [place.keyed(column) for place in places]
    return joined([one if isinstance(one, KeyedRows) else one.held() for one in keyed])


def _counted(facts: UnitSetFacts, found: ReadSet) -> UnitSetFacts:
    named = f"column {found.column} of " if found.column else ""
    # Equal names of rows are reported where obs and var are.
    is_reported_here = found.is_row_each and (
        found.column is not None or not isinstance(found.place, ObsPlace | VarPlace)
    )
    return UnitSetFacts(
        facts.unit_set_id,
        facts.pointer,
        place=f"{named}{found.what}",
        n_units=found.units.n_units,
        n_missing=found.units.n_missing,
        repeated=found.units.repeated() if is_reported_here else NONE_AFFECTED,
    )


def _column(unit_set: ScaleUnitSet, places: list[UnitPlace]) -> str | None:
    """Return the column with the ids; the index of an element that has no such column.

    The instance key is a column of the table that annotates shapes, whose index it repeats.
    """
    column = unit_set.unit_id_column
    if column is None or isinstance(places[0], LabelPlace):
        return None
    if not isinstance(places[0], ObsPlace | VarPlace) and not places[0].has(column):
        return None
    return column


def _is_row_each(
    unit_set: ScaleUnitSet, column: str | None, place: UnitPlace, card: DatasetCard
) -> bool:
    if column is None:
        return True
    if isinstance(place, ObsPlace):
        start = f"{place.table}/" if place.table else ""
        return any(
            table.unit_set == unit_set.unit_set_id and (table.path_in_file or "").startswith(start)
            for table in card.tables
        )
    is_points = place.what.startswith("points/")
    return not is_points or unit_set.scale in _FINEST


def _regions(unit_set: ScaleUnitSet, place: UnitPlace | None) -> KeyedRows | None:
    """Return what tells equal ids of several regions apart."""
    column = unit_set.region_column
    if column is None or not isinstance(place, ObsPlace) or not place.has(column):
        return None
    try:
        return place.keyed(column)
    except AivcError:
        return None
