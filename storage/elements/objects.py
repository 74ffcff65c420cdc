"""The objects of a label image: their labels, areas and centres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

_LARGEST = np.iinfo(np.int64).max

_AT_ONCE = 1 << 20
"""Pixels whose places are held at once, each about 50 bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Objects:
    """The objects of labels.

    Attributes
    ----------
    labels
        Their labels, ascending, shape (n_objects,).
    areas
        Number of pixels of each, shape (n_objects,).
    centres
        Mean place of their pixels along each axis in pixels, the first of which reaches from 0 to
        1, shape (n_objects, n_axes).
    """

    labels: NDArray[np.int64]
    areas: NDArray[np.int64]
    centres: NDArray[np.float64]


Block = tuple[tuple[slice, ...], "NDArray[Any]"]
"""A box of a label image, and the values in it."""


def objects_of(blocks: Iterable[Block], rank: int, origin: str) -> Objects:
    """Find the objects of labels; 0 is what belongs to none.

    Memory does not grow with the image, only with the number of objects.

    Parameters
    ----------
    blocks
        Boxes that together are the image.
    rank
        Number of its axes.
    origin
        What it is called in a message.

    Raises
    ------
    UnreadableInputError
        Values are no whole numbers, are below zero, or all are zero.
    """
    parts = [
        part
        for corner, values in blocks
        for rows, piece in _cut(corner, values)
        if (part := _part(rows, piece, origin)) is not None
    ]
    if not parts:
        msg = f"{origin} labels no object: all its values are 0"
        raise UnreadableInputError(msg)
    found = np.concatenate([ids for ids, _, _ in parts])
    distinct, inverse = np.unique(found, return_inverse=True)
    areas = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(areas, inverse, np.concatenate([counts for _, counts, _ in parts]))
    sums = np.zeros((len(distinct), rank))
    np.add.at(sums, inverse, np.concatenate([places for _, _, places in parts]))
    return Objects(distinct, areas, sums / areas[:, None])


def _cut(corner: tuple[slice, ...], values: NDArray[Any]) -> Iterator[Block]:
    """Cut a box along its first axis until its pixels are few."""
    rows = max(1, _AT_ONCE * len(values) // max(1, values.size))
    for start in range(0, len(values), rows):
        piece = values[start : start + rows]
        first = corner[0].start + start
        yield (slice(first, first + len(piece)), *corner[1:]), piece


Part = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float64]"]


def _part(corner: tuple[slice, ...], values: NDArray[Any], origin: str) -> Part | None:
    if values.dtype.kind not in "iu":
        msg = f"{origin} holds values of type {values.dtype}; expected labels, whole numbers"
        raise UnreadableInputError(msg)
    if values.dtype.kind == "i" and bool((values < 0).any()):
        msg = f"{origin} has labels below zero; objects are labelled from 1, and 0 is none"
        raise UnreadableInputError(msg)
    if values.dtype.itemsize == 8 and bool((values > _LARGEST).any()):
        msg = f"{origin} has labels above {_LARGEST:,}; label objects anew from 1"
        raise UnreadableInputError(msg)
    where = np.nonzero(values)
    if not len(where[0]):
        return None
    ids, inverse, counts = np.unique(
        values[where].astype(np.int64), return_inverse=True, return_counts=True
    )
    sums = [
        np.bincount(inverse, along + 0.5 + side.start, len(ids))
        for along, side in zip(where, corner, strict=True)
    ]
    return ids, counts.astype(np.int64), np.column_stack(sums)
