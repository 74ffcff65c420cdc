"""Which rows are observations of what: roles, assignments to the card, and counts across them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import Keys, joint_keys
from aivc.storage.keys.owners import (
    NOBODY,
    UNTOLD,
    Entity,
    Owners,
    assign,
    assign_all,
)
from aivc.validators.facts.aligned_columns import AlignedColumns
from aivc.validators.facts.assignment_facts import AssignmentFacts
from aivc.validators.facts.contingency import can_cross
from aivc.validators.facts.crossings import counts_by_condition, counts_by_pair, keys_of
from aivc.validators.facts.model import DesignFacts
from aivc.validators.facts.roles import (
    Role,
    bound_columns,
    columns_wanted,
    derived_role,
    matched_role,
    resolve_roles,
)
from aivc.validators.facts.row_names import row_names
from aivc.validators.facts.told_by_card import TELLINGS, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Column
    from aivc.validators.facts.aligned_columns import ObsFrame

KINDS = ("batch", "condition", "donor", "plate", "sample", "site")
"""Roles whose keys are entities of the card."""

_ALWAYS = frozenset({"condition", "sample", "donor"})
"""What every row is an observation of: if nothing tells it, no row is assigned."""

__all__ = [
    "KINDS",
    "RoleKeys",
    "bound_columns",
    "columns_wanted",
    "design_facts",
    "design_with_keys",
]


@dataclass(frozen=True, slots=True)
class _Assigned:
    """Roles, the entity of each row by kind, and the keys by which rows are shown."""

    roles: dict[str, Role]
    owners: dict[str, Owners]
    shown: dict[str, Keys | None]


@dataclass(frozen=True, slots=True)
class RoleKeys:
    """The key of each row in every role, and the obs whose rows they are.

    ``owners`` are the entities of the card that rows belong to, by kind.
    """

    columns: AlignedColumns
    keys: Mapping[str, Keys]
    owners: Mapping[str, Owners]


def design_facts(card: DatasetCard, frames: Sequence[ObsFrame]) -> DesignFacts | None:
    """Measure the design of a dataset; see :func:`design_with_keys`."""
    found = design_with_keys(card, frames)
    return None if found is None else found[0]


def design_with_keys(
    card: DatasetCard, frames: Sequence[ObsFrame]
) -> tuple[DesignFacts, RoleKeys] | None:
    """Measure the design of a dataset.

    The rows are those of the obs that all modalities share where it holds a role, else of the obs
    that holds the most. Columns of other tables are matched by row name.

    Parameters
    ----------
    card
        The card, as far as it can be read.
    frames
        Every obs of the container.

    Returns
    -------
    (DesignFacts, RoleKeys) or None
        None where the container has no obs.
    """
    if not frames:
        return None
    columns = AlignedColumns(_base(card, frames), frames)
    assigned = _assign(card, columns)
    crossed = {
        name: role.keys
        for name, role in sorted(assigned.roles.items())
        if role.keys is not None and can_cross(role.keys)
    }
    facts = {
        kind: AssignmentFacts(kind, owners, assigned.shown[kind])
        for kind, owners in assigned.owners.items()
    }
    names = row_names(
        columns.base.frame, (row for kind in facts.values() for row in kind.row_positions())
    )
    design = DesignFacts(
        roles={name: role.facts for name, role in sorted(assigned.roles.items())},
        assignments={kind: fact.named(names) for kind, fact in facts.items()},
        by_condition=counts_by_condition(card, assigned.owners.get("condition"), crossed),
        pairs=counts_by_pair(crossed),
        n_rows=columns.n_rows,
    )
    keys = {name: role.keys for name, role in assigned.roles.items() if role.keys is not None}
    return design, RoleKeys(columns, keys, assigned.owners)


def _base(card: DatasetCard, frames: Sequence[ObsFrame]) -> ObsFrame:
    """Return the obs with the most columns that mean something; the first of several alike."""
    wanted = columns_wanted(card)
    shared = next((frame for frame in frames if not frame.table), None)
    if shared is not None and wanted & set(shared.columns):
        return shared
    return max(frames, key=lambda frame: len(wanted & set(frame.columns)))


def _assign(card: DatasetCard, columns: AlignedColumns) -> _Assigned:
    roles = resolve_roles(card, columns)
    found = _Assigned(roles, {}, {})
    entities = entities_of(card)
    for kind in KINDS:
        _assign_kind(kind, entities[kind], found, columns)
    for telling in TELLINGS:
        if telling.role in roles:
            continue
        keys = told(telling, card, found.owners)
        if keys is not None:
            roles[telling.role] = derived_role(
                telling.role, telling.source, columns.base.table, keys
            )
            _assign_told(telling.role, entities.get(telling.role, ()), found)
    # A file that tells no condition, sample or donor at all has rows that belong to nobody.
    for kind in _ALWAYS - set(found.owners):
        if entities[kind]:
            found.owners[kind] = assign(entities[kind], {}, None, columns.n_rows)
            found.shown[kind] = None
    return found


def _assign_kind(
    kind: str, entities: Sequence[Entity], found: _Assigned, columns: AlignedColumns
) -> None:
    role = found.roles.get(kind)
    keys = role.keys if role is not None else None
    available = match_columns(entities, columns)
    has_matches = any(entity.matches for entity in entities)
    if keys is None and not has_matches:
        if role is None and is_everything(kind, entities):
            found.owners[kind] = assign_all(entities[0], columns.n_rows)
            found.shown[kind] = None
        return
    owners = assign(entities, available, keys, columns.n_rows)
    found.owners[kind] = owners
    if keys is not None:
        found.shown[kind] = keys
        return
    found.shown[kind] = (
        joint_keys([available[name] for name in owners.columns]) if (owners.columns) else None
    )
    if role is None:
        found.roles[kind] = matched_role(kind, columns.base.table, owners.columns, keys_of(owners))


def _assign_told(kind: str, entities: Sequence[Entity], found: _Assigned) -> None:
    """Assign rows to entities that the card names through others.

    Rows of which the card does not tell it are those of the others, and no news here.
    """
    keys = found.roles[kind].keys
    if kind not in KINDS or keys is None or not entities:
        return
    owners = assign(entities, {}, keys, len(keys.codes))
    untold = (keys.codes < 0) & (owners.codes == NOBODY)
    found.owners[kind] = replace(owners, codes=np.where(untold, np.int32(UNTOLD), owners.codes))
    found.shown[kind] = keys


def is_everything(kind: str, entities: Sequence[Entity]) -> bool:
    """Tell whether a kind has one entity only, which no column could tell from others."""
    return kind in _ALWAYS and len(entities) == 1 and entities[0].identifier is not None


def match_columns(entities: Sequence[Entity], columns: AlignedColumns) -> dict[str, Column]:
    """Return the columns by whose values these entities are recognised, where they are there."""
    found: dict[str, Column] = {}
    for entity in entities:
        for match in entity.matches:
            if match.column is not None and match.column not in found:
                table = columns.table_with((match.column,))
                if table is not None:
                    found[match.column] = columns.column(match.column, table)
    return found


def entities_of(card: DatasetCard) -> Mapping[str, Sequence[Entity]]:
    """Return the entities that rows may belong to, by kind."""
    return {
        "batch": card.batches,
        "condition": card.conditions,
        "donor": card.donors,
        "plate": card.plates,
        "sample": card.samples,
        "site": card.sites,
    }
