"""What a file is that no reader takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.peeking import first_bytes, first_lines
from aivc.adapters.refusing.archives import by_archive
from aivc.adapters.refusing.documents import by_document
from aivc.adapters.refusing.names import by_name
from aivc.adapters.refusing.refusal import Refusal
from aivc.adapters.refusing.signatures import by_signature
from aivc.adapters.refusing.tables import by_table
from aivc.adapters.refusing.texts import by_text

if TYPE_CHECKING:
    from pathlib import Path

LOOKED_AT = 60
HDF5 = b"\x89HDF\r\n\x1a\n"

_EMPTY = Refusal("is empty", "copy or download it again")
_BROKEN = Refusal("cannot be unpacked: its gzip is damaged", "copy or download it again")
_UNKNOWN_HDF5 = Refusal(
    "is an HDF5 file of no kind that aivc knows (AnnData, MuData, 10x, GCTX)",
    "write its matrix with the names of rows and columns as h5ad",
)


def refused_file(path: Path) -> Refusal | None:
    """Return what a file is and what to do instead; content counts more than the name."""
    try:
        size = path.stat().st_size
    except OSError:
        return None
    if size == 0:
        return _EMPTY
    start = first_bytes(path)
    if not start:
        return _BROKEN
    lines = first_lines(path, LOOKED_AT)
    if not any(line.strip() for line in lines) and not start.strip():
        return _EMPTY
    return (
        by_text(start, lines)
        or by_archive(path, start)
        or by_signature(start)
        or _named(path, start)
        or by_document(path)
        or by_table(path, lines)
    )


def _named(path: Path, start: bytes) -> Refusal | None:
    found = by_name(path)
    if found is None and start.startswith(HDF5):
        return _UNKNOWN_HDF5
    return found
