"""Numbers of one type that are written once and read at any place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.temporary_files.scratch import Scratch

if TYPE_CHECKING:
    import numpy as np
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
        self._scratch = Scratch()

    def append(self, values: NDArray[Any]) -> None:
        """Write numbers behind those that are there.

        Raises
        ------
        UnreadableInputError
            The disk is full.
        """
        self._scratch.append(values.astype(self.dtype, copy=False))

    def read(self, start: int, stop: int) -> NDArray[Any]:
        """Return the numbers ``[start, stop)``. Several readers do not disturb each other."""
        return self._scratch.read(start * self.dtype.itemsize, stop - start, self.dtype)

    def mapped(self, length: int) -> NDArray[Any]:
        """Return ``length`` zeros that are kept in the file, to be written in any order."""
        return self._scratch.mapped(length, self.dtype)

    def __del__(self) -> None:
        """Give the space on disk back."""
        self._scratch.close()
