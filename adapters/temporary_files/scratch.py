"""A temporary file for numbers of any type."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scratch:
    """A file without a name, which is gone when it is closed or when the program ends.

    Raises
    ------
    UnreadableInputError
        No temporary file can be made.
    """

    def __init__(self) -> None:
        try:
            # It stays open as long as the numbers are needed.
            self._file = tempfile.TemporaryFile(prefix="aivc-", buffering=0)  # noqa: SIM115
        except OSError as error:
            msg = f"no temporary file can be made: {error.strerror}; set TMPDIR to another folder"
            raise UnreadableInputError(msg) from error
        self._size = 0

    def append(self, values: NDArray[Any]) -> int:
        """Write values behind all others and return the byte at which they start.

        Raises
        ------
        UnreadableInputError
            There is no room for them.
        """
        start = self._size
        left = _bytes_of(np.ascontiguousarray(values))
        try:
            while len(left):
                left = left[self._file.write(left) :]
        except OSError as error:
            msg = (
                f"numbers cannot be put aside in {tempfile.gettempdir()}: {error.strerror}; "
                "set TMPDIR to a folder with more room"
            )
            raise UnreadableInputError(msg) from error
        self._size += values.nbytes
        return start

    def read(self, start: int, count: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        """Return ``count`` values from a byte on. Several readers do not disturb each other.

        Raises
        ------
        UnreadableInputError
            The file is shorter.
        """
        values = np.empty(count, dtype)
        left = _bytes_of(values)
        while len(left):
            n_read = os.preadv(self._file.fileno(), [left], start)
            if not n_read:
                msg = "a temporary file ended too early; was the disk taken away?"
                raise UnreadableInputError(msg)
            left, start = left[n_read:], start + n_read
        return values

    def mapped(self, length: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        """Return ``length`` zeros that are kept in the file, to be written in any order.

        The file holds nothing else then.
        """
        return np.memmap(self._file, dtype=dtype, mode="r+", shape=(length,))

    def close(self) -> None:
        """Give the space on disk back. Closing twice is allowed."""
        self._file.close()


def require_room(n_bytes: int) -> None:
    """Refuse to begin what the disk of temporary files has no room for.

    Raises
    ------
    UnreadableInputError
        There is no room.
    """
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    if n_bytes > free:
        msg = (
            f"the parsed matrix takes {n_bytes:,} temporary bytes, but {folder} has room for "
            f"{free:,}; set TMPDIR to a folder with more"
        )
        raise UnreadableInputError(msg)


def _bytes_of(values: NDArray[Any]) -> memoryview:
    return values.data.cast("B") if values.size else memoryview(b"")
