"""Lay the assignments beside the rows of the dataset, whatever the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.manifest.row_keys import RowKey
    from aivc.storage.records.texts import Texts


@dataclass(frozen=True, eq=False)
class Joined:
    """What rows of the assignments that fill in the same keys say.

    Attributes
    ----------
    columns
        The keys that they fill in.
    table_rows
        Their positions in the table of assignments.
    rows
        Number of the joint key of each row of the dataset, -1 where it lacks a part of it.
    asked
        Number of the joint key of each of ``table_rows``, -1 where no row of the dataset has it.
    parts
        Part that each of ``table_rows`` names.
    """

    columns: tuple[str, ...]
    table_rows: NDArray[np.int64]
    rows: NDArray[np.int64]
    asked: NDArray[np.int64]
    parts: NDArray[np.int64]

    @property
    def n_keys(self) -> int:
        """Numbers of joint keys, from 0, used or not."""
        return int(max(self.rows.max(initial=-1), self.asked.max(initial=-1))) + 1


def patterns(
    keys: Mapping[str, Texts], usable: NDArray[np.bool_]
) -> list[tuple[tuple[str, ...], NDArray[np.int64]]]:
    """Group the rows of the assignments by which keys they fill in.

    A row may name an observation and the next one a condition; a key that is empty says nothing.
    Rows that fill in none come with an empty tuple.
    """
    names = list(keys)
    filled = np.zeros(len(usable), np.int64)
    for bit, name in enumerate(names):
        filled |= (keys[name].codes >= 0).astype(np.int64) << bit
    found = []
    for pattern in np.unique(filled[usable]).tolist():
        columns = tuple(name for bit, name in enumerate(names) if pattern >> bit & 1)
        found.append((columns, np.flatnonzero(usable & (filled == pattern))))
    return found


def join(
    columns: Sequence[str],
    table_rows: NDArray[np.int64],
    keys: Mapping[str, Texts],
    row_keys: Mapping[str, RowKey],
    parts: NDArray[np.int64],
) -> Joined:
    """Give the joint keys of the dataset and of the assignments the same numbers."""
    n_rows = len(row_keys[columns[0]].rows)
    both: list[NDArray[Any]] = []
    for name in columns:
        asked = row_keys[name].asked[keys[name].codes[table_rows]]
        both.append(np.concatenate([row_keys[name].rows, asked]))
    if len(both) == 1:
        numbers = both[0].astype(np.int64, copy=False)
    else:
        joint = joint_codes(both)
        numbers = joint.codes.astype(np.int64)
        numbers[joint.combinations.min(axis=1)[joint.codes] < 0] = -1
    rows, asked = numbers[:n_rows], numbers[n_rows:]
    occurs = np.zeros(int(numbers.max(initial=-1)) + 1, bool)
    occurs[rows[rows >= 0]] = True
    known = asked >= 0
    known[known] = occurs[asked[known]]
    return Joined(tuple(columns), table_rows, rows, np.where(known, asked, -1), parts[table_rows])


def key_texts(
    joined: Joined, keys: Mapping[str, Texts], which: NDArray[np.int64]
) -> tuple[str, ...]:
    """Write the keys of some rows of the assignments as text."""
    return tuple(
        " | ".join(keys[name].label(int(keys[name].codes[row])) for name in joined.columns)
        for row in which.tolist()
    )
