"""Where the bytes of HDF5 chunks are in the file, and how to get them without libhdf5."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.hdf5.inflate import (
    ByteStream,
    ConstantStream,
    DeflatedStream,
    PlainStream,
    ShuffledStream,
)

if TYPE_CHECKING:
    from aivc.storage.hdf5.inflate import StoredBytes

_DEFLATE = h5py.h5z.FILTER_DEFLATE
_SHUFFLE = h5py.h5z.FILTER_SHUFFLE
_FLETCHER = h5py.h5z.FILTER_FLETCHER32
_FLETCHER_BYTES = 4
DECODED_HERE = frozenset(
    {(_DEFLATE,), (_SHUFFLE, _DEFLATE), (_DEFLATE, _FLETCHER), (_SHUFFLE, _DEFLATE, _FLETCHER)}
)
"""Filters, in the order of writing, that are undone without libhdf5."""


@dataclass(frozen=True, slots=True)
class FileRange:
    """The bytes of one chunk, fetched from the open file when asked for."""

    descriptor: int
    start: int
    size: int

    def fetch(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset`` within the chunk, fewer at its end."""
        return os.pread(self.descriptor, min(count, self.size - offset), self.start + offset)


@dataclass(frozen=True, slots=True)
class HeldBytes:
    """The bytes of one chunk, already in memory."""

    content: bytes

    @property
    def size(self) -> int:
        """Length of the stored chunk."""
        return len(self.content)

    def fetch(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset`` within the chunk, fewer at its end."""
        return self.content[offset : offset + count]


def filters(dataset: h5py.Dataset) -> tuple[int, ...]:
    """Return the codes of the filters that each chunk passed, in the order of writing."""
    settings = dataset.id.get_create_plist()
    return tuple(settings.get_filter(place)[0] for place in range(settings.get_nfilters()))


class ChunkOpener:
    """Starts to decode any chunk of one dataset without libhdf5.

    libhdf5 inflates a chunk to whatever size its bytes give; here no more than the header declares
    is ever produced. The addresses of chunks are looked up one at a time.

    Parameters
    ----------
    dataset : h5py.Dataset
        Chunked, with filters of :data:`DECODED_HERE`.
    element : str
        Path of the dataset, for messages.
    stored_dtype : numpy.dtype
        The values as they lie in the file.
    """

    def __init__(self, dataset: h5py.Dataset, element: str, stored_dtype: np.dtype[Any]) -> None:
        self._dataset = dataset
        self._element = element
        self._dtype = stored_dtype
        self._passed = filters(dataset)
        self._has_user_block = bool(dataset.file.userblock_size)
        self._descriptor = dataset.file.id.get_vfd_handle()
        self._n_values = math.prod(dataset.chunks)

    def open(self, corner: tuple[int, ...]) -> ByteStream:
        """Start to decode the chunk whose first value is at ``corner``."""
        found = self._dataset.id.get_chunk_info_by_coord(corner)
        if found.byte_offset is None or found.size == 0:
            return ConstantStream(self._fill())
        passed = tuple(
            code for place, code in enumerate(self._passed) if not found.filter_mask >> place & 1
        )
        checksum = _FLETCHER_BYTES if passed[-1:] == (_FLETCHER,) else 0
        stored = self._stored(corner, found.byte_offset, found.size - checksum)
        return self._undo(tuple(code for code in passed if code != _FLETCHER), stored)

    def _fill(self) -> bytes:
        if self._dtype == self._dataset.dtype:
            return np.asarray(self._dataset.fillvalue, dtype=self._dtype).tobytes()
        return bytes(self._dtype.itemsize)

    def _stored(self, corner: tuple[int, ...], address: int, size: int) -> StoredBytes:
        if self._has_user_block:
            # HDF5 before 2.0 counts addresses from behind the user block, later ones from the
            # start of the file. MuData writes a user block into every file.
            _, content = self._dataset.id.read_direct_chunk(corner)
            return HeldBytes(content[:size])
        return FileRange(self._descriptor, address, size)

    def _undo(self, passed: tuple[int, ...], stored: StoredBytes) -> ByteStream:
        value_bytes = self._dtype.itemsize
        if not passed:
            return PlainStream(stored, self._element)
        if passed == (_DEFLATE,):
            return DeflatedStream(stored, self._element, self._n_values * value_bytes)
        if passed == (_SHUFFLE, _DEFLATE):
            return ShuffledStream(
                stored, self._element, value_bytes=value_bytes, n_values=self._n_values
            )
        msg = f"{self._element}: a chunk was written with only the filters {passed}"
        raise NotImplementedError(msg)
