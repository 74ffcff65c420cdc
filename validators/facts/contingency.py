"""Count rows by the levels of two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import chunks
from aivc.validators.facts.model import Contingency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.keys.joint_keys import Keys

MAX_LEVELS = 200_000
"""Keys with more levels are not crossed: they name rows, they do not group them."""

_DENSE = 1 << 22
"""Places of the largest table that has one for each pair of levels; beyond, pairs are sorted."""

_TABLE_BYTES = 64 << 20
"""Of all tables that are filled in one pass."""

_MERGE_AT = 1 << 20


class PairCounts:
    """Counts rows by the codes of two keys.

    Parameters
    ----------
    left, right
        The keys, for the same rows.
    """

    def __init__(self, left: Keys, right: Keys) -> None:
        self.left, self.right = left, right
        self._size = len(right.levels) + 1
        n = (len(left.levels) + 1) * self._size
        # A table much longer than there are rows would cost more than sorting them.
        is_dense = n <= min(_DENSE, 4 * len(left.codes) + 1024)
        self._table = np.zeros(n, np.int64) if is_dense else None
        self._keys: list[NDArray[np.int64]] = []
        self._counts: list[NDArray[np.int64]] = []
        self._waiting = 0

    @property
    def table_bytes(self) -> int:
        """Bytes that the table takes."""
        return 0 if self._table is None else self._table.nbytes

    def update(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> None:
        """Count rows by their codes plus one, so that 0 is missing."""
        mixed = left * self._size
        mixed += right
        if self._table is not None:
            np.add.at(self._table, mixed, 1)
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
            left_names=self.left.names,
            right_names=self.right.names,
            left=left[known],
            right=right[known],
            counts=counts[known],
            n_missing=int(counts[~known].sum()),
        )

    def _merge(self) -> None:
        keys = np.concatenate([*self._keys, np.empty(0, np.int64)])
        counts = np.concatenate([*self._counts, np.empty(0, np.int64)])
        order = np.argsort(keys, kind="stable")
        keys, counts = keys[order], counts[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        summed = np.add.reduceat(counts, starts) if len(starts) else counts
        self._keys, self._counts, self._waiting = [keys[starts]], [summed], len(starts)


def count_pairs(pairs: Sequence[tuple[Keys, Keys]]) -> tuple[Contingency, ...]:
    """Count rows by the levels of each pair of keys, all of the same rows."""
    found: list[Contingency] = []
    batch: list[PairCounts] = []
    used = 0
    for left, right in pairs:
        table = PairCounts(left, right)
        if used + table.table_bytes > _TABLE_BYTES:
            found.extend(_filled(batch))
            batch, used = [], 0
        batch.append(table)
        used += table.table_bytes
    found.extend(_filled(batch))
    return tuple(found)


def _filled(tables: Sequence[PairCounts]) -> list[Contingency]:
    """Fill tables in one pass over the rows."""
    if not tables:
        return []
    keys = {id(key): key for table in tables for key in (table.left, table.right)}
    for rows in chunks(len(tables[0].left.codes)):
        codes = {name: key.codes[rows].astype(np.int64) + 1 for name, key in keys.items()}
        for table in tables:
            table.update(codes[id(table.left)], codes[id(table.right)])
    return [table.result() for table in tables]


def can_cross(keys: Keys) -> bool:
    """Tell whether rows are counted by these keys and others together."""
    return 0 < len(keys.levels) <= MAX_LEVELS
