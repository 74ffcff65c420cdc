"""Molecules that went to units of two tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.tables import ElementTable
from aivc.storage.keys.joint_keys import joint_codes
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from aivc.schema.generated.views import ScaleLink, ScaleUnitSet
    from aivc.storage.model import Dataset
    from aivc.storage.records.texts import Texts

_AT_ONCE = 1 << 20


class NotInColumnsError(AivcError, LookupError):
    """It does not stand in two columns of one element to which units molecules went."""


def partners_in_columns(
    dataset: Dataset, source: ScaleUnitSet, one: ScaleLink, other: ScaleLink
) -> NDArray[np.uint64]:
    """Return the pairs of units that have a molecule in common.

    Parameters
    ----------
    dataset
        The container.
    source
        The set of molecules, whose element holds the partners of each.
    one, other
        Links of the molecules to units of two sets.

    Returns
    -------
    ndarray
        Hashes of the ids of both units, each pair once, shape (n_pairs, 2). Rows are read a
        million at a time.

    Raises
    ------
    NotInColumnsError
        The molecules are no element, or a link does not name a column of it.
    UnreadableInputError
        The element cannot be read.
    """
    wanted = {source.element, (source.element or "").rpartition("/")[2]}
    element = next((e for e in dataset.elements if e.path in wanted or e.name in wanted), None)
    names = one.partner_column, other.partner_column
    if element is None or element.kind not in {"points", "shapes"}:
        msg = f"{source.element or source.unit_set_id} is no points of the store"
        raise NotInColumnsError(msg)
    table = ElementTable(dataset.path, element)
    columns = [name for name in names if name is not None and name in table.columns]
    if len(columns) < 2 or columns[0] == columns[1]:
        msg = (
            f"links {one.link_id} and {other.link_id} do not each name by partner_column a column "
            f"of {element.path}"
        )
        raise NotInColumnsError(msg)
    found = np.empty((0, 2), np.uint64)
    for batches in table.several(columns, _AT_ONCE):
        left = _hashes(batches[0], one.unassigned_labels)
        right = _hashes(batches[1], other.unassigned_labels)
        known = (left != 0) & (right != 0)
        found = np.unique(np.concatenate([found, _distinct(left[known], right[known])]), axis=0)
    return found


def _distinct(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mine, at = np.unique(left, return_inverse=True)
    theirs, there = np.unique(right, return_inverse=True)
    pairs = joint_codes([at, there]).combinations
    return np.column_stack([mine[pairs[:, 0]], theirs[pairs[:, 1]]])


def _hashes(batch: object, unassigned: Iterable[str]) -> NDArray[np.uint64]:
    """Return the hash of each id, 0 where a molecule went to no unit."""
    import pyarrow as pa

    texts: Texts = texts_of_arrow(pa.chunked_array([batch]))
    texts = texts.missing_where(unassigned)
    by_code = np.append(texts.hashes(), np.uint64(0))
    found: NDArray[np.uint64] = by_code[texts.codes]
    return found
