"""Find and decode the chunks of one zarr array."""

from __future__ import annotations

import itertools
import math
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
from numcodecs.vlen import VLenUTF8

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_METADATA_BYTES, MAX_TEXT_BYTES, refuse_beyond
from aivc.storage.node import join
from aivc.storage.zarr.codecs import Room, decompress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.zarr.header import ArrayHeader
    from aivc.storage.zarr.stores import Store

ABSENT = (1 << 64) - 1
"""Offset and length, in a shard index, of a chunk that is not stored."""

TEXT_CHUNK = 4 * MAX_TEXT_BYTES
"""Bytes of a chunk of text, whose size no header declares."""

SLACK = 1 << 16
"""Bytes that codecs may add to a chunk."""


class Chunks:
    """The chunks of one array by their place in the grid.

    Parameters
    ----------
    store : Store
        Where the chunks are.
    path : str
        Path of the array in the store.
    header : ArrayHeader
        Its metadata.
    """

    def __init__(self, store: Store, path: str, header: ArrayHeader) -> None:
        self._store = store
        self._path = path
        self._header = header
        self._n_values = math.prod(header.chunks)
        self._decoded = self._n_values * header.dtype.itemsize
        # A filter can make values eight times as wide, a codec can add a little of its own.
        self._plausible = TEXT_CHUNK if header.codecs.is_text else SLACK + 8 * self._decoded
        self._shard_key = ""
        self._shard_index: NDArray[np.uint64] | None = None

    def decode(self, place: tuple[int, ...]) -> NDArray[Any] | None:
        """Return the values of a chunk, of the shape of all chunks; None where none is stored.

        Raises
        ------
        UnreadableInputError
            The chunk is damaged, or decodes to more than the header declares.
        """
        with decoding(self._path):
            stored = self._stored(place)
            return None if stored is None else self._values(stored)

    def _stored(self, place: tuple[int, ...]) -> bytes | None:
        header = self._header
        if header.sharding is None:
            return self._store.get(join(self._path, header.key(place)), most=self._plausible)
        per_shard = tuple(
            outer // inner
            for outer, inner in zip(header.sharding.shard_shape, header.chunks, strict=True)
        )
        shard = tuple(index // count for index, count in zip(place, per_shard, strict=True))
        inner = tuple(index % count for index, count in zip(place, per_shard, strict=True))
        key = join(self._path, header.key(shard))
        index = self._index_of(key, per_shard)
        if index is None:
            return None
        offset, count = (int(number) for number in index[inner])
        if offset == ABSENT and count == ABSENT:
            return None
        stored = self._store.get(key, offset, count, self._plausible)
        if stored is None or len(stored) != count:
            msg = f"{key} ends before one of its chunks"
            raise UnreadableInputError(msg)
        return stored

    def _index_of(self, key: str, per_shard: tuple[int, ...]) -> NDArray[np.uint64] | None:
        if key != self._shard_key:
            self._shard_index = self._read_index(key, per_shard)
            self._shard_key = key
        return self._shard_index

    def _read_index(self, key: str, per_shard: tuple[int, ...]) -> NDArray[np.uint64] | None:
        sharding = self._header.sharding
        size = self._store.size(key)
        if size is None or sharding is None:
            return None
        n_bytes = 16 * math.prod(per_shard)
        refuse_beyond(MAX_METADATA_BYTES, n_bytes, key, "the index of a shard")
        has_checksum = any(codec["id"] == "crc32c" for codec in sharding.index_codecs)
        n_stored = n_bytes + (4 if has_checksum else 0)
        start = size - n_stored if sharding.index_at_end else 0
        stored: Any = self._store.get(key, start, n_stored) if start >= 0 else None
        if stored is None or len(stored) != n_stored:
            msg = f"{key} is too short to hold the index of its chunks"
            raise UnreadableInputError(msg)
        for codec in sharding.index_codecs:
            stored = decompress(codec, stored, Room(n_stored, is_exact=False, element=key))
        index: NDArray[np.uint64] = np.frombuffer(stored, dtype="<u8").reshape(*per_shard, 2)
        return index

    def _values(self, stored: bytes) -> NDArray[Any]:
        header = self._header
        codecs = header.codecs
        content: Any = stored
        # Only with a single codec is it known how much that one has to give.
        is_exact = len(codecs.outer) == 1 and not codecs.is_text
        room = Room(self._decoded if is_exact else self._plausible, is_exact, self._path)
        for codec in codecs.outer:
            content = decompress(codec, content, room)
        if codecs.is_text:
            return self._texts(content)
        flat = np.frombuffer(content, dtype=header.dtype)
        stored_shape = tuple(header.chunks[axis] for axis in codecs.axes)
        return flat.reshape(stored_shape).transpose(np.argsort(codecs.axes))

    def _texts(self, content: Any) -> NDArray[np.object_]:
        # The decoder allocates for as many values as the first four bytes claim.
        (claimed,) = struct.unpack_from("<I", content)
        if claimed != self._n_values:
            msg = f"{self._path}: a chunk claims {claimed:,} values instead of {self._n_values:,}"
            raise UnreadableInputError(msg)
        texts: NDArray[np.object_] = VLenUTF8().decode(bytes(content))
        return texts.reshape(self._header.chunks)


def band_places(header: ArrayHeader, band: int) -> itertools.product[tuple[int, ...]]:
    """Return the places of all chunks that lie side by side in one band of rows."""
    others = [
        range(-(-length // chunk))
        for length, chunk in zip(header.shape[1:], header.chunks[1:], strict=True)
    ]
    return itertools.product([band], *others)
