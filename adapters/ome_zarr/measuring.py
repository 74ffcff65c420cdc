"""Measure labelled objects: their area, centre, and mean intensity in each channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.adapters.ome_zarr.sliced import SlicedArray

_LARGEST = np.iinfo(np.int64).max


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


def measure_objects(labels: SlicedArray, origin: str) -> Objects:
    """Find the objects of labels; 0 is what belongs to none.

    Memory does not grow with the image, only with the number of objects.

    Raises
    ------
    UnreadableInputError
        Values are no whole numbers, are below zero, or all are zero.
    """
    if labels.header.dtype.kind not in "iu":
        msg = (
            f"{origin} holds values of type {labels.header.dtype}; expected labels, which are "
            "whole numbers"
        )
        raise UnreadableInputError(msg)
    parts = [part for part in _parts(labels, origin) if part is not None]
    if not parts:
        msg = f"{origin} labels no object: all its values are 0"
        raise UnreadableInputError(msg)
    found = np.concatenate([ids for ids, _, _ in parts])
    distinct, inverse = np.unique(found, return_inverse=True)
    areas = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(areas, inverse, np.concatenate([counts for _, counts, _ in parts]))
    sums = np.zeros((len(distinct), len(labels.shape)))
    np.add.at(sums, inverse, np.concatenate([places for _, _, places in parts]))
    return Objects(distinct, areas, sums / areas[:, None])


def mean_intensities(
    image: SlicedArray, labels: SlicedArray, objects: Objects
) -> NDArray[np.float64]:
    """Return the mean of each channel over the pixels of each object.

    Parameters
    ----------
    image
        With the axis of channels first, and those of the labels behind it.
    labels
        The labels.
    objects
        What :func:`measure_objects` found in them.

    Returns
    -------
    ndarray
        Shape (n_objects, n_channels).
    """
    sums = np.zeros((len(objects.labels), image.shape[0]))
    for place in _by_space(image):
        corner = image.corner(place)
        values = labels.box(corner[1:])
        mask = values > 0
        if not mask.any():
            continue
        local, inverse = np.unique(values[mask].astype(np.int64), return_inverse=True)
        rows = np.searchsorted(objects.labels, local)
        for band in range(image.grid[0]):
            chunk = image.chunk((band, *place[1:]))
            first = band * image.chunks[0]
            for offset, pixels in enumerate(chunk):
                weights = pixels[mask].astype(np.float64)
                sums[rows, first + offset] += np.bincount(inverse, weights, len(local))
    return sums / objects.areas[:, None]


def _by_space(image: SlicedArray) -> Iterator[tuple[int, ...]]:
    """Yield the places of the chunks of the first channels: one for each part of space."""
    return (place for place in image.places() if place[0] == 0)


Part = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float64]"]


def _parts(labels: SlicedArray, origin: str) -> Iterator[Part | None]:
    for place in labels.places():
        values = labels.chunk(place)
        if values.dtype.kind == "i" and bool((values < 0).any()):
            msg = f"{origin} has labels below zero; objects are labelled from 1, and 0 is none"
            raise UnreadableInputError(msg)
        if values.dtype.itemsize == 8 and bool((values > _LARGEST).any()):
            msg = f"{origin} has labels above {_LARGEST:,}; label objects anew from 1"
            raise UnreadableInputError(msg)
        where = np.nonzero(values)
        if not len(where[0]):
            yield None
            continue
        ids, inverse, counts = np.unique(
            values[where].astype(np.int64), return_inverse=True, return_counts=True
        )
        sums = [
            np.bincount(inverse, along + 0.5 + side.start, len(ids))
            for along, side in zip(where, labels.corner(place), strict=True)
        ]
        yield ids, counts.astype(np.int64), np.column_stack(sums)
