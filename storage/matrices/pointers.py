"""The row (or column) pointers of a sparse matrix, checked while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.node import ArrayNode
    from aivc.storage.problems import ProblemLog

PIECE_BYTES = 8 << 20


class Pointers:
    """Pointers of consecutive rows, in pieces.

    Parameters
    ----------
    array : ArrayNode
        ``indptr``, of rank 1; integers, or floats that hold integers.
    n_values : int
        How many values they may point at.
    problems : ProblemLog
        Where broken pointers are noted.
    """

    def __init__(self, array: ArrayNode, n_values: int, problems: ProblemLog) -> None:
        self._array = array
        self._n_values = n_values
        self._problems = problems

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Yield the first row and the pointers (n_rows + 1,) of rows ``[start, stop)`` in pieces.

        Raises
        ------
        UnreadableInputError
            The pointers fall, or point before the first or behind the last value, so that it
            cannot be told which values belong to which row.
        """
        row = start
        last: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        for piece in self._array.stream(start, stop + 1, PIECE_BYTES):
            pointers = np.concatenate([last, self._integers(piece)])
            self._check(pointers, row)
            yield row, pointers
            row += len(pointers) - 1
            last = pointers[-1:]

    def _integers(self, piece: NDArray[Any]) -> NDArray[np.int64]:
        if piece.dtype.kind != "f":
            return piece.astype(np.int64, copy=False)
        with np.errstate(invalid="ignore"):
            whole = piece.astype(np.int64)
        if not np.array_equal(whole, piece):
            msg = f"{self._array.path} holds pointers that are no whole numbers"
            raise self._broken(msg)
        return whole

    def _check(self, pointers: NDArray[np.int64], row: int) -> None:
        falls = np.flatnonzero(pointers[1:] < pointers[:-1])
        if len(falls):
            place = int(falls[0])
            msg = (
                f"{self._array.path} falls from {pointers[place]:,} to {pointers[place + 1]:,} at "
                f"row {row + place:,}; the matrix cannot be cut into rows"
            )
            raise self._broken(msg)
        if len(pointers) and (pointers[0] < 0 or pointers[-1] > self._n_values):
            msg = (
                f"{self._array.path} points from {pointers[0]:,} to {pointers[-1]:,}, but there "
                f"are {self._n_values:,} values; the matrix cannot be cut into rows"
            )
            raise self._broken(msg)

    def _broken(self, message: str) -> UnreadableInputError:
        self._problems.add(ProblemKind.BROKEN_POINTERS, self._array.path, message)
        return UnreadableInputError(message)
