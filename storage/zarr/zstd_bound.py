"""How large zstd data will be, told from its block headers without decoding it.

Format: RFC 8878, sections 3.1.1 (frames and blocks) and 3.1.2 (skippable frames). A frame may, but
need not, declare its size; the library would trust the declaration and allocate.
"""

from __future__ import annotations

MAGIC = 0xFD2FB528
SKIPPABLE = 0x184D2A50
REPEATED, COMPRESSED = 1, 2
LARGEST_BLOCK = 1 << 17
"""Bytes that one compressed block can decode to."""


def decoded_bound(stored: memoryview) -> int:
    """Return the most bytes that the frames in ``stored`` can decode to.

    Raises
    ------
    ValueError
        The data is no zstd, or ends within a frame.
    """
    most = place = 0
    while place < len(stored):
        magic = _number(stored, place, 4)
        if magic & ~0xF == SKIPPABLE:
            place += 8 + _number(stored, place + 4, 4)
            continue
        if magic != MAGIC:
            msg = "the data is no zstd"
            raise ValueError(msg)
        declared, place, has_checksum = _header(stored, place)
        bound, place = _blocks(stored, place)
        place += 4 if has_checksum else 0
        most += bound if declared is None else declared
    return most


def _header(stored: memoryview, place: int) -> tuple[int | None, int, bool]:
    descriptor = _number(stored, place + 4, 1)
    is_single = bool(descriptor & 0x20)
    dictionary = (0, 1, 2, 4)[descriptor & 3]
    size_flag = descriptor >> 6
    width = (1 if is_single else 0, 2, 4, 8)[size_flag]
    place += 5 + (0 if is_single else 1) + dictionary
    declared = None
    if width:
        declared = _number(stored, place, width) + (256 if width == 2 else 0)
    return declared, place + width, bool(descriptor & 0x04)


def _blocks(stored: memoryview, place: int) -> tuple[int, int]:
    """Return the most bytes that the blocks of a frame decode to, and where they end."""
    most = 0
    while True:
        header = _number(stored, place, 3)
        is_last, kind, size = header & 1, header >> 1 & 3, header >> 3
        most += LARGEST_BLOCK if kind == COMPRESSED else size
        place += 3 + (1 if kind == REPEATED else size)
        if is_last:
            return most, place


def _number(stored: memoryview, place: int, width: int) -> int:
    piece = stored[place : place + width]
    if len(piece) != width:
        msg = "the compressed data ends too early"
        raise ValueError(msg)
    return int.from_bytes(piece, "little")
