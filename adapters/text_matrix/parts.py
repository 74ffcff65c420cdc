"""Into how many parts a matrix is sorted while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.peeking import GZIP

if TYPE_CHECKING:
    from pathlib import Path

PART_BYTES = 64 << 20
MOST_PARTS = 512
_PACKED = 6
"""How much smaller gzip makes tables of numbers, about."""

_STORED = 6
"""Bytes put aside for one byte of text at most: an index and a value for a digit and a tab."""


def n_parts_of(path: Path) -> int:
    """Return how many parts keep each of them small enough for memory."""
    with path.open("rb") as opened:
        is_packed = opened.read(len(GZIP)) == GZIP
    size = path.stat().st_size * (_PACKED if is_packed else 1)
    return min(MOST_PARTS, 1 + size * _STORED // PART_BYTES)
