"""Bytes of a text file as text, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.text_bytes.encoding import decoded
from aivc.adapters.text_bytes.unpacking import unpacked
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 << 20
"""Text of one table of metadata; it is held whole."""


def read_text(path: Path, most_bytes: int = MOST_BYTES) -> tuple[str, str]:
    """Read a text file, packed by gzip or not.

    Parameters
    ----------
    path
        The file.
    most_bytes
        Bytes that it may have once it is unpacked.

    Returns
    -------
    tuple
        The text, and the encoding that it was read in: UTF-8 where it is that, UTF-16 where it
        says so by a byte order mark, else Latin-1, in which every byte is a character.

    Raises
    ------
    UnreadableInputError
        It cannot be opened, is damaged, empty, too large, or no text.
    """
    with unpacked(path) as opened:
        content = opened.read(most_bytes + 1)
    if len(content) > most_bytes:
        msg = (
            f"{path} holds more than {most_bytes >> 20} MiB of text, too much for a table of "
            "metadata; write it as Parquet, or give only the rows that matter"
        )
        raise UnreadableInputError(msg)
    text, encoding = decoded(content)
    if "\0" in text:
        msg = f"{path} is no text: it holds null bytes; export the table as CSV or TSV"
        raise UnreadableInputError(msg)
    if not text.strip():
        msg = f"{path} is empty; its first line must name the columns"
        raise UnreadableInputError(msg)
    return text, encoding
