"""The bytes of a text file, packed by gzip or not, in pieces that end with a line."""

from __future__ import annotations

import gzip
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

GZIP = b"\x1f\x8b"
PIECE = 4 << 20
"""Bytes of one piece; what Arrow parses fastest, since it stays in the cache."""

_PACKED = (
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
)


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked where it is gzip, whatever it is called.

    Raises
    ------
    UnreadableInputError
        It cannot be opened, is packed in another way, or is damaged; also while it is read within
        the ``with`` statement.
    """
    try:
        with path.open("rb") as start:
            signature = start.read(6)
        _refuse_packed(path, signature)
        opener = gzip.open if signature.startswith(GZIP) else open
        with opener(path, "rb") as opened:
            yield cast("BinaryIO", opened)
    except EOFError as error:
        msg = f"{path} ends within its packed data, as after a broken download; fetch it again"
        raise UnreadableInputError(msg) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        msg = f"{path} is a damaged gzip file ({error}); fetch it again"
        raise UnreadableInputError(msg) from error
    except UnreadableInputError:
        raise
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise UnreadableInputError(msg) from error


def _refuse_packed(path: Path, signature: bytes) -> None:
    other = next((name for magic, name in _PACKED if signature.startswith(magic)), None)
    if other is not None:
        msg = f"{path} is packed with {other}; unpack it, or pack it with gzip"
        raise UnreadableInputError(msg)


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
