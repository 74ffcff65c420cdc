"""Stream the rows of an HDF5 dataset so that no chunk is decoded twice.

:func:`stream_rows` is the one way from stored chunks to values. Whatever makes decoding faster
(another inflate, threads that fetch ahead) belongs behind it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.guard import decoding
from aivc.storage.hdf5.bands import Bands
from aivc.storage.hdf5.kinds import is_stored_as_in_memory
from aivc.storage.hdf5.stored import DECODED_HERE, filters
from aivc.storage.limits import MAX_CHUNK_BYTES, refuse_beyond, refuse_unbacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import h5py
    from numpy.typing import NDArray

HELD_BAND = 1 << 30
"""Bytes of a row of chunks that is decoded as a whole when it cannot be streamed."""


def stream_rows(
    dataset: h5py.Dataset, element: str, start: int, stop: int, max_bytes: int
) -> Iterator[NDArray[Any]]:
    """Yield rows ``[start, stop)`` in order, in pieces of at most about ``max_bytes``.

    Pieces end at the borders of chunks. A chunk larger than ``max_bytes`` is inflated as a stream
    where its filters allow that (gzip, with or without shuffle), in memory of the order of
    ``max_bytes``; with other filters (lzf, szip, plug-ins) it is decoded once and held.

    Parameters
    ----------
    dataset : h5py.Dataset
        Of rank 1 or more.
    element : str
        Path of the dataset, for messages.
    start, stop : int
        Rows of the first axis, ``0 <= start <= stop <= shape[0]``.
    max_bytes : int
        Decoded bytes of one piece.

    Raises
    ------
    UnreadableInputError
        A chunk is damaged or cannot be decoded, or more is declared than the file can hold.
    """
    row_bytes = max(1, math.prod(dataset.shape[1:]) * dataset.dtype.itemsize)
    rows = max(1, max_bytes // row_bytes)
    if stop <= start:
        return
    with decoding(element):
        refuse_unbacked((stop - start) * row_bytes, dataset.id.get_storage_size, element)
        passed = filters(dataset) if dataset.chunks else ()
        decoded_here = passed in DECODED_HERE and is_stored_as_in_memory(dataset)
    if not passed:
        yield from _slices(dataset, element, start, stop, rows)
    elif decoded_here and dataset.ndim <= 2:
        yield from _inflated(dataset, element, start, stop, rows)
    else:
        yield from _by_libhdf5(dataset, element, start, stop, rows)


def _slices(
    dataset: h5py.Dataset, element: str, start: int, stop: int, step: int
) -> Iterator[NDArray[Any]]:
    """Read slices whose inner borders are multiples of ``step``, which chunk borders divide."""
    while start < stop:
        end = min(stop, (start // step + 1) * step)
        with decoding(element):
            piece = dataset[start:end]
        yield piece
        start = end


def _inflated(
    dataset: h5py.Dataset, element: str, start: int, stop: int, rows: int
) -> Iterator[NDArray[Any]]:
    height = dataset.chunks[0]
    step = rows // height * height or rows
    bands = Bands(dataset, element, dataset.dtype)
    while start < stop:
        end = min(stop, (start // step + 1) * step)
        piece = np.empty((end - start, bands.n_columns), dtype=dataset.dtype)
        bands.fill(piece, start)
        yield piece.reshape(end - start, *dataset.shape[1:])
        start = end


def _by_libhdf5(
    dataset: h5py.Dataset, element: str, start: int, stop: int, rows: int
) -> Iterator[NDArray[Any]]:
    """Read whole bands of chunks, cutting a tall one up only after it was decoded."""
    height = dataset.chunks[0]
    row_bytes = max(1, math.prod(dataset.shape[1:]) * dataset.dtype.itemsize)
    chunk_bytes = math.prod(dataset.chunks) * dataset.dtype.itemsize
    refuse_beyond(MAX_CHUNK_BYTES, chunk_bytes, element, "one chunk")
    # Beyond HELD_BAND many chunks lie side by side; each part then decodes them once more.
    band = height if height * row_bytes <= HELD_BAND else max(1, HELD_BAND // row_bytes)
    step = rows // band * band or band
    for whole in _slices(dataset, element, start, stop, step):
        for offset in range(0, len(whole), rows):
            yield whole[offset : offset + rows]
