"""Which columns tell each axis: as the manifest binds them, the card, the standard, or a guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.facts.roles import columns_wanted
from aivc.validators.facts.standard_columns import STANDARD_COLUMNS, StandardColumn
from aivc.validators.split_facts.observe_tables import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.schema.generated.views import Binding, DatasetCard, SplitManifest
    from aivc.validators.facts.aligned_columns import AlignedColumns

ROLE_OF_AXIS: Mapping[str, str] = MappingProxyType({"platform": "assay"})
"""The role that tells an axis, where it has another name."""

FURTHER_STANDARD = MappingProxyType(
    {
        "disease": StandardColumn("disease_ontology_term_id"),
        "organism": StandardColumn("organism_ontology_term_id"),
        "tissue": StandardColumn("tissue_ontology_term_id"),
    }
)
"""Columns of the standard that tell an axis and play no role that a control is matched on."""

CONTROL = "control"
STRUCTURE = "structure"
GROUPING = "grouping"


@dataclass(frozen=True, slots=True)
class BoundColumns:
    """The columns that play a role, and who says so.

    That is ``bound``, ``standard``, ``guessed``, or ``grouping`` for columns that define the groups
    of a split and are not said to play the role.
    """

    role: str
    table: str
    columns: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Bindings:
    """Everything that is said about columns.

    Attributes
    ----------
    separator, dialect, dose_unit, time_unit
        As the manifest's binding states them, else the card's; None where neither does.
    roles
        The columns of each role, where the file has them.
    absent
        Roles that are bound to columns that the file does not have or that cannot be read.
    """

    separator: str | None = None
    dialect: str | None = None
    dose_unit: str | None = None
    time_unit: str | None = None
    roles: Mapping[str, BoundColumns] = field(default_factory=lambda: MappingProxyType({}))
    absent: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def roles_known() -> tuple[str, ...]:
    """Name every role that tells an axis, and those that mark controls and structures."""
    return (*(ROLE_OF_AXIS.get(axis, axis) for axis in AXES), CONTROL, STRUCTURE)


def names_wanted(
    card: DatasetCard,
    manifest: SplitManifest | None,
    guessed: Mapping[str, tuple[str, ...]],
) -> frozenset[str]:
    """Name every column that a manifest, a card, the standard or a guess gives a meaning."""
    names = set(columns_wanted(card))
    names.update(column.name for column in FURTHER_STANDARD.values())
    names.update(name for columns in guessed.values() for name in columns)
    if manifest is not None:
        names.update(manifest.grouping_keys)
        for key in manifest.binding.keys if manifest.binding else ():
            names.update(key.columns)
    return frozenset(names)


def table_wanted(manifest: SplitManifest | None) -> str | None:
    """Return the table that the manifest's binding names, the first where it names several."""
    keys = manifest.binding.keys if manifest is not None and manifest.binding else ()
    return next((key.in_table for key in keys if key.in_table), None)


def find_bindings(
    card: DatasetCard,
    manifest: SplitManifest | None,
    guessed: Mapping[str, tuple[str, ...]],
    columns: AlignedColumns,
) -> Bindings:
    """Find the columns of every role; the manifest goes before the card, that before the standard.

    Parameters
    ----------
    card, manifest
        As far as they can be read.
    guessed
        Columns by role, as guessed from their names; used where nobody says anything.
    columns
        The columns of the file.
    """
    said = [b for b in (manifest.binding if manifest else None, card.binding) if b is not None]
    roles: dict[str, BoundColumns] = {}
    absent: dict[str, str] = {}
    for role in roles_known():
        found = _bound(role, said, columns) or _standard(role, columns)
        found = found or _grouping(role, manifest, columns) or _guessed(role, guessed, columns)
        if isinstance(found, BoundColumns):
            roles[role] = found
        elif found:
            absent[role] = found
    return Bindings(
        separator=_first(b.combination_separator for b in said),
        dialect=_first(b.unit_dialect for b in said),
        dose_unit=_first(b.dose_unit for b in said),
        time_unit=_first(b.time_unit for b in said),
        roles=roles,
        absent=absent,
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _bound(
    role: str, bindings: list[Binding], columns: AlignedColumns
) -> BoundColumns | str | None:
    for binding in bindings:
        for key in binding.keys:
            if key.role == role and key.columns:
                names = tuple(dict.fromkeys(key.columns))
                table = columns.table_with(names, key.in_table)
                if table is not None:
                    return BoundColumns(role, table, names, "bound")
                return _why_absent(names, key.in_table, columns)
    return None


def _why_absent(names: tuple[str, ...], table: str | None, columns: AlignedColumns) -> str:
    absent = columns.absent(names, table)
    if absent:
        return f"obs has no column {', '.join(absent)}"
    told = [f"{name}: {why}" for name in names if (why := unreadable(columns, name))]
    return "; ".join(told) or f"no single table has the columns {', '.join(names)}"


def _standard(role: str, columns: AlignedColumns) -> BoundColumns | None:
    standard = STANDARD_COLUMNS.get(role) or FURTHER_STANDARD.get(role)
    table = None if standard is None else columns.table_with((standard.name,))
    if standard is None or table is None:
        return None
    labels = columns.column(standard.name, table).categories
    is_line = bool(labels) and all(label.startswith("CVCL_") for label in labels)
    if role == "tissue" and is_line:
        return None
    if standard.prefix and not all(label.startswith(standard.prefix) for label in labels):
        return None
    return BoundColumns(role, table, (standard.name,), "standard")


def _grouping(
    role: str, manifest: SplitManifest | None, columns: AlignedColumns
) -> BoundColumns | None:
    """Take the columns that define the groups for the unit of the split."""
    unit = None if manifest is None else manifest.unit_of_split
    if manifest is None or unit is None or ROLE_OF_AXIS.get(unit, unit) != role:
        return None
    names = tuple(dict.fromkeys(manifest.grouping_keys))
    table = columns.table_with(names) if names else None
    return None if table is None else BoundColumns(role, table, names, GROUPING)


def _guessed(
    role: str, guessed: Mapping[str, tuple[str, ...]], columns: AlignedColumns
) -> BoundColumns | None:
    names = guessed.get(role, ())
    table = columns.table_with(names) if names else None
    return None if table is None else BoundColumns(role, table, names, "guessed")
