"""Find the columns that play each role, and read what rows hold in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import Keys, joint_keys
from aivc.validators.facts.model import RoleColumns
from aivc.validators.facts.standard_columns import STANDARD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.generated.views import RoleColumns as BoundColumns
    from aivc.validators.facts.aligned_columns import AlignedColumns


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and the key of each row in it; no keys where columns are absent."""

    facts: RoleColumns
    keys: Keys | None


@cache
def role_names() -> tuple[str, ...]:
    """Name every role of the standard, sorted."""
    from aivc.schema.slots import enum_spec

    return tuple(sorted(enum_spec("ObsRole").values))


def bound_columns(card: DatasetCard) -> Mapping[str, BoundColumns]:
    """Return the columns that the card binds, by role; the first where a role is bound twice."""
    found: dict[str, BoundColumns] = {}
    for key in card.binding.keys if card.binding else ():
        if key.role in role_names() and key.columns:
            found.setdefault(key.role, key)
    return found


def columns_wanted(card: DatasetCard) -> frozenset[str]:
    """Name every obs column that may play a role or that an entity is recognised by."""
    names = {column.name for column in STANDARD_COLUMNS.values()}
    for key in bound_columns(card).values():
        names.update(key.columns)
    for entities in (
        card.samples,
        card.conditions,
        card.donors,
        card.plates,
        card.batches,
        card.sites,
    ):
        for entity in entities:
            names.update(match.column for match in entity.matches if match.column is not None)
    return frozenset(names)


def resolve_roles(card: DatasetCard, columns: AlignedColumns) -> dict[str, Role]:
    """Resolve every role that the card binds or that a standard column plays.

    Parameters
    ----------
    card
        The card, as far as it can be read.
    columns
        The obs columns of the container.
    """
    bound = bound_columns(card)
    found = {}
    for name in role_names():
        role = _bound(bound[name], columns) if name in bound else _standard(name, columns)
        if role is not None:
            found[name] = role
    return found


def _bound(key: BoundColumns, columns: AlignedColumns) -> Role:
    role = key.role or ""
    names = tuple(dict.fromkeys(key.columns))
    table = columns.table_with(names, key.in_table)
    if table is None:
        absent = columns.absent(names, key.in_table)
        place = key.in_table or columns.base.table
        return Role(RoleColumns(role, place, names, is_bound=True, absent=absent), None)
    return _read(role, table, names, columns, is_bound=True)


def _standard(role: str, columns: AlignedColumns) -> Role | None:
    standard = STANDARD_COLUMNS.get(role)
    table = None if standard is None else columns.table_with((standard.name,))
    if standard is None or table is None:
        return None
    found = _read(role, table, (standard.name,), columns, is_bound=False)
    if not all(label.startswith(standard.prefix) for (label,) in found.facts.levels):
        return None
    return found


def _read(
    role: str, table: str, names: tuple[str, ...], columns: AlignedColumns, *, is_bound: bool
) -> Role:
    keys = joint_keys([columns.column(name, table) for name in names])
    facts = RoleColumns(
        role=role,
        table=table,
        columns=names,
        is_bound=is_bound,
        levels=keys.levels,
        counts=keys.counts(),
        n_missing=keys.n_missing(),
    )
    return Role(facts, keys)


def derived_role(role: str, source: str, table: str, keys: Keys) -> Role:
    """Return a role that no column plays: the card tells it through another one.

    ``n_missing`` is 0: rows without a key are those of the role that it comes from.
    """
    keys = _used(keys)
    facts = RoleColumns(
        role=role,
        table=table,
        columns=(),
        is_bound=False,
        levels=keys.levels,
        counts=keys.counts(),
        derived_from=source,
    )
    return Role(facts, keys)


def matched_role(role: str, table: str, columns: tuple[str, ...], keys: Keys) -> Role:
    """Return a role whose keys are the entities of the card that rows belong to by ``matches``."""
    keys = _used(keys)
    facts = RoleColumns(
        role=role,
        table=table,
        columns=columns,
        is_bound=False,
        levels=keys.levels,
        counts=keys.counts(),
        derived_from="matches",
    )
    return Role(facts, keys)


def _used(keys: Keys) -> Keys:
    """Drop levels that no row has."""
    counts = keys.counts()
    used = np.flatnonzero(counts)
    place = np.full(len(keys.levels) + 1, -1, keys.codes.dtype)
    place[used] = np.arange(len(used))
    return Keys(place[keys.codes], tuple(keys.levels[k] for k in used))
