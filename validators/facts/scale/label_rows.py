"""The objects of a label image: its different values, background aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.dataset import OpenedDataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.distinct import distinct_values
from aivc.storage.node import ArrayNode, join
from aivc.validators.facts.scale.keyed_rows import KeyedRows, hash_labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, SpatialElement

MAX_OBJECTS = 50_000_000
"""More different values than this are no objects."""

_FULL_SIZE = "0"


def keyed_by_object(dataset: Dataset, element: SpatialElement) -> KeyedRows:
    """Key one row for each different value of a label image that is not 0.

    Raises
    ------
    UnreadableInputError
        The values cannot be read, are no whole numbers, or are too many to be objects.
    """
    array = _image(dataset, element)
    if array.dtype.kind not in "iu":
        msg = f"{element.path} holds no whole numbers"
        raise UnreadableInputError(msg)
    found: NDArray[np.integer] = np.empty(0, array.dtype)
    for piece in array.stream():
        found = distinct_values(np.append(found, distinct_values(piece.ravel())))
        if len(found) > MAX_OBJECTS:
            msg = f"{element.path} has more than {MAX_OBJECTS:,} different values"
            raise UnreadableInputError(msg)
    objects = found[found != 0]
    hashes = [
        hash_labels([str(value) for value in objects[start : start + _BLOCK].tolist()])
        for start in range(0, len(objects), _BLOCK)
    ]
    return KeyedRows(
        np.concatenate([*hashes, np.empty(0, np.uint64)]),
        np.zeros(len(objects), bool),
        lambda rows: tuple(str(objects[row]) for row in rows),
    )


def _image(dataset: Dataset, element: SpatialElement) -> ArrayNode:
    levels = element.attributes.get("levels") or [_FULL_SIZE]
    path = join(element.path, str(levels[0]))
    found = dataset.root.array(path) if isinstance(dataset, OpenedDataset) else None
    if found is None:
        msg = f"{path} is no image that can be read"
        raise UnreadableInputError(msg)
    return found


_BLOCK = 1 << 16
