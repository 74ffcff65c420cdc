"""Measure labelled objects: their area, centre, and mean intensity in each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.elements.objects import objects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.adapters.ome_zarr.sliced import SlicedArray
    from aivc.storage.elements.objects import Objects


def measure_objects(labels: SlicedArray, origin: str) -> Objects:
    """Find the objects of labels; 0 is what belongs to none.

    Memory does not grow with the image, only with the number of objects.

    Raises
    ------
    UnreadableInputError
        Values are no whole numbers, are below zero, or all are zero.
    """
    blocks = ((labels.corner(place), labels.chunk(place)) for place in labels.places())
    return objects_of(blocks, len(labels.shape), origin)


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
