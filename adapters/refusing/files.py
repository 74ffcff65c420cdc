"""What a file is that no reader takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.peeking import HDF5, first_bytes, first_lines
from aivc.adapters.refusing.archives import by_archive
from aivc.adapters.refusing.documents import by_document
from aivc.adapters.refusing.names import by_name
from aivc.adapters.refusing.refusal import Refusal
from aivc.adapters.refusing.signatures import by_signature
from aivc.adapters.refusing.tables import by_table
from aivc.adapters.refusing.texts import by_text
from aivc.adapters.text_rows.header import separator_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOOKED_AT = 60
MOST_ALIKE = 3

_EMPTY = Refusal("is empty", "copy or download it again")
_BROKEN = Refusal("cannot be unpacked: its gzip is damaged", "copy or download it again")
_NO_TABLE = Refusal(
    "is text without columns, such as a list or prose", "give the table or matrix that goes with it"
)
_BELOW = Refusal(
    "has a table below lines of other text",
    "take those lines out, so that the first line names the columns, and convert it again",
)
_NO_ROWS = Refusal("names columns and holds no rows", "check whether it was written to the end")
_NO_HDF5 = Refusal(
    "has the name of a dataset, but its bytes are no HDF5", "copy or download it again"
)
_BETWEEN_CELLS = re.compile(r",(?! |$)")
_CONTAINERS = (".h5ad", ".h5mu", ".h5", ".hdf5", ".gctx")


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
    if start.startswith(HDF5):
        return by_name(path)  # what is wrong with a container, its reader says best
    lines = first_lines(path, LOOKED_AT)
    if not any(line.strip() for line in lines) and not start.strip():
        return _EMPTY
    return (
        by_text(start, lines)
        or by_archive(path, start)
        or by_signature(start)
        or by_name(path)
        or by_document(path)
        or by_table(path, lines)
        or (_NO_HDF5 if path.name.lower().endswith(_CONTAINERS) else None)
        or _without_columns(lines)
    )


def _without_columns(lines: Sequence[str]) -> Refusal | None:
    """Tell text that has a first line alone, or no columns that lines share."""
    kept = [line for line in lines if line.strip()]
    if not kept or not all(line.replace("\t", "").isprintable() for line in kept):
        return None
    separator = separator_of(kept[0])
    if separator not in kept[0]:
        return _BELOW if _has_table_below(kept) else _NO_TABLE
    if len(kept) == 1:
        return _NO_ROWS
    is_prose = separator == "," and not any(_BETWEEN_CELLS.search(line) for line in kept)
    return _NO_TABLE if is_prose and len({line.count(",") for line in kept}) > 1 else None


def _has_table_below(lines: Sequence[str]) -> bool:
    """Tell whether the last lines have as many columns, three or more."""
    last = lines[-MOST_ALIKE:]
    counts = [{line.count(mark) for line in last} for mark in "\t,;"]
    return len(last) > 1 and any(len(found) == 1 and min(found) > 1 for found in counts)
