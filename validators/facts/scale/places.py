"""Find where the units of a set are: an obs, points, shapes or a label image."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from aivc.schema.errors import AivcError
from aivc.validators.facts.crossings import keys_of
from aivc.validators.facts.scale.keyed_rows import (
    KeyedRows,
    keyed_by_column,
    keyed_by_keys,
    keyed_by_name,
)
from aivc.validators.facts.scale.label_rows import keyed_by_object
from aivc.validators.facts.scale.parquet_rows import ParquetRows
from aivc.validators.facts.standard_columns import STANDARD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard, ScaleUnitSet
    from aivc.storage.keys.joint_keys import Keys
    from aivc.storage.model import Dataset, Frame, SpatialElement
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.scale.streamed_keys import AnyKeys, StreamedKeys


class UnitPlaceError(AivcError, LookupError):
    """The place of a set of units is not there, or cannot be told."""


class UnitPlace(Protocol):
    """Rows that can be keyed."""

    @property
    def what(self) -> str:
        """What it is called in a message."""
        ...

    @property
    def table(self) -> str | None:
        """Name of the table whose obs it is; None for an element."""
        ...

    def has(self, column: str) -> bool:
        """Tell whether there is such a column."""
        ...

    def keyed(self, column: str | None) -> AnyKeys:
        """Key each row by a column, or by what names it."""
        ...


@dataclass(frozen=True, slots=True)
class ObsPlace:
    """The obs of a table; ``""`` is that of an AnnData, or the one that all modalities share."""

    table: str | None
    frame: Frame
    told: Mapping[str, Keys] = field(default_factory=dict)
    """Keys of rows that no column holds and the card tells, by the name of the standard's column:
    a sample by its ``matches``, a donor through the sample."""

    @property
    def what(self) -> str:
        """What it is called in a message."""
        return f"{self.table}/obs" if self.table else "obs"

    def has(self, column: str) -> bool:
        """Tell whether there is such a column."""
        return self.frame.has(column) or column in self.told

    def keyed(self, column: str | None) -> KeyedRows:
        """Key each row by a column, or by its name."""
        if column is None:
            return keyed_by_name(self.frame)
        if column in self.told and not self.frame.has(column):
            return keyed_by_keys(self.told[column])
        return keyed_by_column(self.frame.column(column))


@dataclass(frozen=True, slots=True)
class VarPlace:
    """The var of a table, whose rows are guides or hashtags."""

    what: str
    frame: Frame
    table: str | None = None

    def has(self, column: str) -> bool:
        """Tell whether there is such a column."""
        return self.frame.has(column)

    def keyed(self, column: str | None) -> KeyedRows:
        """Key each row by a column, or by its name."""
        if column is None:
            return keyed_by_name(self.frame)
        return keyed_by_column(self.frame.column(column))


@dataclass(frozen=True, slots=True)
class ElementPlace:
    """Points or shapes."""

    rows: ParquetRows
    table: str | None = None

    @property
    def what(self) -> str:
        """What it is called in a message."""
        return self.rows.what

    def has(self, column: str) -> bool:
        """Tell whether there is such a column."""
        return column in self.rows.columns

    def keyed(self, column: str | None) -> StreamedKeys:
        """Key each row by a column, or by the index."""
        return self.rows.keyed(column)


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A label image."""

    dataset: Dataset
    element: SpatialElement
    table: str | None = None

    @property
    def what(self) -> str:
        """What it is called in a message."""
        return self.element.path

    def has(self, column: str) -> bool:  # noqa: ARG002 - as of a UnitPlace
        """Return False: an image has no columns."""
        return False

    def keyed(self, column: str | None) -> KeyedRows:  # noqa: ARG002 - as of a UnitPlace
        """Key one row for each object."""
        return keyed_by_object(self.dataset, self.element)


