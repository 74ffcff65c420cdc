"""Codes that are made of others, a piece of the rows at a time, and never held for all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from aivc.storage.keys.distinct import distinct_values
from aivc.storage.keys.joint_keys import chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DENSE = 1 << 22
"""Combinations that are looked up in a table with a place for each; beyond, by bisection."""


class Codes(Protocol):
    """Codes of rows; an array is one."""

    def __getitem__(self, rows: NDArray[np.int64] | slice, /) -> NDArray[np.signedinteger[Any]]:
        """Return the codes of some rows."""
        ...


class PlacedCodes:
    """Codes after each was given another place.

    Parameters
    ----------
    codes
        Codes from -1.
    place
        New code of each code; the last is for -1.
    """

    def __init__(self, codes: Codes, place: NDArray[np.signedinteger[Any]]) -> None:
        self._codes = codes
        self._place = place

    def __getitem__(self, rows: NDArray[np.int64] | slice, /) -> NDArray[np.signedinteger[Any]]:
        """Return the codes of some rows."""
        found: NDArray[np.signedinteger[Any]] = self._place[self._codes[rows]]
        return found


class JointCodes:
    """Codes of combinations: -1 where a row has no code in any of the parts.

    Attributes
    ----------
    combinations
        The codes of each combination that occurs, ascending, shape (n_combinations, n_parts).

    Parameters
    ----------
    parts
        Codes from -1, at least two.
    sizes
        Codes that each part may have.
    n_rows
        Rows.
    """

    def __init__(self, parts: Sequence[Codes], sizes: Sequence[int], n_rows: int) -> None:
        self._parts = tuple(parts)
        self._sizes = tuple(sizes)
        n_possible = int(np.prod(np.array(sizes, object)))
        numbers = self._occurring(n_possible, n_rows)
        self._place: NDArray[np.int32] | None = None
        self._numbers = numbers
        if n_possible <= DENSE:
            self._place = np.full(n_possible + 1, -1, np.int32)
            self._place[numbers] = np.arange(len(numbers), dtype=np.int32)
        self.combinations = np.column_stack(np.unravel_index(numbers, self._sizes)).astype(np.int64)

    def __getitem__(self, rows: NDArray[np.int64] | slice, /) -> NDArray[np.signedinteger[Any]]:
        """Return the codes of some rows."""
        mixed = self._mixed(rows)
        if self._place is not None:
            return self._place[mixed]
        found = np.searchsorted(self._numbers, mixed)
        found[mixed < 0] = -1
        return found

    def _mixed(self, rows: NDArray[np.int64] | slice) -> NDArray[np.int64]:
        """Return one number for each combination of codes, -1 where a code is missing."""
        first = self._parts[0][rows]
        mixed: NDArray[np.int64] = first.astype(np.int64)
        is_missing = first < 0
        for part, size in zip(self._parts[1:], self._sizes[1:], strict=True):
            codes = part[rows]
            mixed *= size
            mixed += codes
            is_missing |= codes < 0
        mixed[is_missing] = -1
        return mixed

    def _occurring(self, n_possible: int, n_rows: int) -> NDArray[np.int64]:
        if n_possible <= DENSE:
            occurs = np.zeros(n_possible + 1, bool)
            for rows in chunks(n_rows):
                occurs[self._mixed(rows)] = True
            return np.flatnonzero(occurs[:-1])
        numbers = np.empty(0, np.int64)
        for rows in chunks(n_rows):
            numbers = distinct_values(np.append(numbers, distinct_values(self._mixed(rows))))
        return numbers[numbers >= 0]
