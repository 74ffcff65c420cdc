"""Look at the heap that holds text before libhdf5 does.

Text of varying length lies in global heap collections. libhdf5 (2.0 and earlier) runs for ever in a
collection that is zeroed in the middle, as half-finished downloads leave it; it holds the
interpreter lock meanwhile, so that not even Ctrl-C ends it. Layout of a collection: HDF5 File
Format Specification 4.0, III.E.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    import h5py
    from numpy.typing import NDArray

SIGNATURE = b"GCOL\x01"
HEADER = 16
"""Bytes before the first object of a collection, and before the content of each object."""

LARGEST_COLLECTION = 1 << 30
WORD = 8
MOST_REMEMBERED = 10_000

DESCRIPTOR = np.dtype([("length", "<u4"), ("address", "<u8"), ("number", "<u4")])
"""How a text of varying length is stored in place: its bytes, its collection, its object."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """The bytes of an open HDF5 file by the addresses that it uses itself.

    ``has_usual_addresses`` tells whether addresses and lengths have 8 bytes, as in nearly all
    files. ``sound`` remembers which of the collections met so far are sound: attributes of many
    groups share one.
    """

    handle: int
    base: int
    has_usual_addresses: bool
    sound: dict[int, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, node: h5py.HLObject) -> RawFile:
        """Return the file that a group or dataset lies in."""
        file = node.file
        sizes = tuple(file.id.get_create_plist().get_sizes())
        return cls(file.id.get_vfd_handle(), file.userblock_size, sizes == (WORD, WORD))

    def read(self, address: int, count: int) -> bytes:
        """Return ``count`` bytes, fewer at the end of the file.

        Raises
        ------
        OSError
            The address is none.
        """
        return os.pread(self.handle, count, self.base + address)


def require_sound(raw: RawFile, descriptors: NDArray[Any], element: str) -> None:
    """Raise UnreadableInputError if text lies in a collection that libhdf5 would not survive.

    Parameters
    ----------
    raw : RawFile
        The file.
    descriptors : ndarray of DESCRIPTOR
        The texts that are to be read.
    element : str
        Path of what holds them, for the message.
    """
    if not len(descriptors):
        return
    addresses = descriptors["address"][descriptors["length"] > 0]
    # Nearly every attribute is one text, which needs no sorting.
    used: list[int] = (addresses if len(addresses) < 2 else np.unique(addresses)).tolist()
    for address in used:
        if len(raw.sound) > MOST_REMEMBERED:
            raw.sound.clear()
        if address not in raw.sound:
            raw.sound[address] = _is_sound(raw, address)
        if not raw.sound[address]:
            msg = f"{element} cannot be read: the part of the file that holds its text is damaged"
            raise UnreadableInputError(msg)


def _is_sound(raw: RawFile, address: int) -> bool:
    try:
        header = raw.read(address, HEADER)
    except (OSError, OverflowError):
        return False
    if len(header) < HEADER or not header.startswith(SIGNATURE):
        return False
    (size,) = struct.unpack_from("<Q", header, WORD)
    if not HEADER <= size <= LARGEST_COLLECTION:
        return False
    content = raw.read(address, size)
    return len(content) == size and (_ends_in_free_space(content) or _can_be_walked(content))


def _ends_in_free_space(content: bytes) -> bool:
    """Tell quickly that no object before the free space at the end can stop the walk.

    Such an object has a first word of zeros. The free space has one too, but gives its size.
    """
    words = np.frombuffer(content, dtype="<u8", count=len(content) // WORD)
    zeros = np.flatnonzero(words[HEADER // WORD :] == 0)
    if not len(zeros):
        return True
    first = int(zeros[0]) + HEADER // WORD
    return first + 1 < len(words) and int(words[first + 1]) == len(content) - first * WORD


def _can_be_walked(content: bytes) -> bool:
    """Walk from object to object as libhdf5 does; each step must lead on."""
    place = HEADER
    while place + HEADER <= len(content):
        (number,) = struct.unpack_from("<H", content, place)
        (size,) = struct.unpack_from("<Q", content, place + WORD)
        # The size of free space, object 0, includes its header; others are padded to whole words.
        step = size if number == 0 else HEADER + -(-size // WORD) * WORD
        if not 0 < step <= len(content) - place:
            return False
        place += step
    return True