def places_of(
    unit_set: ScaleUnitSet, card: DatasetCard, dataset: Dataset, roles: RoleKeys | None = None
) -> list[UnitPlace]:
    """Return where the units of a set are; several where all tables of the card hold them.

    Columns that the card tells, though no obs has them, count as columns.

    Raises
    ------
    UnitPlaceError
        There is no such element or column, or several could be meant.
    UnreadableInputError
        The element cannot be opened.
    """
    if unit_set.element:
        return [_element(unit_set.element, dataset, roles)]
    declared = declaring_places(unit_set, card, dataset, roles)
    column = unit_set.unit_id_column
    shared = _shared(dataset, roles)
    if column is not None:
        found = [
            place for place in (*shared, *declared, *_obs(dataset, roles)) if place.has(column)
        ]
        if not found:
            msg = f"no obs of the file has a column {column!r}"
            raise UnitPlaceError(msg)
        return [found[0]]
    everywhere = _obs(dataset, roles)
    found = declared or (shared[:1] if shared else everywhere)
    if len(found) > 1 and not declared:
        msg = "the file has several tables, and the card does not say which holds these units"
        raise UnitPlaceError(msg)
    if not found:
        msg = "the file has no table"
        raise UnitPlaceError(msg)
    return [*(shared[:1] if shared and len(found) == len(everywhere) else found)]


def _element(name: str, dataset: Dataset, roles: RoleKeys | None) -> UnitPlace:
    wanted = name.strip("/")
    for place in _obs(dataset, roles):
        if wanted in {place.table or "obs", place.what, f"{place.table}/X".lstrip("/")}:
            return place
    for table in dataset.tables:
        if wanted == f"{table.name}/var".lstrip("/"):
            return VarPlace(wanted, table.var)
    elements = [e for e in dataset.elements if wanted in {e.path, e.name}]
    if len(elements) != 1:
        known = ", ".join(
            [*(p.what for p in _obs(dataset, roles)), *(e.path for e in dataset.elements)]
        )
        problem = "several elements" if elements else "no element"
        msg = f"the file has {problem} called {name!r}; there are {known}"
        raise UnitPlaceError(msg)
    element = elements[0]
    if element.kind == "labels":
        return LabelPlace(dataset, element)
    if element.kind == "image":
        msg = f"{element.path} is an image, whose parts have no ids"
        raise UnitPlaceError(msg)
    return ElementPlace(ParquetRows.of_element(dataset.path, element))


def declaring_places(
    unit_set: ScaleUnitSet, card: DatasetCard, dataset: Dataset, roles: RoleKeys | None = None
) -> list[ObsPlace]:
    """Return the obs of the tables whose rows are units of a set, as the card says."""
    paths = [
        table.path_in_file or ""
        for table in card.tables
        if table.unit_set is not None and table.unit_set == unit_set.unit_set_id
    ]
    return [
        place
        for place in _obs(dataset, roles)
        if any(path.startswith(f"{place.table}/") if place.table else path for path in paths)
    ]


def _obs(dataset: Dataset, roles: RoleKeys | None) -> list[ObsPlace]:
    return [_place(table.name, table.obs, roles) for table in dataset.tables]


def _shared(dataset: Dataset, roles: RoleKeys | None) -> list[ObsPlace]:
    frame = dataset.shared_obs
    return [] if frame is None else [_place("", frame, roles)]


def _place(table: str, frame: Frame, roles: RoleKeys | None) -> ObsPlace:
    if roles is None or roles.columns.base.table != table:
        return ObsPlace(table, frame)
    told = {
        column.name: roles.keys[role]
        for role, column in STANDARD_COLUMNS.items()
        if role in roles.keys
    }
    # Where a card has one sample, every row is of it, and no column need say so.
    told |= {
        STANDARD_COLUMNS[kind].name: keys_of(owners)
        for kind, owners in roles.owners.items()
        if kind in STANDARD_COLUMNS and kind not in roles.keys and (owners.codes >= 0).any()
    }
    return ObsPlace(table, frame, told)
