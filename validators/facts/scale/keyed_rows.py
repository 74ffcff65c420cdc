"""A key for each row of something, as hashes, and the text of a few of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.frame_hashes import hash_cells, hash_names
from aivc.storage.keys.text_hash import Characters, hash_characters, hash_texts
from aivc.storage.object_texts import object_texts
from aivc.validators.facts.row_names import row_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from aivc.storage.keys.joint_keys import Keys
    from aivc.storage.model import Column, Frame

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class KeyedRows:
    """A key for each row.

    Attributes
    ----------
    hashes
        Hash of the text of each key, shape (n_rows,).
    is_missing
        Rows without a key, shape (n_rows,).
    texts
        Gives the keys of a few rows as text.
    """

    hashes: NDArray[np.uint64]
    is_missing: NDArray[np.bool_]
    texts: Callable[[Sequence[int]], tuple[str, ...]]

    @property
    def n_rows(self) -> int:
        """Rows, with or without a key."""
        return len(self.hashes)

    def without(self, labels: Collection[str]) -> KeyedRows:
        """Take some labels for no key."""
        if not labels:
            return self
        gone = self.is_missing.copy()
        for known in hash_labels(tuple(labels)):
            gone |= self.hashes == known
        return KeyedRows(self.hashes, gone, self.texts)

    def within(self, regions: KeyedRows) -> KeyedRows:
        """Tell equal keys of different regions apart."""
        mixed = hash_pairs(regions.hashes, self.hashes)
        return KeyedRows(mixed, self.is_missing | regions.is_missing, self.texts)


def hash_pairs(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hash pairs of hashes; the order within a pair counts."""
    # An odd constant: 2 ** 64 divided by the golden ratio.
    return first * np.uint64(0x9E3779B97F4A7C15) + (second ^ (second >> np.uint64(31)))


def hash_labels(labels: Sequence[str]) -> NDArray[np.uint64]:
    """Hash labels as the names of rows are hashed."""
    return hash_texts(object_texts(labels))


def keyed_by_column(column: Column) -> KeyedRows:
    """Key each row by a column."""

    def texts(rows: Sequence[int]) -> tuple[str, ...]:
        return tuple(column.categories[int(column.codes[row])] for row in rows)

    return KeyedRows(hash_cells(column), column.codes < 0, texts)


def keyed_by_keys(keys: Keys) -> KeyedRows:
    """Key each row by keys that were put together from columns, or told by a card."""
    hashes = np.append(hash_labels(keys.names), np.uint64(0))

    def texts(rows: Sequence[int]) -> tuple[str, ...]:
        return tuple(keys.names[int(keys.codes[row])] for row in rows)

    return KeyedRows(hashes[keys.codes], keys.codes < 0, texts)


def keyed_by_name(frame: Frame) -> KeyedRows:
    """Key each row by its name.

    Raises
    ------
    UnreadableInputError
        The rows have no names that can be read.
    """
    hashes = hash_names(frame)

    def texts(rows: Sequence[int]) -> tuple[str, ...]:
        return row_names(frame, rows).of(rows)

    return KeyedRows(hashes, np.zeros(len(hashes), bool), texts)


def hash_numbers(numbers: range) -> NDArray[np.uint64]:
    """Hash whole numbers as their texts are hashed."""
    if numbers.step != 1 or numbers.start < 0:
        return hash_labels([str(number) for number in numbers])
    blocks = [np.empty(0, np.uint64)]
    start = numbers.start
    while start < numbers.stop:
        n_digits = len(str(start))
        end = min(numbers.stop, 10**n_digits, start + _BLOCK)
        blocks.append(_hash_numbers(np.arange(start, end), n_digits))
        start = end
    return np.concatenate(blocks)


def joined(parts: Sequence[KeyedRows]) -> KeyedRows:
    """Put the rows of several sources behind each other."""
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(part.n_rows for part in parts)])

    def texts(rows: Sequence[int]) -> tuple[str, ...]:
        found: list[str] = []
        for row in rows:
            part = int(np.searchsorted(starts, row, side="right")) - 1
            found.extend(parts[part].texts([int(row - starts[part])]))
        return tuple(found)

    return KeyedRows(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.is_missing for part in parts]),
        texts,
    )


def _hash_numbers(numbers: NDArray[np.int64], n_digits: int) -> NDArray[np.uint64]:
    """Hash whole numbers as their decimal texts, all of the same number of digits."""
    digits = numbers[:, np.newaxis] // 10 ** np.arange(n_digits - 1, -1, -1) % 10 + ord("0")
    starts = np.arange(len(numbers) + 1) * n_digits
    return hash_characters(Characters(digits.astype(np.uint8).ravel(), starts))
