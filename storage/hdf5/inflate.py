"""Inflate one stored HDF5 chunk as a stream, however large it is.

libhdf5 inflates a whole chunk for every slice of it that is read. Some writers store a whole
dataset as one chunk (https://github.com/scverse/anndataR/issues/415), which makes reading it in
slices quadratic in time and its memory that of the whole dataset. Here a chunk is inflated once,
from front to back, and only the bytes asked for are held.
"""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from typing import Protocol

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding

PIECE = 1 << 18
"""Compressed bytes fetched at a time."""

SKIP = 1 << 20
"""Decoded bytes thrown away at a time."""


class StoredBytes(Protocol):
    """The compressed bytes of one chunk, wherever they are."""

    def fetch(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset`` within the chunk, fewer at its end."""
        ...


class ByteStream(ABC):
    """Decoded bytes of one chunk, front to back."""

    @abstractmethod
    def read(self, count: int) -> bytes:
        """Return exactly the next ``count`` bytes.

        Raises
        ------
        UnreadableInputError
            The chunk ends earlier, or its bytes are damaged.
        """

    def skip(self, count: int) -> None:
        """Throw away the next ``count`` bytes."""
        while count > 0:
            step = min(count, SKIP)
            self.read(step)
            count -= step

    @abstractmethod
    def finish(self) -> None:
        """Go to the end of the chunk, so that its checksum, if it has one, is compared."""


class PlainStream(ByteStream):
    """A chunk that no filter changed."""

    def __init__(self, stored: StoredBytes, element: str) -> None:
        self._stored = stored
        self._element = element
        self._offset = 0

    def read(self, count: int) -> bytes:
        """Return exactly the next ``count`` bytes."""
        taken = self._stored.fetch(self._offset, count)
        if len(taken) != count:
            msg = f"{self._element} cannot be read: the stored bytes of a chunk end too early"
            raise UnreadableInputError(msg)
        self._offset += count
        return taken

    def skip(self, count: int) -> None:
        """Move on without fetching anything."""
        self._offset += count

    def finish(self) -> None:
        """Do nothing: there is no checksum."""


class DeflatedStream(ByteStream):
    """A chunk that the deflate filter compressed."""

    def __init__(self, stored: StoredBytes, element: str, total: int) -> None:
        self._stored = stored
        self._element = element
        self._left = total
        self._offset = 0
        self._machine = zlib.decompressobj()

    def read(self, count: int) -> bytes:
        """Return exactly the next ``count`` bytes."""
        parts: list[bytes] = []
        while count > 0:
            part = self._inflate(count)
            if not part and self._machine.eof:
                msg = f"{self._element} cannot be read: a compressed chunk ends too early"
                raise UnreadableInputError(msg)
            parts.append(part)
            count -= len(part)
            self._left -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def finish(self) -> None:
        """Inflate what is left; zlib then compares the checksum."""
        while not self._machine.eof:
            self._left -= len(self._inflate(SKIP))
            if self._left < 0:
                msg = f"{self._element} cannot be read: a chunk inflates to more than is declared"
                raise UnreadableInputError(msg)

    def _inflate(self, count: int) -> bytes:
        waiting = self._machine.unconsumed_tail
        if not waiting:
            waiting = self._stored.fetch(self._offset, PIECE)
            self._offset += len(waiting)
        if not waiting and not self._machine.eof:
            msg = f"{self._element} cannot be read: the stored bytes of a chunk end too early"
            raise UnreadableInputError(msg)
        with decoding(self._element):
            return self._machine.decompress(waiting, count)

    def copy(self) -> DeflatedStream:
        """Return a second stream that goes on from the same place."""
        twin = DeflatedStream(self._stored, self._element, self._left)
        twin._offset = self._offset
        twin._machine = self._machine.copy()
        return twin


class ShuffledStream(ByteStream):
    """A chunk that the shuffle filter rearranged before deflate compressed it.

    Shuffle stores the first bytes of all values, then all second bytes, and so on. One pass over
    the chunk remembers the state of the inflater at the start of each such plane; from then on
    the planes are inflated side by side. The chunk is inflated twice, never held.
    """

    def __init__(
        self, stored: StoredBytes, element: str, *, value_bytes: int, n_values: int
    ) -> None:
        scout = DeflatedStream(stored, element, value_bytes * n_values)
        self._planes: list[DeflatedStream] = []
        for plane in range(value_bytes):
            self._planes.append(scout.copy())
            if plane < value_bytes - 1:
                scout.skip(n_values)

    def read(self, count: int) -> bytes:
        """Return exactly the next ``count`` bytes; ``count`` is a multiple of the value size."""
        width = len(self._planes)
        woven = np.empty((count // width, width), dtype=np.uint8)
        for place, plane in enumerate(self._planes):
            woven[:, place] = np.frombuffer(plane.read(count // width), dtype=np.uint8)
        return woven.tobytes()

    def skip(self, count: int) -> None:
        """Throw away the next ``count`` bytes."""
        for plane in self._planes:
            plane.skip(count // len(self._planes))

    def finish(self) -> None:
        """Inflate what is left of the last plane; zlib then compares the checksum."""
        self._planes[-1].finish()


class ConstantStream(ByteStream):
    """A chunk that was never written: the fill value, over and over."""

    def __init__(self, value: bytes) -> None:
        self._value = value

    def read(self, count: int) -> bytes:
        """Return the fill value as often as it goes into ``count``."""
        return self._value * (count // len(self._value))

    def skip(self, count: int) -> None:
        """Do nothing: every place looks the same."""

    def finish(self) -> None:
        """Do nothing: nothing is stored."""
