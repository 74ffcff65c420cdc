"""Find the text of attributes in an object header, to look at it before libhdf5 reads it.

Layout: HDF5 File Format Specification 4.0, IV.A (object headers) and IV.A.2.m (attributes).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.hdf5.heaps import DESCRIPTOR, require_sound
from aivc.storage.limits import MAX_METADATA_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.hdf5.heaps import RawFile

ATTRIBUTE = 0x000C
CONTINUATION = 0x0010
VARIABLE_LENGTH = 9
MOST_BLOCKS = 1024
"""Parts of one header; hostile ones can name each other in a circle."""


def damaged_attributes(node: h5py.Group | h5py.Dataset, raw: RawFile) -> frozenset[str]:
    """Return the names of attributes whose text libhdf5 must not be asked for.

    Attributes in dense storage (more than eight, in files of the newest format) are not looked at.
    """
    if not raw.has_usual_addresses:
        return frozenset()
    damaged = set()
    for message in _attributes(raw, int(h5py.h5o.get_info(node.id).addr)):
        name, descriptors = _text(message)
        if not len(descriptors):
            continue
        try:
            require_sound(raw, descriptors, name)
        except UnreadableInputError:
            damaged.add(name)
        if int(descriptors["length"].sum(dtype=np.int64)) > MAX_METADATA_BYTES:
            damaged.add(name)
    return frozenset(damaged)


def _attributes(raw: RawFile, address: int) -> Iterator[bytes]:
    """Yield the content of each attribute message of an object header."""
    start = raw.read(address, 64)
    is_newer = start.startswith(b"OHDR")
    blocks = [_first_newer(start, address) if is_newer else _first_older(start, address)]
    has_order = is_newer and bool(start[5] & 0x04)
    for _ in range(MOST_BLOCKS):
        if not blocks:
            return
        place, size = blocks.pop()
        content = raw.read(place, min(size, MAX_METADATA_BYTES))
        for kind, message in _newer(content, has_order) if is_newer else _older(content):
            if kind == CONTINUATION and len(message) >= 16:
                there, length = struct.unpack_from("<QQ", message)
                # A later part of the newer format starts with a signature, ends with a checksum.
                blocks.append((there + 4, length - 8) if is_newer else (there, length))
            elif kind == ATTRIBUTE:
                yield message


def _first_older(start: bytes, address: int) -> tuple[int, int]:
    (size,) = struct.unpack_from("<I", start, 8)
    return address + 16, size


def _first_newer(start: bytes, address: int) -> tuple[int, int]:
    flags = start[5]
    place = 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
    width = 1 << (flags & 3)
    return address + place + width, int.from_bytes(start[place : place + width], "little")


def _older(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 8 <= len(content):
        kind, size = struct.unpack_from("<HH", content, place)
        yield kind, content[place + 8 : place + 8 + size]
        place += 8 + size


def _newer(content: bytes, has_order: bool) -> Iterator[tuple[int, bytes]]:  # noqa: FBT001 - a flag of the file format
    prefix = 6 if has_order else 4
    place = 0
    while place + prefix <= len(content):
        kind = content[place]
        (size,) = struct.unpack_from("<H", content, place + 1)
        yield kind, content[place + prefix : place + prefix + size]
        place += prefix + size


def _text(message: bytes) -> tuple[str, NDArray[Any]]:
    """Return the name of an attribute and the descriptors of its text, none for other types."""
    version, flags, name_size, type_size, space_size = struct.unpack_from("<BBHHH", message)
    place = 9 if version == 3 else 8
    name = message[place : place + name_size].rstrip(b"\0").decode("utf-8", "surrogateescape")
    sizes = [name_size, type_size, space_size]
    if version == 1:
        sizes = [-(-size // 8) * 8 for size in sizes]
    is_shared = version > 1 and flags & 1
    kind = message[place + sizes[0] : place + sizes[0] + 1]
    values = message[place + sum(sizes) :]
    if is_shared or not kind or kind[0] & 0x0F != VARIABLE_LENGTH:
        values = b""
    count = len(values) // DESCRIPTOR.itemsize
    return name, np.frombuffer(values, dtype=DESCRIPTOR, count=count)
