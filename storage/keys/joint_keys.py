"""Codes of columns, and of several columns together, in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.distinct import distinct_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Column

CHUNK = 1 << 18
"""Rows that are combined at a time."""

_DENSE = 1 << 20
"""Combinations that are looked up in a table with a place for each."""


@dataclass(frozen=True)
class Keys:
    """A key for each row.

    Attributes
    ----------
    codes
        Position in ``levels`` of the key of each row, -1 where it is missing, shape (n_rows,).
    levels
        The distinct keys that occur, each as the labels of its parts.
    """

    codes: NDArray[np.signedinteger[Any]]
    levels: tuple[tuple[str, ...], ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Each level as one text."""
        return tuple(" | ".join(level) for level in self.levels)

    def counts(self) -> NDArray[np.int64]:
        """Count the rows of each level."""
        counted = np.zeros(len(self.levels) + 1, np.int64)
        for part in chunks(len(self.codes)):
            codes = self.codes[part].astype(np.intp) + 1
            counted += np.bincount(codes, minlength=len(counted))
        return counted[1:]

    def n_missing(self) -> int:
        """Count the rows without a key."""
        return int(np.count_nonzero(self.codes < 0))


@dataclass(frozen=True, slots=True)
class Joint:
    """Distinct combinations of codes.

    Attributes
    ----------
    codes
        Position in ``combinations`` for each row, shape (n_rows,).
    combinations
        The codes of each combination, -1 for a part that is missing, shape
        (n_combinations, n_parts), ascending.
    """

    codes: NDArray[np.signedinteger[Any]]
    combinations: NDArray[np.int64]


def joint_keys(columns: Sequence[Column]) -> Keys:
    """Combine columns into one key; it is missing where any part is.

    Parameters
    ----------
    columns
        At least one, all of the same length.
    """
    joint = joint_codes([column.codes for column in columns])
    levels: dict[tuple[str, ...], int] = {}
    place = np.full(len(joint.combinations), -1, np.int64)
    for k, combination in enumerate(joint.combinations.tolist()):
        if min(combination) >= 0:
            labels = tuple(
                column.categories[code] for column, code in zip(columns, combination, strict=True)
            )
            # A categorical may list one label twice.
            place[k] = levels.setdefault(labels, len(levels))
    return Keys(small_codes(place, len(levels))[joint.codes], tuple(levels))


def joint_codes(parts: Sequence[NDArray[Any]]) -> Joint:
    """Give each combination of codes that occurs a number; -1 counts as a code.

    Parameters
    ----------
    parts
        Codes from -1, all of the same length; at least one.
    """
    first = parts[0]
    numbers, codes = _numbered(len(first), _size(first), lambda rows: _from_zero(first[rows]))
    combinations = (numbers - 1)[:, np.newaxis]
    for part in parts[1:]:
        size = _size(part)
        numbers, codes = _numbered(len(first), len(combinations) * size, _mixing(codes, part, size))
        combinations = np.column_stack([combinations[numbers // size], numbers % size - 1])
    return Joint(codes, combinations)


def chunks(n_rows: int) -> Iterator[slice]:
    """Yield slices of at most CHUNK rows."""
    for start in range(0, n_rows, CHUNK):
        yield slice(start, min(start + CHUNK, n_rows))


def small_codes(codes: NDArray[Any], n_levels: int) -> NDArray[np.signedinteger[Any]]:
    """Store codes in the smallest signed type that holds them."""
    return codes.astype(np.min_scalar_type(-max(1, n_levels)), copy=False)


def _size(part: NDArray[Any]) -> int:
    return int(part.max(initial=-1)) + 2


def _from_zero(codes: NDArray[Any]) -> NDArray[np.int64]:
    shifted: NDArray[np.int64] = codes.astype(np.int64)
    shifted += 1
    return shifted


def _mixing(
    codes: NDArray[Any], part: NDArray[Any], size: int
) -> Callable[[slice], NDArray[np.int64]]:
    def mix(rows: slice) -> NDArray[np.int64]:
        mixed: NDArray[np.int64] = codes[rows].astype(np.int64)
        mixed *= size
        mixed += _from_zero(part[rows])
        return mixed

    return mix


def _numbered(
    n_rows: int, bound: int, numbers_of: Callable[[slice], NDArray[np.int64]]
) -> tuple[NDArray[np.int64], NDArray[np.signedinteger[Any]]]:
    """Return the distinct numbers, ascending, and the position of each row's among them."""
    if bound <= _DENSE:
        is_there = np.zeros(bound, bool)
        for rows in chunks(n_rows):
            is_there[numbers_of(rows)] = True
        distinct = np.flatnonzero(is_there)
        place = np.cumsum(is_there) - 1
    else:
        distinct = np.empty(0, np.int64)
        for rows in chunks(n_rows):
            distinct = distinct_values(np.append(distinct, distinct_values(numbers_of(rows))))
    codes = np.empty(n_rows, np.min_scalar_type(-max(1, len(distinct))))
    for rows in chunks(n_rows):
        numbers = numbers_of(rows)
        codes[rows] = place[numbers] if bound <= _DENSE else np.searchsorted(distinct, numbers)
    return distinct, codes
