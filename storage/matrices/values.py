"""Take values of a one-dimensional array in order, as many as asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.plain import native

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.node import ArrayNode


class Values:
    """A one-dimensional array read once, front to back.

    What was decoded but not yet taken is kept, so that no chunk is decoded twice. Values that lie
    in one decoded piece are given as a view of it, without copying.

    Parameters
    ----------
    array : ArrayNode
        Of rank 1.
    start : int
        The first value to take.
    piece_bytes : int
        Decoded bytes fetched at a time.
    """

    def __init__(self, array: ArrayNode, start: int, piece_bytes: int) -> None:
        self._array = array
        self._pieces = array.stream(start, None, piece_bytes)
        self._piece: NDArray[Any] = np.empty(0, dtype=array.dtype)
        self._used = 0

    def ready(self) -> int:
        """Return how many values can be taken without copying, fetching more if there are none."""
        if self._used == len(self._piece):
            self._piece, self._used = native(next(self._pieces, self._piece[:0])), 0
        return len(self._piece) - self._used

    def take(self, count: int) -> NDArray[Any]:
        """Return the next ``count`` values.

        Raises
        ------
        UnreadableInputError
            The array ends earlier, or its bytes cannot be decoded.
        """
        if count <= len(self._piece) - self._used:
            return self._next(count)
        parts = []
        while count > 0:
            here = min(count, self.ready())
            if not here:
                msg = f"{self._array.path} ends {count:,} values too early"
                raise UnreadableInputError(msg)
            parts.append(self._next(here))
            count -= here
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _next(self, count: int) -> NDArray[Any]:
        taken = self._piece[self._used : self._used + count]
        self._used += count
        return taken
