"""The obs columns of a dataset: read once, counted, related to each other."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Column, Frame

MOST_LEVELS = 50_000
"""Columns of more labels than this name single observations; their labels are not looked at."""


@dataclass(frozen=True, slots=True)
class ObsColumn:
    """One obs column.

    ``labels`` are those that rows have, ``counts`` the rows of each, both empty where a column
    names single observations; ``codes`` has shape (n_rows,), -1 where the value is missing.
    """

    name: str
    kind: ColumnKind
    labels: tuple[str, ...]
    counts: NDArray[np.int64]
    codes: NDArray[np.signedinteger[Any]]
    numbers: NDArray[np.float64] | None = None
    n_distinct: int = 0

    @property
    def n_missing(self) -> int:
        """Rows without a value."""
        return int((self.codes < 0).sum())

    @property
    def is_numeric(self) -> bool:
        """Whether the column holds numbers."""
        return self.numbers is not None and self.kind is not ColumnKind.BOOLEAN

    def value(self, code: int) -> str | float | int | bool:
        """Return what a code means, as a card writes it."""
        label = self.labels[code]
        if self.kind is ColumnKind.BOOLEAN:
            return label.casefold() == "true"
        if self.kind in {ColumnKind.INTEGER, ColumnKind.FLOAT} and self.numbers is not None:
            number = float(self.numbers[code])
            if not math.isfinite(number):
                return label
            return int(number) if number.is_integer() and abs(number) < 2**53 else number
        return label


@dataclass(frozen=True, slots=True)
class ObsColumns:
    """All columns of one obs that can be read, and the names of the others."""

    table: str
    n_rows: int
    by_name: Mapping[str, ObsColumn] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[ObsColumn]:
        """Yield the columns in file order."""
        return iter(self.by_name.values())

    def get(self, name: str | None) -> ObsColumn | None:
        """Return the column of this name, or None."""
        return self.by_name.get(name) if name is not None else None

    def describe(self, names: Sequence[str]) -> list[ObsColumn]:
        """Return columns by name."""
        return [self.by_name[name] for name in names]


def read_columns(frame: Frame, table: str) -> ObsColumns:
    """Read every column of an obs that can be read."""
    found = {}
    unreadable = []
    for info in frame.columns:
        try:
            found[info.name] = _counted(frame.column(info.name))
        except UnreadableInputError:
            unreadable.append(info.name)
    return ObsColumns(table, frame.n_rows, found, tuple(unreadable))


def labels_of(frame: Frame, name: str) -> tuple[str, ...]:
    """Return the labels of a column; none where it cannot be read."""
    try:
        return frame.column(name).categories
    except UnreadableInputError:
        return ()


def _counted(column: Column) -> ObsColumn:
    codes = column.codes
    counts = np.bincount(codes[codes >= 0], minlength=len(column.categories)).astype(np.int64)
    used = np.flatnonzero(counts)
    name, kind = column.info.name, column.info.kind
    if len(used) > MOST_LEVELS:
        nothing = np.empty(0, np.int64)
        return ObsColumn(name, kind, (), nothing, codes[:0], None, len(used))
    place = np.full(len(counts) + 1, -1, np.min_scalar_type(-1 - len(used)))
    place[used] = np.arange(len(used))
    labels = tuple(column.categories[code] for code in used)
    numbers = None if column.numbers is None else np.asarray(column.numbers, float)[used]
    return ObsColumn(name, kind, labels, counts[used], place[codes], numbers, len(used))


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


def determines(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Tell whether rows with the same code of one have the same code of the other."""
    pairs = np.unique(np.stack([one, other]), axis=1)
    return bool(len(np.unique(pairs[0])) == pairs.shape[1])


def says_the_same(one: ObsColumn, other: ObsColumn) -> bool:
    """Tell whether two columns group rows alike."""
    if len(one.labels) != len(other.labels) or not len(one.codes) or not len(other.codes):
        return False
    return determines(one.codes, other.codes) and determines(other.codes, one.codes)


def all_per_level(group: NDArray[Any], column: ObsColumn) -> dict[int, list[int]]:
    """Return the codes of a column that occur in each group, ascending."""
    both = np.stack([group.astype(np.int64), column.codes.astype(np.int64)])
    pairs = np.unique(both[:, (both >= 0).all(axis=0)], axis=1)
    found: dict[int, list[int]] = {}
    for level, code in zip(pairs[0].tolist(), pairs[1].tolist(), strict=True):
        found.setdefault(level, []).append(code)
    return found


def per_level(group: NDArray[Any], column: ObsColumn) -> dict[int, int]:
    """Return the code of a column for each group in which it is the same in every row."""
    both = np.stack([group.astype(np.int64), column.codes.astype(np.int64)])
    pairs = np.unique(both[:, group >= 0], axis=1)
    groups, counts = np.unique(pairs[0], return_counts=True)
    single = set(groups[counts == 1].tolist())
    return {
        int(level): int(code)
        for level, code in zip(pairs[0].tolist(), pairs[1].tolist(), strict=True)
        if level in single and code >= 0
    }
