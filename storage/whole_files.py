"""Read a small file whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_TEXT_BYTES

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2 << 30


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    UnreadableInputError
        There is none, it may not be read, or it is larger than ``limit``.
    """
    if not path.exists():
        msg = f"there is no file {path}"
        raise UnreadableInputError(msg)
    if not path.is_file():
        msg = f"{path} is no file"
        raise UnreadableInputError(msg)
    try:
        if path.stat().st_size > limit:
            msg = f"{path} holds more than {limit:,} bytes"
            raise UnreadableInputError(msg)
        return path.read_bytes()
    except OSError as error:
        if isinstance(error, UnreadableInputError):
            raise
        msg = f"{path} cannot be read: {error.strerror}; check its permissions"
        raise UnreadableInputError(msg) from error


def read_text(path: Path, limit: int = MAX_TEXT_BYTES) -> str:
    """Return the text of a file.

    Raises
    ------
    UnreadableInputError
        It cannot be read, holds more than ``limit`` bytes, or is not UTF-8.
    """
    try:
        return read_bytes(path, limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path} is not UTF-8 text"
        raise UnreadableInputError(msg) from error
