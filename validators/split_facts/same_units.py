"""Rows of several tables that are the same units, by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.keys.frame_hashes import hash_cells, hash_names
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.split_facts.linked_model import LinkedRows
from aivc.validators.split_facts.table_rows import places_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset, Frame, Table


def same_units(
    dataset: Dataset, card: DatasetCard, observations: Observations
) -> Iterator[LinkedRows]:
    """Find rows of several tables that the card, or the file, calls the same units.

    The card does where tables declare one set of units; the file does where tables name the same
    instance of the same region.
    """
    divided = {
        table.name: (table, places)
        for table in dataset.tables
        if (places := places_of_rows(table, observations)) is not None
    }
    for unit_set in card.unit_sets:
        names = [
            name
            for name in divided
            if any(
                described.unit_set == unit_set.unit_set_id
                and (described.path_in_file or "").startswith(f"{name}/")
                for described in card.tables
            )
        ]
        columns = [unit_set.unit_id_column, unit_set.region_column]
        yield from _alike(
            unit_set.pointer, [divided[name] for name in names], [columns] * len(names)
        )
    keyed = [(each, _keys(each[0])) for each in divided.values()]
    annotating = [(each, keys) for each, keys in keyed if keys]
    told_by = "region_key and instance_key"
    yield from _alike(told_by, [each for each, _ in annotating], [keys for _, keys in annotating])


def _keys(table: Table) -> list[str | None]:
    found = [table.attributes.get(key) for key in ("instance_key", "region_key")]
    names = [name for name in found if isinstance(name, str) and table.obs.has(name)]
    return list(names) if len(names) == len(found) else []


def _alike(
    told_by: str,
    tables: Sequence[tuple[Table, NDArray[np.int64]]],
    columns: Sequence[Sequence[str | None]],
) -> Iterator[LinkedRows]:
    """Link the rows of tables that have the same ids."""
    if len(tables) < 2:
        return
    try:
        ids = [_ids(table.obs, names) for (table, _), names in zip(tables, columns, strict=False)]
    except AivcError as error:
        nothing = np.empty(0, np.int64)
        yield LinkedRows("cell", told_by, nothing, nothing, str(error))
        return
    width = min(each.shape[1] for each in ids)
    joined = np.concatenate([each[:, :width] for each in ids])
    rows = np.concatenate([places for _, places in tables])
    _, first = np.unique(joined[:, 0], return_inverse=True)
    codes = [np.unique(column, return_inverse=True)[1] for column in joined.T[1:]]
    node = joint_codes([first, *codes]).codes.astype(np.int64)
    known = (rows >= 0) & (joined[:, 0] != 0)
    distinct = joint_codes([node[known], rows[known]]).combinations.astype(np.int64)
    n_rows = np.bincount(distinct[:, 0], minlength=int(node.max(initial=0)) + 1)
    several = distinct[n_rows[distinct[:, 0]] > 1]
    if len(several):
        yield LinkedRows("cell", told_by, several[:, 0], several[:, 1])


def _ids(frame: Frame, names: Sequence[str | None]) -> NDArray[np.uint64]:
    """Return hashes of the id of each row, and of its region where there is one; 0 for no id."""
    own, *regions = names
    found = [
        hash_names(frame) if own is None or not frame.has(own) else hash_cells(frame.column(own))
    ]
    found += [
        hash_cells(frame.column(name)) for name in regions if name is not None and frame.has(name)
    ]
    return np.column_stack(found)
