"""The obs columns of a dataset: read when they are asked for, counted, related to each other."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Column, ColumnInfo, Frame

MOST_LEVELS = 50_000
"""Columns of more labels than this name single observations; their labels are not looked at."""

MOST_NUMBERS = 5_000
"""So do numbers of more values than this among ``SAMPLED``, where there are many rows."""

SAMPLED = 20_000
NUMBER = re.compile(r"\s*([+-]?(\d+[.]?\d*|[.]\d+)([eE][+-]?\d+)?|nan)\s*", re.IGNORECASE)
NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.FLOAT})


@dataclass(frozen=True, slots=True)
class Content:
    """What a column holds.

    ``labels`` are those that rows have, ``counts`` the rows of each, both empty where a column
    names single observations; ``codes`` has shape (n_rows,), -1 where the value is missing.
    """

    labels: tuple[str, ...] = ()
    counts: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    codes: NDArray[np.signedinteger[Any]] = field(default_factory=lambda: np.empty(0, np.int8))
    numbers: NDArray[np.float64] | None = None
    n_distinct: int = 0
    is_readable: bool = True


class ObsColumn:
    """One obs column, read when what it holds is first asked for.

    Most columns of a large file measure quality and play no role, which their names tell.

    Parameters
    ----------
    frame
        Where it is read from.
    info
        Its name and kind.
    table
        Name of the table that it is in.
    """

    def __init__(self, frame: Frame, info: ColumnInfo, table: str = "") -> None:
        self.name, self.kind, self.table = info.name, info.kind, table
        self._frame = frame

    @cached_property
    def content(self) -> Content:
        """What it holds; nothing where it cannot be read."""
        try:
            return _content(self._frame, self.name, self.kind)
        except UnreadableInputError:
            return Content(is_readable=False)

    @property
    def is_unreadable(self) -> bool:
        """Whether it is known that the column cannot be read."""
        if self.kind is ColumnKind.OTHER:
            return True
        return "content" in self.__dict__ and not self.content.is_readable

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that rows have."""
        return self.content.labels

    @property
    def counts(self) -> NDArray[np.int64]:
        """Rows of each label."""
        return self.content.counts

    @property
    def codes(self) -> NDArray[np.signedinteger[Any]]:
        """Position in ``labels`` for each row, -1 where the value is missing."""
        return self.content.codes

    @property
    def numbers(self) -> NDArray[np.float64] | None:
        """Number of each label, None where they are not all numbers; NaN where one is missing."""
        if self.content.numbers is None and self.is_text:
            return self._written_numbers
        return self.content.numbers

    @cached_property
    def _written_numbers(self) -> NDArray[np.float64] | None:
        """Read numbers that are stored as text."""
        labels = self.labels
        if not labels or not all(map(NUMBER.fullmatch, labels)):
            return None
        numbers = np.array([float(label) for label in labels])
        return numbers if bool(np.isfinite(numbers).any()) else None

    @property
    def n_distinct(self) -> int:
        """Distinct values."""
        return self.content.n_distinct

    @property
    def n_missing(self) -> int:
        """Rows without a value."""
        return int((self.codes < 0).sum())

    @property
    def is_numeric(self) -> bool:
        """Whether the column holds numbers."""
        return self.numbers is not None and self.kind is not ColumnKind.BOOLEAN

    @property
    def is_text(self) -> bool:
        """Whether the column is stored as text."""
        return self.kind in {ColumnKind.CATEGORICAL, ColumnKind.STRING}

    def value(self, code: int) -> str | float | int | bool:
        """Return what a code means, as a card writes it."""
        label = self.labels[code]
        if self.kind is ColumnKind.BOOLEAN:
            return label.casefold() == "true"
        if self.kind in NUMBERS and self.numbers is not None:
            number = float(self.numbers[code])
            if not math.isfinite(number):
                return label
            return int(number) if number.is_integer() and abs(number) < 2**53 else number
        return label


@dataclass(frozen=True, slots=True)
class ObsColumns:
    """All columns of the obs of one table, or of several tables whose rows are the same."""

    table: str
    n_rows: int
    by_name: Mapping[str, ObsColumn] = field(default_factory=dict)

    def __iter__(self) -> Iterator[ObsColumn]:
        """Yield the columns in file order."""
        return iter(self.by_name.values())

    def get(self, name: str | None) -> ObsColumn | None:
        """Return the column of this name, or None."""
        return self.by_name.get(name) if name is not None else None

    def describe(self, names: Sequence[str]) -> list[ObsColumn]:
        """Return columns by name."""
        return [self.by_name[name] for name in names]

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Names of the columns of which it is known that they cannot be read."""
        return tuple(column.name for column in self if column.is_unreadable)


def read_columns(frame: Frame, table: str) -> ObsColumns:
    """Return the columns of an obs; each is read when it is asked for."""
    columns = {info.name: ObsColumn(frame, info, table) for info in frame.columns}
    return ObsColumns(table, frame.n_rows, columns)


def labels_of(frame: Frame, name: str) -> tuple[str, ...]:
    """Return the labels of a column; none where it cannot be read."""
    try:
        return frame.column(name).categories
    except UnreadableInputError:
        return ()


def _content(frame: Frame, name: str, kind: ColumnKind) -> Content:
    if kind in NUMBERS and frame.n_rows > MOST_LEVELS:
        numbers = frame.numbers(name)
        n_distinct = len(np.unique(numbers[:: max(1, len(numbers) // SAMPLED)]))
        if n_distinct > MOST_NUMBERS:
            return Content(n_distinct=n_distinct)
    return _counted(frame.column(name))


def _counted(column: Column) -> Content:
    codes = column.codes
    counts = np.bincount(codes[codes >= 0], minlength=len(column.categories)).astype(np.int64)
    used = np.flatnonzero(counts)
    if len(used) > MOST_LEVELS:
        return Content(codes=codes[:0], n_distinct=len(used))
    place = np.full(len(counts) + 1, -1, np.min_scalar_type(-1 - len(used)))
    place[used] = np.arange(len(used))
    labels = tuple(column.categories[code] for code in used)
    numbers = None if column.numbers is None else np.asarray(column.numbers, float)[used]
    return Content(labels, counts[used], place[codes], numbers, len(used))
