"""Write PNG pictures pixel by pixel, as https://www.w3.org/TR/png-3/ defines the filters."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

COLOURS = {1: 0, 2: 4, 3: 2, 4: 6}


def part(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def header(width: int, height: int, colour: int = 2, bits: int = 8, interlaced: int = 0) -> bytes:
    return part(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced))


def png_of(pixels: NDArray[np.uint8], filters: Sequence[int]) -> bytes:
    """Encode a picture of shape (height, width, n_channels), each row with a filter."""
    height, width, channels = pixels.shape
    rows = []
    for row in range(height):
        line = [filters[row]]
        for column in range(width):
            for channel in range(channels):
                left = int(pixels[row, column - 1, channel]) if column else 0
                above = int(pixels[row - 1, column, channel]) if row else 0
                corner = int(pixels[row - 1, column - 1, channel]) if row and column else 0
                guess = [0, left, above, (left + above) // 2, paeth(left, above, corner)]
                line.append((int(pixels[row, column, channel]) - guess[filters[row]]) % 256)
        rows.append(bytes(line))
    packed = part(b"IDAT", zlib.compress(b"".join(rows)))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header(width, height, COLOURS[channels])
        + packed
        + part(b"IEND", b"")
    )


def paeth(left: int, above: int, corner: int) -> int:
    slope = left + above - corner
    return min((left, above, corner), key=lambda near: abs(slope - near))


def write_png(path: Path, pixels: NDArray[np.uint8]) -> Path:
    path.write_bytes(png_of(pixels, [row % 5 for row in range(len(pixels))]))
    return path
