"""Keys of rows: sample, condition, donor, plate, batch, site and well, as obs columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.keys.obs_columns import TableColumns
from aivc.storage.keys.owners import SEVERAL, assign, assign_all
from aivc.storage.writing.added import AddedColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.keys.owners import Entity
    from aivc.storage.model import Column, Dataset


@dataclass(frozen=True, slots=True)
class KeyKind:
    """A key column of the standard.

    Attributes
    ----------
    column
        Its name in obs.
    role
        The role that it plays.
    entities
        List of the card whose identifiers it holds; empty where it holds none.
    of_all
        Whether every row has one, so that all rows have the only one of a card.
    """

    column: str
    role: str
    entities: str
    of_all: bool = False


KEY_KINDS = (
    KeyKind("sample_id", "sample", "samples", of_all=True),
    KeyKind("condition_id", "condition", "conditions", of_all=True),
    KeyKind("donor_id", "donor", "donors", of_all=True),
    KeyKind("plate_id", "plate", "plates"),
    KeyKind("batch_id", "batch", "batches"),
    KeyKind("site_id", "site", "sites"),
    KeyKind("well_position", "well", ""),
)


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
        By name of the table, in the order of ``KEY_KINDS``. A key is left out where the table has a
        column of this name, where the card does not tell it, or where rows belong to several.
    """
    found = {}
    for table in dataset.tables:
        columns = TableColumns(dataset, table)
        made = [_key(kind, card, columns) for kind in KEY_KINDS]
        found[table.name] = tuple(key for key in made if key is not None)
    return found


def _key(kind: KeyKind, card: DatasetCard, columns: TableColumns) -> AddedColumn | None:
    if columns.has(kind.column):
        return None
    entities: Sequence[Entity] = getattr(card, kind.entities) if kind.entities else ()
    if any(entity.matches for entity in entities):
        return _by_matches(kind, entities, columns)
    bound = _bound(kind.role, card)
    if bound is not None and kind.role == "well":
        return _by_wells(bound, _bound("plate", card), columns)
    if bound is not None:
        return _by_column(kind.column, bound, columns)
    if kind.of_all and len(entities) == 1 and entities[0].identifier is not None:
        owners = assign_all(entities[0], columns.n_rows)
        return AddedColumn(kind.column, owners.codes, owners.ids)
    return None


def _by_matches(
    kind: KeyKind, entities: Sequence[Entity], columns: TableColumns
) -> AddedColumn | None:
    wanted = [m.column for entity in entities for m in entity.matches if m.column is not None]
    owners = assign(entities, columns.read(wanted), None, columns.n_rows)
    if (owners.codes == SEVERAL).any() or not (owners.codes >= 0).any():
        return None
    return _compact(kind.column, owners.codes, owners.ids)


def _by_column(key: str, name: str, columns: TableColumns) -> AddedColumn | None:
    column = columns.read([name]).get(name)
    if column is None or not (column.codes >= 0).any():
        return None
    return _labelled(key, column, list(column.categories))


def _by_wells(name: str, plate: str | None, columns: TableColumns) -> AddedColumn | None:
    """Read positions; a label may be that of its plate, followed by the position."""
    from aivc.adapters.plates.wells import normalise

    found = columns.read([name] if plate is None else [name, plate])
    column = found.get(name)
    if column is None:
        return None
    labels = _without_plates(column, found.get(plate or ""))
    return _labelled("well_position", column, [normalise(label) for label in labels])


def _without_plates(wells: Column, plates: Column | None) -> list[str]:
    """Take the name of its plate off the front of each label, if a position is left of each."""
    from aivc.adapters.plates.wells import normalise

    labels = list(wells.categories)
    if plates is None:
        return labels
    known = (wells.codes >= 0) & (plates.codes >= 0)
    pairs = np.unique(np.stack([wells.codes[known], plates.codes[known]]), axis=1)
    plate_of = {int(well): plates.categories[plate] for well, plate in pairs.T.tolist()}
    short = {
        well: labels[well].removeprefix(plate).strip("_- ")
        for well, plate in plate_of.items()
        if labels[well].startswith(plate)
    }
    used = set(wells.codes[wells.codes >= 0].tolist())
    is_prefixed = len(plate_of) == pairs.shape[1] and all(
        code in short and normalise(short[code]) is not None for code in used
    )
    return [short.get(code, label) for code, label in enumerate(labels)] if is_prefixed else labels


def _labelled(key: str, column: Column, labels: Sequence[str | None]) -> AddedColumn | None:
    """Make a key of new labels, one for each category; None where it has none."""
    known = tuple(dict.fromkeys(label for label in labels if label is not None))
    place = {label: code for code, label in enumerate(known)}
    new = np.array([*(place[x] if x is not None else -1 for x in labels), -1], np.int32)
    codes = new[column.codes]
    return _compact(key, codes, known) if (codes >= 0).any() else None


def _compact(name: str, codes: NDArray[np.int32], ids: tuple[str, ...]) -> AddedColumn:
    """Keep the identifiers that rows have, in the order of the card."""
    used = np.unique(codes[codes >= 0])
    place = np.full(len(ids) + 1, -1, np.int32)
    place[used] = np.arange(len(used))
    labels = tuple(ids[code] for code in used.tolist())
    return AddedColumn(name, place[np.maximum(codes, -1)], labels)


def _bound(role: str, card: DatasetCard) -> str | None:
    """Return the one column that the card binds to a role."""
    keys = card.binding.keys if card.binding is not None else ()
    found = next((key.columns for key in keys if key.role == role), ())
    return found[0] if len(found) == 1 else None
