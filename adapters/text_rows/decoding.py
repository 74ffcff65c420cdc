"""Bytes of a text file as text, within bounds."""

from __future__ import annotations

import codecs
import gzip
import zlib
from typing import TYPE_CHECKING

from aivc.adapters.peeking import GZIP
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 << 20
"""Text of one table of metadata; it is held whole."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
    content = _read_bytes(path, most_bytes)
    if len(content) > most_bytes:
        msg = (
            f"{path} holds more than {most_bytes >> 20} MiB of text, too much for a table of "
            "metadata; write it as Parquet, or give only the rows that matter"
        )
        raise UnreadableInputError(msg)
    text, encoding = _decoded(content)
    if "\0" in text:
        msg = f"{path} is no text: it holds null bytes; export the table as CSV or TSV"
        raise UnreadableInputError(msg)
    if not text.strip():
        msg = f"{path} is empty; its first line must name the columns"
        raise UnreadableInputError(msg)
    return text, encoding


def _read_bytes(path: Path, most_bytes: int) -> bytes:
    try:
        with path.open("rb") as opened:
            start = opened.read(2)
            opened.seek(0)
            if start != GZIP:
                return opened.read(most_bytes + 1)
            with gzip.open(opened) as unpacked:
                return unpacked.read(most_bytes + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{path} is a damaged gzip file: {error}; copy or download it again"
        raise UnreadableInputError(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}; check its name and permissions"
        raise UnreadableInputError(msg) from error


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"
