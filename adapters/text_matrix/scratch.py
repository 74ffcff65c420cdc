"""A temporary file for numbers that may not fit into memory."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scratch:
    """A file without a name, which is gone when it is closed or when the program ends."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with the dataset
        self._size = 0

    def append(self, values: NDArray[Any]) -> int:
        """Write values behind all others and return where they start.

        Raises
        ------
        UnreadableInputError
            There is no room for them.
        """
        start = self._size
        whole = np.ascontiguousarray(values)
        stored = whole.data.cast("B") if whole.size else memoryview(b"")
        try:
            while len(stored):
                stored = stored[self._file.write(stored) :]
        except OSError as error:
            msg = (
                f"numbers cannot be put aside in {tempfile.gettempdir()}: {error.strerror}; "
                "set TMPDIR to a folder with more room"
            )
            raise UnreadableInputError(msg) from error
        self._size += values.nbytes
        return start

    def read(self, start: int, count: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        """Return ``count`` values from where they start."""
        values = np.empty(count, dtype)
        left = values.data.cast("B") if count else memoryview(b"")
        while len(left):
            n_read = os.preadv(self._file.fileno(), [left], start)
            left, start = left[n_read:], start + n_read
        return values

    def close(self) -> None:
        """Remove the file. Closing twice is allowed."""
        self._file.close()
