"""The bytes of a text file in pieces that end with a line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

PIECE = 4 << 20
"""Bytes of one piece; what Arrow parses fastest, since it stays in the cache."""


def whole_lines(opened: BinaryIO, where: str) -> Iterator[bytes]:
    """Yield pieces that end with a line; the last line may lack its end.

    Raises
    ------
    UnreadableInputError
        A line is longer than a piece, which no line of a matrix or a list of names is.
    """
    rest = b""
    while got := opened.read(PIECE):
        end = got.rfind(b"\n") + 1
        if not end:
            rest += got
            if len(rest) > PIECE:
                msg = f"{where} holds a line of more than {PIECE:,} bytes; it is no such table"
                raise UnreadableInputError(msg)
            continue
        yield rest + got[:end]
        rest = got[end:]
    if rest:
        yield rest


def read_ahead(pieces: Iterator[bytes]) -> Generator[bytes]:
    """Yield pieces, unpacking the next one while the last is worked on."""
    with ThreadPoolExecutor(1) as worker:
        waiting = worker.submit(next, pieces, b"")
        while piece := waiting.result():
            waiting = worker.submit(next, pieces, b"")
            yield piece
