"""Packed files: what is in them, by their list of names alone."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from aivc.adapters.refusing.advice import R_OBJECT, SPREADSHEET, UNPACK
from aivc.adapters.refusing.kinds import WEIGHTS
from aivc.adapters.refusing.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
MOST_NAMES = 2_000
LARGEST_LIST = 16 << 20
"""Bytes of the list of names; a longer one is not read."""

_END = 65_557
"""Bytes at the end of an archive that say where its list of names is, with the longest comment."""

_NAMES = Refusal(
    "holds bare NumPy arrays, which do not say what their rows and columns are",
    "write them with their names as h5ad (anndata.AnnData) and convert that",
)
_CLIMBING = Refusal(
    "is a zip archive with paths that lead out of its folder, which no honest one has",
    "do not unpack it, and ask its author for another",
)
_STORE = Refusal("is a zarr store packed as zip", UNPACK)
_OFFICE = Refusal("is an Office document", "save the table in it as CSV and convert that")

_KINDS: Sequence[tuple[re.Pattern[str], Refusal]] = (
    (re.compile(r"[/\\].*|[A-Za-z]:.*|(.*[/\\])?\.\.([/\\].*)?"), _CLIMBING),
    (re.compile(r"xl/.*"), Refusal("is a spreadsheet", SPREADSHEET)),
    (re.compile(r"(word|ppt)/.*"), _OFFICE),
    (re.compile(r"(.*/)?(\.zgroup|\.zattrs|zarr\.json)"), _STORE),
    (re.compile(r".*\.npy"), _NAMES),
    (re.compile(r"(.*/)?data\.pkl"), WEIGHTS),
    (re.compile(r"(?i).*\.(rds|rda)"), Refusal("is a zip archive of R objects", R_OBJECT)),
)
"""By a name in the archive; the first kind that any name has decides."""


def by_archive(path: Path, start: bytes) -> Refusal | None:
    """Return what a zip archive holds, None where a file is none. Nothing is unpacked."""
    if not start.startswith((ZIP, EMPTY_ZIP)):
        return None
    names = _names_in(path)
    if names is None:
        return Refusal("is a zip archive", UNPACK)
    if not names:
        return Refusal("is an empty or damaged zip archive", "copy or download it again")
    for pattern, refusal in _KINDS:
        if any(map(pattern.fullmatch, names)):
            return refusal
    return Refusal(f"is a zip archive ({names[0][:60]}, ...)", UNPACK)


def _names_in(path: Path) -> list[str] | None:
    """Return names in an archive, None where their list is too long to be read."""
    errors = (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
    with suppress(*errors):
        if _list_bytes(path) > LARGEST_LIST:
            return None
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()[:MOST_NAMES]
    return []


def _list_bytes(path: Path) -> int:
    with path.open("rb") as opened:
        opened.seek(max(path.stat().st_size - _END, 0))
        end = opened.read(_END)
    place = end.rfind(b"PK\x05\x06")
    return int.from_bytes(end[place + 12 : place + 16], "little") if place >= 0 else 0
