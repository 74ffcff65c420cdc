"""Count rows by the code of an axis, by part, and by whether they are controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import CHUNK, chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning
    from aivc.validators.split_facts.count_codes import Codes


LAST_BIT = 63


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of each level (the first is "no value") by part and by treated or control.

    ``rows`` has shape (n_levels + 1, n_parts, 2), int64; ``places`` holds the position of one row
    of each, -1 where there is none.
    """

    rows: NDArray[np.int64]
    places: NDArray[np.int64]


class Sides:
    """The part of each row, and whether it is a control, as one small number.

    Rows in no part have the last number. Rows in several parts come again at the end, once for
    each further part.
    """

    def __init__(self, partitioning: Partitioning, is_control: NDArray[np.bool_]) -> None:
        self.n_parts = len(partitioning.names)
        self.size = 2 * (self.n_parts + 1)
        self.n_rows = len(is_control)
        self._parts = partitioning.codes
        self._is_control = is_control
        self._also = partitioning.also

    def pieces(self) -> Iterator[tuple[NDArray[np.int64] | slice, NDArray[np.int64], int]]:
        """Yield rows, their sides, and the position of the first where rows are a slice.

        The first rows of the file come last. Of each level the row that was seen last is kept as
        its example, and names of early rows are read soonest.
        """
        for start in range(0, len(self._also), CHUNK):
            also = self._also[start : start + CHUNK]
            yield also[:, 0], self._sides(also[:, 1], self._is_control[also[:, 0]]), -1
        for rows in reversed(list(chunks(self.n_rows))):
            yield rows, self._sides(self._parts[rows], self._is_control[rows]), rows.start

    def repeated(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], int]]:
        """Yield the rows that are in several parts, once for each part."""
        rows = np.unique(self._also[:, 0])
        if len(rows):
            yield rows, self._sides(self._parts[rows], self._is_control[rows]), -1
            rows, parts = self._also[:, 0], self._also[:, 1]
            yield rows, self._sides(parts, self._is_control[rows]), -1

    def _sides(
        self, parts: NDArray[np.signedinteger[Any]], is_control: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        sides: NDArray[np.int64] = parts.astype(np.int64)
        sides[sides < 0] = self.n_parts
        sides *= 2
        sides += is_control
        return sides


class AxisCounter:
    """Counts the rows of one axis, a piece at a time.

    Parameters
    ----------
    codes
        Code of each row, negative where it has none, shape (n_rows,).
    n_levels
        Codes that may occur.
    sides
        Parts and controls of the rows.
    """

    def __init__(self, codes: Codes, n_levels: int, sides: Sides) -> None:
        self._codes = codes
        self._size = sides.size
        self._shape = (n_levels + 1, sides.n_parts + 1, 2)
        self._rows = np.zeros((n_levels + 1) * sides.size, np.int64)
        self._places = np.full(len(self._rows), -1, np.int64)
        # Counting into a table much longer than the piece costs more than adding one by one.
        self._is_long = len(self._rows) > CHUNK

    def update(self, rows: NDArray[np.int64] | slice, sides: NDArray[np.int64], start: int) -> None:
        """Count some rows, given as positions, or as a slice that begins at ``start``."""
        keys: NDArray[np.int64] = self._codes[rows].astype(np.int64)
        keys += 1
        keys *= self._size
        keys += sides
        if self._is_long:
            np.add.at(self._rows, keys, 1)
        else:
            self._rows += np.bincount(keys, minlength=len(self._rows))
        positions = np.arange(start, start + len(keys)) if isinstance(rows, slice) else rows
        self._places[keys] = positions

    def result(self) -> Counts:
        """Return the counts; rows in no part are left out."""
        rows = self._rows.reshape(self._shape)[:, :-1]
        return Counts(rows, self._places.reshape(self._shape)[:, :-1])


def parts_of_levels(codes: Codes, n_levels: int, sides: Sides) -> NDArray[np.unsignedinteger[Any]]:
    """Return for each level the parts that it occurs in, a bit each.

    Parts 63 and later share the last bit: a level of which it is set may be in several.
    """
    dtype = np.min_scalar_type((1 << min(sides.n_parts, LAST_BIT + 1)) - 1)
    found = np.zeros(n_levels + 1, dtype)
    for rows, side, _ in sides.pieces():
        part = side // 2
        is_in = part < sides.n_parts
        bits = np.left_shift(np.uint64(1), np.minimum(part[is_in], LAST_BIT).astype(np.uint64))
        np.bitwise_or.at(found, codes[rows][is_in].astype(np.int64) + 1, bits.astype(dtype))
    return found[1:]
