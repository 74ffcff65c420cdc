"""The objects of a label image: its different values, background aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.elements.rasters import finest_array
from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.distinct import distinct_values
from aivc.validators.facts.scale.keyed_rows import KeyedRows, hash_labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, SpatialElement
    from aivc.storage.node import ArrayNode

MAX_OBJECTS = 50_000_000
"""More different values than this are no objects."""

_BLOCK = 1 << 16
"""Labels that are hashed at a time."""

_MERGED = 1 << 20
"""Values that wait before they are merged with those known."""


def keyed_by_object(dataset: Dataset, element: SpatialElement) -> KeyedRows:
    """Key one row for each different value of a label image that is not 0.

    Raises
    ------
    UnreadableInputError
        The values cannot be read, are no whole numbers, or are too many to be objects.
    """
    array = finest_array(dataset, element)
    if array.dtype.kind not in "iu":
        msg = f"{element.path} holds no whole numbers"
        raise UnreadableInputError(msg)
    found = _distinct(array, element.path)
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


def _distinct(array: ArrayNode, what: str) -> NDArray[np.integer]:
    """Return the different values of an image, ascending, a chunk at a time."""
    found: NDArray[np.integer] = np.empty(0, array.dtype)
    waiting: list[NDArray[np.integer]] = []
    n_waiting = 0
    for _, values in array.boxes():
        waiting.append(distinct_values(values.ravel()))
        n_waiting += len(waiting[-1])
        # Merging takes as long as there are objects; small chunks wait for one another.
        if n_waiting > max(len(found), _MERGED):
            found, waiting, n_waiting = _merged(found, waiting, what), [], 0
    return _merged(found, waiting, what)


def _merged(
    found: NDArray[np.integer], waiting: list[NDArray[np.integer]], what: str
) -> NDArray[np.integer]:
    merged: NDArray[np.integer] = distinct_values(np.concatenate([found, *waiting]))
    if len(merged) > MAX_OBJECTS:
        msg = f"{what} has more than {MAX_OBJECTS:,} different values"
        raise UnreadableInputError(msg)
    return merged
