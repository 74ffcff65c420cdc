"""Keys of rows: sample, condition, donor, plate, batch and site, as obs columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.keys.obs_columns import TableColumns
from aivc.storage.keys.owners import SEVERAL, Owners, assign, assign_all
from aivc.storage.writing.added import AddedColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.keys.owners import Entity
    from aivc.storage.model import Dataset

KEY_OF: Mapping[str, str] = MappingProxyType(
    {
        "samples": "sample_id",
        "conditions": "condition_id",
        "donors": "donor_id",
        "plates": "plate_id",
        "batches": "batch_id",
        "sites": "site_id",
    }
)
"""Key column by list of the card."""

_OF_ALL = frozenset({"samples", "conditions", "donors"})
"""What every row has: where there is only one, all rows have it."""


def row_keys(dataset: Dataset, card: DatasetCard) -> dict[str, tuple[AddedColumn, ...]]:
    """Make the key columns that a dataset lacks and its card tells.

    Parameters
    ----------
    dataset
        The tables.
    card
        Its card, with all samples and conditions in it, those of tables beside it included.

    Returns
    -------
    dict
        By name of the table, in the order of ``KEY_OF``. A key is left out where the table has a
        column of this name, where the card does not tell it, or where rows belong to several.
    """
    found = {}
    for table in dataset.tables:
        columns = TableColumns(dataset, table)
        made = [_key(name, getattr(card, slot), columns) for slot, name in KEY_OF.items()]
        found[table.name] = tuple(key for key in made if key is not None)
    return found


def _key(name: str, entities: Sequence[Entity], columns: TableColumns) -> AddedColumn | None:
    if not entities or columns.has(name):
        return None
    owners = _owners(entities, columns)
    if owners is None or bool((owners.codes == SEVERAL).any()) or not (owners.codes >= 0).any():
        return None
    used = np.unique(owners.codes[owners.codes >= 0])
    place = np.full(len(owners.ids) + 1, -1, np.int32)
    place[used] = np.arange(len(used))
    labels = tuple(owners.ids[code] for code in used.tolist())
    return AddedColumn(name, place[np.maximum(owners.codes, -1)], labels)


def _owners(entities: Sequence[Entity], columns: TableColumns) -> Owners | None:
    wanted = [m.column for e in entities for m in e.matches if m.column is not None]
    if wanted:
        return assign(entities, columns.read(wanted), None, columns.n_rows)
    is_only = len(entities) == 1 and entities[0].identifier is not None
    return assign_all(entities[0], columns.n_rows) if is_only and _is_of_all(entities[0]) else None


def _is_of_all(entity: Entity) -> bool:
    return type(entity).__name__.lower() + "s" in _OF_ALL
