"""Lines of a text file, in blocks, whatever its size, packing, encoding and line ends."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import UTF_16
from aivc.adapters.text_bytes.unpacking import unpacked
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK_BYTES = 4 << 20
"""Text that is looked at at a time; its numbers take ten times as much memory."""

LONGEST_LINE = 1 << 30
"""A line of a hundred million numbers; what is longer has lost its line ends."""


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Consecutive lines without their ends; the first has the number ``first``, from 1."""

    first: int
    lines: list[bytes]


def blocks_of_lines(path: Path, block_bytes: int = BLOCK_BYTES) -> Iterator[LineBlock]:
    """Yield the lines of a file, packed by gzip or not, in blocks of about ``block_bytes``.

    Text in UTF-16 with a byte order mark comes as UTF-8; any other as the bytes that it is.

    Raises
    ------
    UnreadableInputError
        It cannot be opened, its packing is damaged or cut off, or a line is too long to be one.
    """
    number, rest = 1, b""
    for chunk in _chunks(path, block_bytes):
        whole, mark, tail = chunk.rpartition(b"\n")
        if not mark:
            rest += tail
            _refuse_long(len(rest), path, number)
            continue
        lines = (rest + whole).split(b"\n")
        rest = tail
        yield LineBlock(number, lines)
        number += len(lines)
    if rest:
        yield LineBlock(number, [rest])


def _refuse_long(length: int, path: Path, number: int) -> None:
    if length > LONGEST_LINE:
        msg = f"{path}, line {number}, is longer than {LONGEST_LINE >> 30} GiB; it is no table"
        raise UnreadableInputError(msg)


def _chunks(path: Path, size: int) -> Iterator[bytes]:
    """Yield text in which every line ends in a line feed alone, without a byte order mark."""
    held = b""
    for start, chunk in enumerate(_decoded(path, size)):
        text = held + (chunk.removeprefix(codecs.BOM_UTF8) if start == 0 else chunk)
        # The line feed of a carriage return may be in the next chunk.
        held = text[-1:] if text.endswith(b"\r") else b""
        text = text[: len(text) - len(held)]
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield text
    if held:
        yield b"\n"


def _decoded(path: Path, size: int) -> Iterator[bytes]:
    with unpacked(path) as stream:
        chunk = stream.read(max(size, len(codecs.BOM_UTF8)))
        if not chunk.startswith(UTF_16):
            while chunk:
                yield chunk
                chunk = stream.read(size)
            return
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        while chunk:
            yield decoder.decode(chunk).encode()
            chunk = stream.read(size)
