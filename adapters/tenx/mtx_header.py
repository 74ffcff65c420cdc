"""The head of a Matrix Market file: what its entries are and how many there should be.

Definition: https://math.nist.gov/MatrixMarket/formats.html.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

BANNER = b"%%matrixmarket"
_FIELDS = frozenset({"integer", "real", "double", "pattern"})
_METADATA = "metadata_json:"
_MOST_LINES = 10_000
_LONGEST_LINE = 1 << 20
_MOST = 1 << 62


@dataclass(frozen=True, slots=True)
class MtxHeader:
    """The head of a file.

    Attributes
    ----------
    kind
        ``integer``, ``real`` or ``pattern`` (all entries are 1).
    n_rows, n_columns, n_entries
        What the line of sizes declares.
    n_lines
        Lines before the first entry.
    metadata
        What Cell Ranger says of itself in a comment.
    comments
        Other comments, without their percent signs.
    """

    kind: str
    n_rows: int
    n_columns: int
    n_entries: int
    n_lines: int
    metadata: Mapping[str, Any] = field(default_factory=dict)
    comments: tuple[str, ...] = ()


def read_header(opened: BinaryIO, where: str) -> MtxHeader:
    """Read the head, and leave the file at the first entry.

    Parameters
    ----------
    opened
        The file, unpacked, at its beginning.
    where
        The file, for messages.

    Raises
    ------
    UnreadableInputError
        It is no Matrix Market file, or of a kind that holds no counts.
    """
    banner = opened.readline(_LONGEST_LINE)
    kind = _field(banner, where)
    metadata: dict[str, Any] = {}
    comments: list[str] = []
    for number in range(2, _MOST_LINES):
        line = opened.readline(_LONGEST_LINE)
        text = line.decode("utf-8", "backslashreplace").strip()
        if text.startswith("%"):
            _note(text.lstrip("%").strip(), metadata, comments)
        elif text or not line:
            n_rows, n_columns, n_entries = _sizes(text, number, where)
            return MtxHeader(kind, n_rows, n_columns, n_entries, number, metadata, tuple(comments))
    msg = f"{where} has {_MOST_LINES:,} lines of comments and no line of sizes"
    raise UnreadableInputError(msg)


def _field(banner: bytes, where: str) -> str:
    words = banner.decode("utf-8", "backslashreplace").split()
    if not words or words[0].lower().encode() != BANNER:
        start = " ".join(words)[:40]
        msg = (
            f"{where} begins with {start!r}, not with %%MatrixMarket, so that it is no Matrix "
            "Market file; give it the name of what it is, or export it with writeMM or mmwrite"
        )
        raise UnreadableInputError(msg)
    told = [word.lower() for word in words[1:5]]
    if len(told) < 4 or told[:2] != ["matrix", "coordinate"] or told[2] not in _FIELDS:
        msg = (
            f"{where} is declared as {' '.join(told) or 'nothing'}; counts are read from matrix "
            "coordinate integer, real or pattern"
        )
        raise UnreadableInputError(msg)
    if told[3] != "general":
        msg = f"{where} is declared {told[3]}, which a matrix of cells is not; write it as general"
        raise UnreadableInputError(msg)
    return "real" if told[2] == "double" else told[2]


def _note(text: str, metadata: dict[str, Any], comments: list[str]) -> None:
    if text.startswith(_METADATA):
        try:
            said = json.loads(text[len(_METADATA) :])
        except (ValueError, RecursionError):
            said = None
        if isinstance(said, dict):
            metadata.update(said)
            return
    if text:
        comments.append(text)


def _sizes(text: str, number: int, where: str) -> tuple[int, int, int]:
    words = text.split()
    if len(words) != 3 or not all(word.isascii() and word.isdigit() for word in words):
        msg = (
            f"{where}, line {number}: {text[:60]!r} should be the numbers of rows, of columns and "
            "of entries"
        )
        raise UnreadableInputError(msg)
    n_rows, n_columns, n_entries = (int(word[:20]) for word in words)
    if max(n_rows, n_columns, n_entries) >= _MOST or n_entries > n_rows * n_columns:
        msg = (
            f"{where}, line {number}, declares {n_entries:,} entries in {n_rows:,} x "
            f"{n_columns:,}, which do not fit; the file is damaged"
        )
        raise UnreadableInputError(msg)
    return n_rows, n_columns, n_entries
