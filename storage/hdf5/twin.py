"""Decode stored chunks by libhdf5, whatever their filters, without libhdf5 reading the values.

A descriptor of text must be seen before libhdf5 follows it into the heap. Of a dataset whose
filters are not undone here (lzf, szip, plug-ins), each chunk is copied as it is stored into a
dataset in memory that has the same filters and plain bytes for values, and is read from there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_CHUNK_BYTES, refuse_beyond

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GROWTH = 1 << 16
"""Bytes by which the file in memory grows."""


class Twin:
    """Fills consecutive rows of descriptors from the chunks of a dataset.

    Parameters
    ----------
    dataset : h5py.Dataset
        Of rank 1, chunked.
    element : str
        Path of the dataset, for messages.
    stored_dtype : numpy.dtype
        The values as they lie in the file.
    """

    def __init__(self, dataset: h5py.Dataset, element: str, stored_dtype: np.dtype[Any]) -> None:
        self._dataset = dataset
        self._element = element
        self._dtype = stored_dtype
        self._height: int = dataset.chunks[0]
        self._held = -1
        self._chunk: NDArray[Any] = np.empty(0, dtype=stored_dtype)

    def fill(self, piece: NDArray[Any], start: int) -> None:
        """Write rows ``[start, start + len(piece))`` into ``piece`` (n_rows, 1).

        Raises
        ------
        UnreadableInputError
            A filter is not installed, or the bytes of a chunk cannot be decoded.
        """
        done = 0
        while done < len(piece):
            band, offset = divmod(start + done, self._height)
            if band != self._held:
                self._chunk = self._decoded((band * self._height,))
                self._held = band
            count = min(len(piece) - done, self._height - offset)
            piece[done : done + count, 0] = self._chunk[offset : offset + count]
            done += count

    def _decoded(self, corner: tuple[int]) -> NDArray[Any]:
        chunk_bytes = math.prod(self._dataset.chunks) * self._dtype.itemsize
        refuse_beyond(MAX_CHUNK_BYTES, chunk_bytes, self._element, "one chunk of text")
        with decoding(self._element):
            found = self._dataset.id.get_chunk_info_by_coord(corner)
            if found.byte_offset is None or found.size == 0:
                return np.zeros(self._height, dtype=self._dtype)
            skipped, content = self._dataset.id.read_direct_chunk(corner)
            with _in_memory() as file:
                twin = _like(self._dataset, file, self._dtype, skipped)
                twin.id.write_direct_chunk((0,), content)
                values: NDArray[Any] = twin[...]
                return values


def _in_memory() -> h5py.File:
    return h5py.File("twin", "w", driver="core", backing_store=False, block_size=_GROWTH)


def _like(
    dataset: h5py.Dataset, file: h5py.File, dtype: np.dtype[Any], skipped: int
) -> h5py.Dataset:
    """Make a dataset of one chunk and plain values with the filters that a chunk passed."""
    stored, settings = dataset.id.get_create_plist(), h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    settings.set_chunk(dataset.chunks)
    for place in range(stored.get_nfilters()):
        # An optional filter that failed was skipped: shuffle always is for text.
        if not skipped >> place & 1:
            code, flags, values, _ = stored.get_filter(place)
            settings.set_filter(code, flags, values)
    kind, space = h5py.h5t.py_create(dtype), h5py.h5s.create_simple(dataset.chunks)
    return h5py.Dataset(h5py.h5d.create(file.id, b"twin", kind, space, settings))
