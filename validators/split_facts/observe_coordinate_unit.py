"""The unit of the places of rows, as sets of units of the card tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.split_facts.observe_elements import annotated
from aivc.validators.split_facts.observe_tables import StackedColumns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard, ScaleUnitSet
    from aivc.storage.model import Dataset, Table
    from aivc.validators.facts.aligned_columns import AlignedColumns
    from aivc.validators.split_facts.observe_elements import TablePlaces


class UnitsDifferError(AivcError, ValueError):
    """Places are counted in several units."""


def coordinate_unit(
    dataset: Dataset,
    card: DatasetCard,
    columns: AlignedColumns,
    parts: Sequence[tuple[slice, TablePlaces]],
) -> str:
    """Return the UCUM unit of places, empty where the card does not tell it.

    A set tells it by ``coordinate_unit`` if the rows are its units: a table of the card declares
    it, or it is the element that rows name. Where places are those of elements, a set that names
    another coordinate system tells nothing; where they are not, neither does a set of an element
    that names any, since obsm may be counted otherwise.

    Raises
    ------
    UnitsDifferError
        Sets of rows tell different units.
    """
    systems = {name for _, part in parts for name in part.systems if name}
    found = sorted(
        {
            unit_set.coordinate_unit
            for table in _tables(dataset, columns)
            for unit_set in _sets(dataset, card, table)
            if unit_set.coordinate_unit and _speaks_of(unit_set, systems, dataset)
        }
    )
    if len(found) > 1:
        msg = f"the card says of the places of rows that they are in {' and in '.join(found)}"
        raise UnitsDifferError(msg)
    return found[0] if found else ""


def _speaks_of(unit_set: ScaleUnitSet, systems: set[str], dataset: Dataset) -> bool:
    """Tell whether a set speaks of these coordinate systems, or of places that are in none."""
    if systems or unit_set.coordinate_system is None:
        return unit_set.coordinate_system in {None, *systems}
    element = (unit_set.element or "").strip("/")
    return all(element not in {each.path, each.name} for each in dataset.elements)


def _tables(dataset: Dataset, columns: AlignedColumns) -> list[Table]:
    names = (
        [name for name, _, _ in columns.segments]
        if isinstance(columns, StackedColumns)
        else [columns.base.table]
    )
    own = [table for name in names if (table := dataset.table(name)) is not None]
    return own or list(dataset.tables)


def _sets(dataset: Dataset, card: DatasetCard, table: Table) -> Iterator[ScaleUnitSet]:
    start = f"{table.name}/" if table.name else ""
    declared = {
        described.unit_set
        for described in card.tables
        if described.unit_set is not None and (described.path_in_file or "").startswith(start)
    }
    elements = annotated(dataset, table)
    places = {*elements, *(element.path for element in elements.values()), table.name}
    for unit_set in card.unit_sets:
        if unit_set.unit_set_id in declared or (unit_set.element or "").strip("/") in places - {""}:
            yield unit_set
