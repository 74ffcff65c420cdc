"""Temporary files without a name, for numbers that are written once and read at any place."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TemporaryNumbers:
    """A growing row of numbers of one type, on disk.

    Parameters
    ----------
    dtype
        Their type.
    """

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype
        try:
            # It stays open as long as the numbers are needed.
            self._file = tempfile.TemporaryFile(prefix="aivc-", buffering=0)  # noqa: SIM115
        except OSError as error:
            msg = f"no temporary file can be made: {error.strerror}; set TMPDIR to another folder"
            raise UnreadableInputError(msg) from error

    def append(self, values: NDArray[Any]) -> None:
        """Write numbers behind those that are there.

        Raises
        ------
        UnreadableInputError
            The disk is full.
        """
        left = np.ascontiguousarray(values, dtype=self.dtype).data.cast("B")
        try:
            while len(left):
                left = left[self._file.write(left) :]
        except OSError as error:
            msg = (
                f"a temporary file cannot be written: {error.strerror}; set TMPDIR to a larger disk"
            )
            raise UnreadableInputError(msg) from error

    def read(self, start: int, stop: int) -> NDArray[Any]:
        """Return the numbers ``[start, stop)``. Several readers do not disturb each other."""
        place, end = start * self.dtype.itemsize, stop * self.dtype.itemsize
        parts = []
        while place < end:
            part = os.pread(self._file.fileno(), end - place, place)
            if not part:
                msg = "a temporary file ended too early; was the disk taken away?"
                raise UnreadableInputError(msg)
            parts.append(part)
            place += len(part)
        whole = parts[0] if len(parts) == 1 else b"".join(parts)
        return np.frombuffer(whole, dtype=self.dtype)

    def mapped(self, length: int) -> NDArray[Any]:
        """Return ``length`` zeros that are kept in the file, to be written in any order."""
        return np.memmap(self._file, dtype=self.dtype, mode="r+", shape=(length,))

    def __del__(self) -> None:
        """Give the space on disk back."""
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
