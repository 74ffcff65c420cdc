"""Decode the bytes of one chunk, never to more than it may hold.

Only the codecs listed here run. In particular the ``pickle`` filter of format 2 does not: it would
run whatever code the file brings along.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numcodecs
import numcodecs.blosc
import numcodecs.lz4
import numcodecs.zstd
import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.zarr.zstd_bound import LARGEST_BLOCK, decoded_bound

LZMA_MEMORY = 256 << 20
"""Bytes that one xz decoder may use for its dictionary."""

Undo = Callable[[Mapping[str, Any], Any, "Room"], Any]

_SAME_SIZE = frozenset(
    {
        "adler32",
        "astype",
        "bitround",
        "crc32",
        "delta",
        "fixedscaleoffset",
        "fletcher32",
        "packbits",
        "quantize",
    }
)
"""Filters and checksums whose result is not much larger than what they read."""


@dataclass(frozen=True, slots=True)
class Room:
    """The bytes that a decoded chunk may take.

    Parameters
    ----------
    limit : int
        Bytes that the result may have.
    is_exact : bool
        The result has exactly that many.
    element : str
        Path of the array, for messages.
    """

    limit: int
    is_exact: bool
    element: str

    def too_small(self) -> UnreadableInputError:
        """Return the error for a chunk that decodes to more."""
        msg = f"{self.element}: a chunk decodes to more than the {self.limit:,} bytes it may take"
        return UnreadableInputError(msg)

    def too_short(self) -> UnreadableInputError:
        """Return the error for a chunk whose stored bytes end within it."""
        msg = f"{self.element}: a compressed chunk ends too early"
        return UnreadableInputError(msg)


def decompress(settings: Mapping[str, Any], stored: Any, room: Room) -> Any:
    """Undo one bytes-to-bytes codec.

    Parameters
    ----------
    settings : mapping
        The codec's name under ``id``, and its configuration.
    stored : bytes-like
        What the codec wrote.
    room : Room
        What the result may take.

    Returns
    -------
    bytes-like

    Raises
    ------
    UnreadableInputError
        The codec is unknown or refused, or the result would be too large.
    """
    name = str(settings.get("id"))
    undo = _UNDO.get(name)
    if undo is not None:
        return undo(settings, stored, room)
    if name in _SAME_SIZE:
        return numcodecs.get_codec(dict(settings)).decode(stored)
    msg = f"{room.element} was written with the codec {name!r}, which aivc does not run"
    raise UnreadableInputError(msg)


def _zlib(window: int) -> Undo:
    def undo(_: Mapping[str, Any], stored: Any, room: Room) -> bytes:
        return _members(lambda: zlib.decompressobj(window), bytes(stored), room)

    return undo


def _bz2(_: Mapping[str, Any], stored: Any, room: Room) -> bytes:
    return _members(bz2.BZ2Decompressor, bytes(stored), room)


def _lzma(settings: Mapping[str, Any], stored: Any, room: Room) -> bytes:
    if settings.get("format", lzma.FORMAT_XZ) == lzma.FORMAT_RAW:
        msg = f"{room.element} was written as raw lzma, which aivc does not read"
        raise UnreadableInputError(msg)
    try:
        return _members(lambda: lzma.LZMADecompressor(memlimit=LZMA_MEMORY), bytes(stored), room)
    except lzma.LZMAError as error:
        msg = f"{room.element} cannot be read: {error}"
        raise UnreadableInputError(msg) from error


def _members(start: Callable[[], Any], stored: bytes, room: Room) -> bytes:
    """Inflate one compressed member after the other, as the stream formats allow."""
    parts: list[bytes] = []
    left = room.limit
    while stored:
        machine = start()
        part = machine.decompress(stored, left + 1)
        if len(part) > left:
            raise room.too_small()
        if not machine.eof:
            raise room.too_short()
        parts.append(part)
        left -= len(part)
        stored = machine.unused_data
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _zstd(_: Mapping[str, Any], stored: Any, room: Room) -> Any:
    if room.is_exact:
        return numcodecs.zstd.decompress(stored, np.empty(room.limit, dtype=np.uint8))
    if decoded_bound(memoryview(stored).cast("B")) > room.limit + LARGEST_BLOCK:
        raise room.too_small()
    return numcodecs.zstd.decompress(stored)


def _blosc(_: Mapping[str, Any], stored: Any, room: Room) -> Any:
    # Header of a Blosc 1 buffer: version, codec version, flags, type size, then three uint32:
    # decoded bytes, block size, stored bytes.
    decoded_bytes, _, stored_bytes = struct.unpack_from("<III", stored, 4)
    if decoded_bytes > room.limit:
        raise room.too_small()
    if stored_bytes > len(stored):
        raise room.too_short()
    return numcodecs.blosc.decompress(stored)


def _lz4(_: Mapping[str, Any], stored: Any, room: Room) -> Any:
    (decoded_bytes,) = struct.unpack_from("<I", stored)
    if decoded_bytes > room.limit:
        raise room.too_small()
    return numcodecs.lz4.decompress(stored)


def _crc32c(_: Mapping[str, Any], stored: Any, room: Room) -> Any:
    import google_crc32c

    content, (expected,) = stored[:-4], struct.unpack("<I", stored[-4:])
    if google_crc32c.value(bytes(content)) != expected:
        msg = f"{room.element}: the checksum of a chunk does not match; the file is damaged"
        raise UnreadableInputError(msg)
    return content


def _shuffle(settings: Mapping[str, Any], stored: Any, room: Room) -> Any:
    width = settings.get("elementsize", 4)
    planes = np.frombuffer(stored, dtype=np.uint8)
    if not isinstance(width, int) or width < 1 or len(planes) % width:
        msg = f"{room.element}: {len(planes)} shuffled bytes are no whole values of {width} bytes"
        raise UnreadableInputError(msg)
    return np.ascontiguousarray(planes.reshape(width, -1).T).reshape(-1)


_UNDO: Mapping[str, Undo] = {
    "zlib": _zlib(15),
    "gzip": _zlib(31),
    "bz2": _bz2,
    "lzma": _lzma,
    "zstd": _zstd,
    "blosc": _blosc,
    "lz4": _lz4,
    "crc32c": _crc32c,
    "shuffle": _shuffle,
}
