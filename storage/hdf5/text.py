"""Text of varying length in HDF5, with its size known before any of it is read.

Each value is stored as a descriptor (length, heap address, number), and many descriptors may
point at one heap object: a file of a megabyte can ask for terabytes. The lengths are summed first.
"""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.hdf5.bands import Bands
from aivc.storage.hdf5.heaps import DESCRIPTOR, require_sound
from aivc.storage.hdf5.stored import DECODED_HERE, filters
from aivc.storage.hdf5.twin import Twin
from aivc.storage.limits import MAX_CHUNK_BYTES, MAX_TEXT_BYTES, refuse_beyond, refuse_unbacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.hdf5.heaps import RawFile

USUAL_CACHE = 1 << 20
"""Bytes of the chunk cache that libhdf5 gives a dataset by itself."""

CACHE_SLOTS, CACHE_PREEMPTION = 521, 0.75
"""The other settings of that cache, as libhdf5 has them."""

UNSEEN_ROWS = 512
"""Values read at once where the descriptors cannot be looked at (addresses of unusual width)."""


def with_room_for_chunks(dataset: h5py.Dataset) -> h5py.Dataset:
    """Open text again with a chunk cache that holds one of its chunks, if it has large ones.

    Text is read by libhdf5 in steps, and with its usual cache of 1 MiB it would inflate a larger
    chunk once for every step. Such a chunk takes 16 bytes per row.
    """
    if dataset.chunks is None or h5py.check_string_dtype(dataset.dtype) is None:
        return dataset
    chunk_bytes = math.prod(dataset.chunks) * DESCRIPTOR.itemsize
    if not USUAL_CACHE < chunk_bytes <= MAX_CHUNK_BYTES:
        return dataset
    file, name = dataset.file, dataset.name.encode()
    # Settings count only for the first handle of a dataset.
    dataset.id.close()
    settings = h5py.h5p.create(h5py.h5p.DATASET_ACCESS)
    settings.set_chunk_cache(CACHE_SLOTS, chunk_bytes, CACHE_PREEMPTION)
    return h5py.Dataset(h5py.h5d.open(file.id, name, settings))


class StoredText:
    """A dataset of variable-length strings, of rank 1 or a single value.

    Parameters
    ----------
    dataset : h5py.Dataset
        The dataset.
    element : str
        Its path, for messages.
    raw : RawFile
        The bytes of its file.
    """

    def __init__(self, dataset: h5py.Dataset, element: str, raw: RawFile) -> None:
        self._dataset = dataset
        self._element = element
        self._raw = raw
        self._address: int | None = None
        self._bands: Bands | Twin | None = None
        with decoding(element):
            if not raw.has_usual_addresses:
                return
            if dataset.chunks is None:
                self._address = dataset.id.get_offset()
            elif filters(dataset) in DECODED_HERE | {()}:
                self._bands = Bands(dataset, element, DESCRIPTOR)
            else:
                self._bands = Twin(dataset, element, DESCRIPTOR)

    def stream(
        self, start: int, stop: int, max_bytes: int, longest: int
    ) -> Iterator[NDArray[np.object_]]:
        """Yield rows ``[start, stop)`` as object arrays of ``bytes``.

        Parameters
        ----------
        start, stop : int
            Rows, ``0 <= start <= stop <= shape[0]``.
        max_bytes : int
            Descriptors of one piece; the text itself may take up to ``MAX_TEXT_BYTES`` more.
        longest : int
            Bytes that one value may have.

        Raises
        ------
        UnreadableInputError
            A value is longer than ``longest``, or the bytes cannot be decoded.
        """
        with decoding(self._element):
            declared = (stop - start) * DESCRIPTOR.itemsize
            refuse_unbacked(declared, self._dataset.id.get_storage_size, self._element)
        rows = max(1, max_bytes // DESCRIPTOR.itemsize) if self._is_visible else UNSEEN_ROWS
        while start < stop:
            end = min(stop, (start // rows + 1) * rows)
            for part in self._parts(start, end, longest):
                with decoding(self._element):
                    piece = self._dataset[part.start : part.stop]
                yield piece
            start = end

    def refuse_longer(self, longest: int) -> None:
        """Raise UnreadableInputError if the single value has more than ``longest`` bytes."""
        if self._is_visible:
            length = int(self._lengths(0, 1)[0])
            refuse_beyond(longest, length, self._element, "the text")

    @property
    def _is_visible(self) -> bool:
        return self._address is not None or self._bands is not None

    def _parts(self, start: int, end: int, longest: int) -> Iterator[range]:
        """Cut ``[start, end)`` so that no part holds more text than may be read at once."""
        if not self._is_visible:
            yield range(start, end)
            return
        lengths = self._lengths(start, end)
        refuse_beyond(longest, int(lengths.max(initial=0)), self._element, "one text value")
        totals = np.cumsum(lengths, dtype=np.int64)
        taken = 0
        while taken < len(totals):
            before = int(totals[taken - 1]) if taken else 0
            fits = int(np.searchsorted(totals, before + MAX_TEXT_BYTES, side="right"))
            count = max(1, fits - taken)
            yield range(start + taken, start + taken + count)
            taken += count

    def _lengths(self, start: int, stop: int) -> NDArray[np.uint32]:
        descriptors = self._descriptors(start, stop)
        with decoding(self._element):
            require_sound(self._raw, descriptors, self._element)
        lengths: NDArray[np.uint32] = descriptors["length"]
        return lengths

    def _descriptors(self, start: int, stop: int) -> NDArray[Any]:
        if self._bands is not None:
            piece = np.empty((stop - start, 1), dtype=DESCRIPTOR)
            self._bands.fill(piece, start)
            return piece.ravel()
        width = DESCRIPTOR.itemsize
        with decoding(self._element):
            # get_offset counts from the start of the file, unlike the addresses in it.
            place = (self._address or 0) + start * width
            stored = os.pread(self._raw.handle, (stop - start) * width, place)
        if len(stored) != (stop - start) * width:
            msg = f"{self._element} cannot be read: the file ends within it"
            raise UnreadableInputError(msg)
        return np.frombuffer(stored, dtype=DESCRIPTOR)
