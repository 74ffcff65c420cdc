"""What a matrix holds, found the slow and obvious way."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tests.validators.facts.memory import Compressed


@dataclass
class Entries:
    """Every stored number with its place, and what is wrong with places."""

    shape: tuple[int, int]
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    unsorted: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)

    def in_range(self):
        """Yield row, column and number of entries that have a place."""
        for row, column, number in zip(self.rows, self.columns, self.numbers, strict=True):
            if 0 <= row < self.shape[0] and 0 <= column < self.shape[1]:
                yield row, column, number

    def rows_where(self, holds) -> tuple[int, list[int]]:
        """Count numbers, and name the first five rows in range that have one."""
        found = [r for r, n in zip(self.rows, self.numbers, strict=True) if holds(n)]
        return len(found), sorted({r for r in found if 0 <= r < self.shape[0]})[:5]

    def places(self) -> dict[tuple[int, int], float]:
        """Add up the numbers of each place."""
        sums: dict[tuple[int, int], float] = {}
        for row, column, number in self.in_range():
            sums[row, column] = sums.get((row, column), 0.0) + number
        return sums

    def table(self) -> np.ndarray:
        """Return the matrix as a table of float64."""
        table = np.zeros(self.shape)
        for place, number in self.places().items():
            table[place] = number
        return table


def entries_of(matrix) -> Entries:
    """Take a matrix apart, number by number."""
    if isinstance(matrix, np.ndarray):
        found = Entries(matrix.shape)
        for (row, column), number in np.ndenumerate(matrix):
            _add(found, row, column, number)
        return found
    return _of_compressed(matrix)


def _of_compressed(matrix: Compressed) -> Entries:
    found = Entries(matrix.shape)
    n_minor = matrix.shape[1] if matrix.format == "csr" else matrix.shape[0]
    for major in range(len(matrix.indptr) - 1):
        part = slice(matrix.indptr[major], matrix.indptr[major + 1])
        indices = matrix.indices[part].tolist()
        if any(b < a for a, b in itertools.pairwise(indices)):
            found.unsorted.append(major)
        found.repeated += [major] * (len(indices) - len(set(indices)))
        found.outside += [major for index in indices if not 0 <= index < n_minor]
        for index, number in zip(indices, matrix.data[part], strict=True):
            place = (major, index) if matrix.format == "csr" else (index, major)
            _add(found, *place, number)
    return found


def _add(found: Entries, row: int, column: int, number) -> None:
    found.rows.append(row)
    found.columns.append(column)
    found.numbers.append(float(number))


def is_fractional(number: float) -> bool:
    return math.isfinite(number) and number != math.floor(number)


def is_negative(number: float) -> bool:
    return math.isfinite(number) and number < 0


def content_groups(table: np.ndarray) -> list[list[int]]:
    """Group rows of equal content, empty ones aside; groups of two and more."""
    groups: dict[tuple, list[int]] = {}
    for row, numbers in enumerate(table):
        key = tuple("nan" if math.isnan(n) else n + 0.0 for n in numbers)
        if any(n != 0 for n in key):
            groups.setdefault(key, []).append(row)
    return sorted(group for group in groups.values() if len(group) > 1)
