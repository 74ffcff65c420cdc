"""What is summed up over groups of rows, and the sums."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEPTH = 1e4
"""Counts to which every observation, or sum of observations, is scaled."""


class Moment(StrEnum):
    """What is summed up over the rows of a group; x is a value, t the sum of its row."""

    X = "x"
    XX = "x x"
    XT = "x t"
    LOG = "ln(1 + 10,000 x / t)"
    LOG_SQUARED = "its square"


@dataclass(frozen=True, eq=False)
class Grouping:
    """Groups of rows, and what is summed of them.

    ``codes`` has the group of each row of the matrix, -1 for none, shape (n_rows,).
    """

    codes: NDArray[np.int64]
    n_groups: int
    moments: frozenset[Moment]


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Sums over groups; each moment has shape (n_groups, n_columns), float64.

    Attributes
    ----------
    n_rows
        Rows of each group, shape (n_groups,).
    totals, squares
        Sum of t and of its square over the rows of each group, shape (n_groups,).
    of
        The moments.
    missing
        How many values of each group are not finite, shape (n_groups, n_columns); None where none.
    """

    n_rows: NDArray[np.float64]
    totals: NDArray[np.float64]
    squares: NDArray[np.float64]
    of: dict[Moment, NDArray[np.float64]]
    missing: NDArray[np.float64] | None = None

    def joined(self, members: Any) -> GroupSums:
        """Return the sums of unions of groups; ``members`` is sparse, (n_unions, n_groups)."""
        return GroupSums(
            members @ self.n_rows,
            members @ self.totals,
            members @ self.squares,
            {moment: members @ values for moment, values in self.of.items()},
            None if self.missing is None else members @ self.missing,
        )

    def without(self, part: GroupSums) -> GroupSums:
        """Return the sums over the rows that are not in a part, which has some of the same rows."""
        missing = None
        if self.missing is not None:
            missing = self.missing - (0.0 if part.missing is None else part.missing)
        return GroupSums(
            self.n_rows - part.n_rows,
            self.totals - part.totals,
            self.squares - part.squares,
            {moment: self.of[moment] - values for moment, values in part.of.items()},
            missing,
        )

    def counts(self) -> NDArray[np.float64]:
        """Return how many finite values there are; broadcasts to (n_groups, n_columns)."""
        rows = self.n_rows[:, np.newaxis]
        return rows if self.missing is None else rows - self.missing


@dataclass(eq=False)
class Seen:
    """What the values of grouped rows look like."""

    n_negative: int = 0
    n_fractional: int = 0
    n_missing: int = 0
