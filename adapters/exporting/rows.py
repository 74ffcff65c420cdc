"""Which sample, condition or donor of the card each row of a table belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.keys.obs_columns import TableColumns
from aivc.adapters.keys.row_keys import KEY_KINDS, KeyKind
from aivc.storage.keys.joint_keys import joint_keys
from aivc.storage.keys.owners import assign, assign_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.keys.joint_keys import Keys
    from aivc.storage.keys.owners import Entity
    from aivc.storage.model import Dataset, Table

KINDS: Mapping[str, KeyKind] = MappingProxyType(
    {kind.entities: kind for kind in KEY_KINDS if kind.entities}
)
"""Key column and role by list of the card."""


@dataclass(frozen=True, slots=True, eq=False)
class EntityRows:
    """The entity of each row.

    Attributes
    ----------
    ids
        Identifiers in the order of the card.
    codes
        Position in ``ids``, -1 for a row that belongs to none or to several, shape (n_obs,).
    """

    ids: tuple[str, ...]
    codes: NDArray[np.int32]

    def counts(self) -> NDArray[np.int64]:
        """Count the rows of each entity."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.ids))


def entity_rows(dataset: Dataset, table: Table, card: DatasetCard, slot: str) -> EntityRows | None:
    """Find the entity of each row: by ``matches``, else by the column that holds its identifier.

    The column is the one that the card binds to the role, else the standard's own (``sample_id``,
    ``condition_id``, ...).

    Returns
    -------
    EntityRows or None
        None where the card lists no such entity, or no row belongs to one.
    """
    entities: Sequence[Entity] = getattr(card, slot)
    if not any(entity.identifier for entity in entities):
        return None
    columns = TableColumns(dataset, table)
    wanted = [m.column for e in entities for m in e.matches if m.column is not None]
    keys = _keys(card, slot, columns)
    if not wanted and keys is None:
        if len(entities) != 1 or not KINDS[slot].of_all:
            return None
        owners = assign_all(entities[0], columns.n_rows)
    else:
        owners = assign(entities, columns.read(wanted), keys, columns.n_rows)
    codes = np.maximum(owners.codes, -1)
    return EntityRows(owners.ids, codes) if (codes >= 0).any() else None


def _keys(card: DatasetCard, slot: str, columns: TableColumns) -> Keys | None:
    bound = (
        entry.columns
        for entry in (card.binding.keys if card.binding else ())
        if entry.role == KINDS[slot].role and entry.columns
    )
    for names in (*bound, (KINDS[slot].column,)):
        found = columns.read(names)
        if len(found) == len(set(names)):
            return joint_keys([found[name] for name in names])
    return None
