"""Pictures in PNG, decoded without a library of images.

Format: https://www.w3.org/TR/png-3/. Read are pictures of eight bits in grey or colours, with or
without transparency, that are not interlaced, as pipelines write those of sections.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

MOST_BYTES = 1 << 28
"""Bytes of the decoded picture."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
"""Channels by type of colour: grey, colours, and both with transparency."""

_NONE, _LEFT, _ABOVE, _MEAN, _PAETH = range(5)


class PictureError(AivcError, ValueError):
    """A picture is damaged, or of a kind that is not read."""


def read_png(path: Path) -> NDArray[np.uint8]:
    """Read a picture.

    Returns
    -------
    ndarray
        Shape (height, width, n_channels).

    Raises
    ------
    PictureError
        It is no PNG, damaged, too large, or of a kind that is not read.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        msg = f"it cannot be opened: {error.strerror or error}"
        raise PictureError(msg) from error
    if not content.startswith(SIGNATURE):
        msg = "it is no PNG"
        raise PictureError(msg)
    header, packed = b"", []
    for kind, data in _parts(content):
        if kind == b"IHDR":
            header = data
        elif kind == b"IDAT":
            packed.append(data)
    height, width, channels = _shape(header)
    return _unfiltered(_unpacked(packed, height * (1 + width * channels)), height, width, channels)


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        kind = content[place + 4 : place + 8]
        data = content[place + 8 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if len(check) != 4 or struct.unpack(">I", check)[0] != zlib.crc32(data, zlib.crc32(kind)):
            msg = f"it is damaged at byte {place:,}"
            raise PictureError(msg)
        yield kind, data
        place += 12 + length


def _shape(header: bytes) -> tuple[int, int, int]:
    if len(header) != 13:
        msg = "it has no header"
        raise PictureError(msg)
    width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if bits != 8 or colour not in CHANNELS or interlaced:
        msg = f"it has {bits} bits, colours of type {colour} and interlacing {interlaced}"
        raise PictureError(msg)
    if not width or not height or width * height * CHANNELS[colour] > MOST_BYTES:
        msg = f"it has {width:,} by {height:,} pixels"
        raise PictureError(msg)
    return height, width, CHANNELS[colour]


def _unpacked(packed: list[bytes], n_bytes: int) -> NDArray[np.uint8]:
    stream = zlib.decompressobj()
    try:
        # One byte more than there should be: what is longer is not unpacked to its end.
        found = stream.decompress(b"".join(packed), n_bytes + 1)
    except zlib.error as error:
        msg = f"its pixels cannot be unpacked: {error}"
        raise PictureError(msg) from error
    if len(found) != n_bytes:
        msg = f"its header tells of {n_bytes:,} bytes, and {len(found):,} are there"
        raise PictureError(msg)
    return np.frombuffer(found, np.uint8)


def _unfiltered(
    stored: NDArray[np.uint8], height: int, width: int, channels: int
) -> NDArray[np.uint8]:
    """Undo the filters, along diagonals: what a pixel needs lies on the two before."""
    rows = stored.reshape(height, 1 + width * channels)
    kinds = rows[:, 0]
    if kinds.max() > _PAETH:
        msg = f"a row has the filter {kinds.max()}, which there is none of"
        raise PictureError(msg)
    pixels = np.zeros((height + 1, width + 1, channels), np.int16)
    pixels[1:, 1:] = rows[:, 1:].reshape(height, width, channels)
    if not kinds.any():
        return pixels[1:, 1:].astype(np.uint8)
    for diagonal in range(height + width - 1):
        first = max(0, diagonal - width + 1)
        row = np.arange(first, min(height, diagonal + 1))
        column = diagonal - row
        before = _predicted(
            kinds[row, None],
            pixels[row + 1, column],
            pixels[row, column + 1],
            pixels[row, column],
        )
        pixels[row + 1, column + 1] = (pixels[row + 1, column + 1] + before) & 0xFF
    return pixels[1:, 1:].astype(np.uint8)


def _predicted(
    kinds: NDArray[np.uint8],
    left: NDArray[np.int16],
    above: NDArray[np.int16],
    corner: NDArray[np.int16],
) -> NDArray[np.int16]:
    """Return what the filter of each row adds to a pixel, from its three neighbours."""
    slope = left + above - corner
    to_left, to_above, to_corner = (abs(slope - near) for near in (left, above, corner))
    paeth = np.where(
        (to_left <= to_above) & (to_left <= to_corner),
        left,
        np.where(to_above <= to_corner, above, corner),
    )
    choices = [np.zeros_like(left), left, above, (left + above) >> 1, paeth]
    return np.choose(kinds, choices)
