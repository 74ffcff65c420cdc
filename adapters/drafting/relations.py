"""How columns of one obs relate: joint levels, and which column tells another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.adapters.drafting.columns import ObsColumn

MOST_FLAGS = 1 << 24
"""Pairs of codes that are marked in a table; for more, sorting takes less memory."""


def joint_codes(columns: Sequence[ObsColumn]) -> NDArray[np.int64]:
    """Give each joint level of columns a number, shape (n_rows,); -1 where any value is missing."""
    joint = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        missing = (joint < 0) | (column.codes < 0)
        joint = joint * max(len(column.labels), 1) + column.codes.astype(np.int64)
        joint[missing] = -1
        if len(columns) > 2:
            joint = _renumbered(joint)
    return joint


def _renumbered(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    known = codes >= 0
    renumbered = np.full(len(codes), -1, np.int64)
    renumbered[known] = np.unique(codes[known], return_inverse=True)[1]
    return renumbered


def pairs_of(one: NDArray[Any], other: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of codes that rows have, ascending, as two arrays.

    Examples
    --------
    >>> pairs_of(np.array([0, 0, 1]), np.array([-1, 2, 2]))
    (array([0, 0, 1]), array([-1,  2,  2]))
    """
    width = int(other.max(initial=-1)) + 2
    joint = (one.astype(np.int64) + 1) * width + other + 1
    n_flags = (int(one.max(initial=-1)) + 2) * width
    if n_flags <= MOST_FLAGS:
        seen = np.zeros(n_flags, bool)
        seen[joint] = True
        found = np.flatnonzero(seen)
    else:
        found = np.unique(joint)
    return found // width - 1, found % width - 1


def determines(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Tell whether rows with the same code of one have the same code of the other."""
    if not len(one) or not len(other):
        return not len(one) and not len(other)
    first, _ = pairs_of(one, other)
    return bool((np.diff(first) > 0).all())


def says_the_same(one: ObsColumn, other: ObsColumn) -> bool:
    """Tell whether two columns group rows alike."""
    if len(one.labels) != len(other.labels) or not len(one.codes) or not len(other.codes):
        return False
    return determines(one.codes, other.codes) and determines(other.codes, one.codes)


def all_per_level(group: NDArray[Any], column: ObsColumn) -> dict[int, list[int]]:
    """Return the codes of a column that occur in each group, ascending."""
    found: dict[int, list[int]] = {}
    if not len(column.codes):
        return found
    levels, codes = pairs_of(group, column.codes)
    for level, code in zip(levels.tolist(), codes.tolist(), strict=True):
        if level >= 0 and code >= 0:
            found.setdefault(level, []).append(code)
    return found


def per_level(group: NDArray[Any], column: ObsColumn) -> dict[int, int]:
    """Return the code of a column for each group in which it is the same in every row."""
    if not len(column.codes):
        return {}
    levels, codes = pairs_of(group, column.codes)
    known, counts = np.unique(levels, return_counts=True)
    single = set(known[counts == 1].tolist())
    return {
        level: code
        for level, code in zip(levels.tolist(), codes.tolist(), strict=True)
        if level in single and level >= 0 and code >= 0
    }
