"""Lines of a text file, in blocks, whatever its size, packing, encoding and line ends."""

from __future__ import annotations

import codecs
import gzip
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from aivc.adapters.peeking import GZIP
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK_BYTES = 4 << 20
"""Text that is looked at at a time; its numbers take ten times as much memory."""

LONGEST_LINE = 1 << 30
"""A line of a hundred million numbers; what is longer has lost its line ends."""

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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


def text_of(stored: bytes) -> str:
    r"""Return text as it was meant: UTF-8 where it is that, else Latin-1.

    Examples
    --------
    >>> text_of(b"10 \xc2\xb5M") == text_of(b"10 \xb5M") == "10 \u00b5M"
    True
    """
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored.decode("latin-1")


def is_utf8(stored: bytes) -> bool:
    """Tell whether bytes are text in UTF-8."""
    try:
        stored.decode()
    except UnicodeDecodeError:
        return False
    return True


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
    with _reading(path), _opened(path) as stream:
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


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as stored:
        is_packed = stored.read(2) == GZIP
        stored.seek(0)
        if not is_packed:
            yield stored
            return
        with gzip.open(stored) as unpacked:
            yield unpacked  # type: ignore[misc] # GzipFile reads bytes, as IO[bytes] does


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{path} is a damaged gzip file: {error}; copy or download it again"
        raise UnreadableInputError(msg) from error
    except UnreadableInputError:
        raise
    except OSError as error:
        what = error.strerror or error
        msg = f"{path} cannot be read: {what}; check its name and permissions"
        raise UnreadableInputError(msg) from error
