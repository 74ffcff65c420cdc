"""Look at the beginning of files and the names in folders, within bounds, without ever raising."""

from __future__ import annotations

import codecs
import gzip
import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Byte order marks, with which text in UTF-16 begins."""

MOST_BYTES = 1 << 16
MOST_NAMES = 5_000

GZIP = b"\x1f\x8b"
HDF5 = b"\x89HDF\r\n\x1a\n"
PARQUET = b"PAR1"
"""What files of these formats begin with."""


def first_bytes(path: Path, n_bytes: int = MOST_BYTES) -> bytes:
    """Return the beginning of a file, unpacked where it is gzip; empty where it cannot be read."""
    with suppress(OSError, EOFError, zlib.error):
        if not path.is_file():
            return b""
        with path.open("rb") as opened:
            start = opened.read(n_bytes)
        if not start.startswith(GZIP):
            return start
        with gzip.open(path, "rb") as unpacked:
            return unpacked.read(n_bytes)
    return b""


def first_lines(path: Path, n_lines: int = 10) -> list[str]:
    """Return whole first lines of a text file, unpacked where it is gzip; none where it is no text.

    UTF-8 is tried first, then Latin-1, which many instruments write; UTF-16 where a mark says so.
    """
    start = first_bytes(path)
    if start.startswith(UTF_16):
        start = start[: len(start) // 2 * 2].decode("utf-16", errors="replace").encode()
    if not start or b"\0" in start[:4096]:
        return []
    try:
        text = start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The cut may go through the last character.
        is_cut = error.start > len(start) - 4
        text = start[: error.start].decode("utf-8-sig") if is_cut else start.decode("latin-1")
    lines = text.splitlines()
    if len(start) >= MOST_BYTES and len(lines) > 1:
        del lines[-1]
    return lines[:n_lines]


def names_in(folder: Path, depth: int = 3) -> list[str]:
    """Return the paths of files below a folder, relative to it, sorted; links are not followed."""
    return sorted(_walk(folder, depth))[:MOST_NAMES]


def _walk(folder: Path, depth: int) -> Iterator[str]:
    seen = 0
    with suppress(OSError):
        for root, folders, files in os.walk(folder, followlinks=False):
            level = os.path.relpath(root, folder)
            below = 0 if level == "." else level.count(os.sep) + 1
            if below >= depth - 1:
                folders.clear()
            folders.sort()
            for name in sorted(files):
                yield name if below == 0 else f"{level}/{name}".replace(os.sep, "/")
                seen += 1
                if seen >= MOST_NAMES:
                    return
