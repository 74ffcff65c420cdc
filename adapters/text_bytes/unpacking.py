"""Open text files, packed by gzip or not."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from aivc.adapters.peeking import GZIP
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PACKED = (
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
)
_BZIP2, _BZIP2_BLOCK = b"BZh", b"1AY&SY"
"""A bzip2 file begins with the first, a digit and the second; a word may begin with the first."""


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
            signature = start.read(10)
        _refuse_packed(path, signature)
        opener = gzip.open if signature.startswith(GZIP) else open
        with opener(path, "rb") as opened:
            yield cast("BinaryIO", opened)
    except EOFError as error:
        msg = (
            f"{path} is a damaged gzip file: it ends within its packed data, as after a broken "
            "download; fetch it again"
        )
        raise UnreadableInputError(msg) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        msg = f"{path} is a damaged gzip file: {error}; copy or download it again"
        raise UnreadableInputError(msg) from error
    except UnreadableInputError:
        raise
    except OSError as error:
        what = error.strerror or error
        msg = f"{path} cannot be read: {what}; check its name and permissions"
        raise UnreadableInputError(msg) from error


def _refuse_packed(path: Path, signature: bytes) -> None:
    other = next((name for magic, name in _PACKED if signature.startswith(magic)), None)
    if signature.startswith(_BZIP2) and _BZIP2_BLOCK.startswith(signature[4:] or b" "):
        other = "bzip2"
    if other is not None:
        msg = f"{path} is packed with {other}; unpack it, or pack it with gzip"
        raise UnreadableInputError(msg)
