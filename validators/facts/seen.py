"""Count something in a matrix, and keep the first five rows that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


class Seen:
    """How often, and the five smallest row positions; the same in whatever order it was seen."""

    def __init__(self) -> None:
        self.count = 0
        self.rows: NDArray[np.int64] = np.empty(0, np.int64)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Seen):
            return NotImplemented
        return self.count == other.count and np.array_equal(self.rows, other.rows)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def add(self, count: int, rows: NDArray[Any]) -> None:
        """Note ``count`` occurrences in these rows, given in any order, repeated or not."""
        self.count += int(count)
        if self._is_full:
            rows = rows[rows < self.rows[-1]]
        if len(rows):
            self.rows = np.union1d(self.rows, rows)[:MAX_EXAMPLES].astype(np.int64)

    def add_marked(
        self,
        mask: NDArray[np.bool_],
        rows_where: Callable[[NDArray[np.bool_]], NDArray[np.int64]],
        first_row: int,
    ) -> None:
        """Note what a mask marks; rows are looked up only if one may be among the first five.

        ``first_row`` is the smallest row that the mask can be about.
        """
        count = int(np.count_nonzero(mask))
        # Full with the very first rows, or with rows before all that the mask is about.
        if self._is_full and self.rows[-1] < max(first_row, MAX_EXAMPLES):
            self.count += count
        elif count:
            self.add(count, rows_where(mask))

    def merge(self, other: Seen) -> None:
        """Take over what another one saw."""
        self.add(other.count, other.rows)

    @property
    def _is_full(self) -> bool:
        return len(self.rows) == MAX_EXAMPLES
