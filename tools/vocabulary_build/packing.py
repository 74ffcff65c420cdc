"""Write one packed index file; ``schema/vocabulary/packed.py`` reads it.

A packed file is a gzip stream of one JSON header line and then the sections, end to end. Integers
are little-endian int32 with their bytes shuffled (all first bytes, then all second bytes, ...),
which halves them under deflate. Text is UTF-8, one entry per line.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FORMAT = "aivc-vocabulary-1"
INTEGERS, BYTES, TEXT = "i4", "u1", "text"


class PackedWriter:
    """Collects sections and writes them as one file."""

    def __init__(self, **meta: Any) -> None:
        self._meta = meta
        self._sections: list[tuple[str, str, int, bytes]] = []

    def integers(self, name: str, values: Iterable[int]) -> None:
        """Add int32 values."""
        numbers = array("i", values)
        if sys.byteorder == "big":
            numbers.byteswap()
        raw = numbers.tobytes()
        shuffled = b"".join(raw[byte::4] for byte in range(4))
        self._sections.append((name, INTEGERS, len(numbers), shuffled))

    def small(self, name: str, values: Iterable[int]) -> None:
        """Add values from 0 to 255."""
        raw = bytes(values)
        self._sections.append((name, BYTES, len(raw), raw))

    def text(self, name: str, entries: Sequence[str]) -> None:
        """Add strings; none may hold a line break."""
        for entry in entries:
            if "\n" in entry:
                msg = f"section {name}: an entry holds a line break: {entry!r}"
                raise ValueError(msg)
        raw = "".join(f"{entry}\n" for entry in entries).encode()
        self._sections.append((name, TEXT, len(entries), raw))

    def payload(self) -> bytes:
        """Return the uncompressed content."""
        sections = [[name, kind, count, len(raw)] for name, kind, count, raw in self._sections]
        header = {"format": FORMAT, **self._meta, "sections": sections}
        line = json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return b"".join([line.encode(), b"\n", *(raw for *_, raw in self._sections)])


def deltas(values: Sequence[int]) -> list[int]:
    """Return the first value and then each difference to the one before."""
    return [value - before for before, value in zip([0, *values[:-1]], values, strict=True)]


def write_file(path: Path, payload: bytes, *, compress: bool) -> dict[str, Any]:
    """Write the payload and return its entry for SOURCES.json.

    The digest of the payload is recorded beside that of the file, because another zlib may
    compress the same payload to other bytes.
    """
    content = gzip.compress(payload, compresslevel=9, mtime=0) if compress else payload
    path.write_bytes(content)
    return {
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "payload_bytes": len(payload),
        "payload_sha256": hashlib.sha256(payload).hexdigest(),
    }
