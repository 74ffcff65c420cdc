"""Count rows by the levels of two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.joint_keys import chunks
from aivc.validators.facts.model import Contingency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.joint_keys import Keys

MAX_LEVELS = 200_000
"""Keys with more levels are not crossed: they name rows, they do not group them."""

_DENSE = 1 << 14
_MERGE_AT = 1 << 20


class PairCounts:
    """Counts rows by the codes of two keys; a code of -1 is missing.

    Parameters
    ----------
    left, right
        The keys, for the same rows.
    """

    def __init__(self, left: Keys, right: Keys) -> None:
        self._left, self._right = left, right
        self._size = len(right.levels) + 1
        n = (len(left.levels) + 1) * self._size
        self._table = np.zeros(n, np.int64) if n <= _DENSE else None
        self._keys: list[NDArray[np.int64]] = []
        self._counts: list[NDArray[np.int64]] = []
        self._waiting = 0

    def update(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> None:
        """Count rows by their codes plus one."""
        mixed = left * self._size
        mixed += right
        if self._table is not None:
            self._table += np.bincount(mixed, minlength=len(self._table))
            return
        keys, counts = np.unique(mixed, return_counts=True)
        self._keys.append(keys)
        self._counts.append(counts)
        self._waiting += len(keys)
        if self._waiting > _MERGE_AT:
            self._merge()

    def result(self) -> Contingency:
        """Return the counts, sorted by left and right level."""
        if self._table is not None:
            keys = np.flatnonzero(self._table)
            counts = self._table[keys]
        else:
            self._merge()
            keys, counts = self._keys[0], self._counts[0]
        left, right = keys // self._size - 1, keys % self._size - 1
        known = (left >= 0) & (right >= 0)
        return Contingency(
            left_names=self._left.names,
            right_names=self._right.names,
            left=left[known],
            right=right[known],
            counts=counts[known],
            n_missing=int(counts[~known].sum()),
        )

    def _merge(self) -> None:
        keys = np.concatenate([*self._keys, np.empty(0, np.int64)])
        counts = np.concatenate([*self._counts, np.empty(0, np.int64)])
        distinct, place = np.unique(keys, return_inverse=True)
        summed = np.zeros(len(distinct), np.int64)
        np.add.at(summed, place, counts)
        self._keys, self._counts, self._waiting = [distinct], [summed], 0


def count_pairs(pairs: Sequence[tuple[Keys, Keys]]) -> tuple[Contingency, ...]:
    """Count rows by the levels of each pair of keys, all of the same rows, in one pass."""
    if not pairs:
        return ()
    keys = {id(key): key for pair in pairs for key in pair}
    tables = [PairCounts(left, right) for left, right in pairs]
    for rows in chunks(len(pairs[0][0].codes)):
        codes = {name: key.codes[rows].astype(np.int64) + 1 for name, key in keys.items()}
        for (left, right), table in zip(pairs, tables, strict=True):
            table.update(codes[id(left)], codes[id(right)])
    return tuple(table.result() for table in tables)


def can_cross(keys: Keys) -> bool:
    """Tell whether rows are counted by these keys and others together."""
    return 0 < len(keys.levels) <= MAX_LEVELS
