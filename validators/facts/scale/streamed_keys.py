"""Keys of the rows of points and shapes, read again whenever they are needed instead of held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from aivc.validators.facts.scale.keyed_rows import KeyedRows, hash_labels, hash_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.scale.parquet_rows import ParquetRows

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class KeyBlock:
    """Keys of rows in succession.

    Attributes
    ----------
    start
        The first of the rows.
    codes
        Place of the key of each row among ``hashes``, -1 where it has none, shape (n,).
    hashes
        Hash of each different key, shape (n_keys,).
    """

    start: int
    codes: NDArray[np.int32]
    hashes: NDArray[np.uint64]

    def counts(self) -> NDArray[np.int64]:
        """Count the rows of each key, shape (n_keys,)."""
        return np.bincount(self.codes + 1, minlength=len(self.hashes) + 1)[1:]

    def where(self, is_wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Mark rows by what is so for their keys; a row without a key is not marked."""
        return np.append(is_wanted, np.False_)[self.codes]

    def only(self, kept: NDArray[np.bool_]) -> KeyBlock:
        """Take the keys of other rows for none."""
        return self if kept.all() else replace(self, codes=np.where(kept, self.codes, np.int32(-1)))

    def without(self, hidden: NDArray[np.uint64]) -> KeyBlock:
        """Take some keys for none."""
        is_hidden = np.isin(self.hashes, hidden)
        if not is_hidden.any():
            return self
        return replace(self, codes=np.where(self.where(is_hidden), np.int32(-1), self.codes))


@dataclass(frozen=True, slots=True, eq=False)
class StreamedKeys:
    """A key for each row of an element.

    Attributes
    ----------
    rows
        The rows.
    column
        The column that holds the keys; None where rows are numbered.
    numbering
        The numbers of the rows, where they are numbered.
    hidden
        Hashes of labels that are no key.
    """

    rows: ParquetRows
    column: str | None
    numbering: range = range(0)
    hidden: tuple[int, ...] = ()

    @property
    def n_rows(self) -> int:
        """Rows, with or without a key."""
        return self.rows.n_rows

    def number_type(self) -> np.dtype[Any] | None:
        """Return the type of keys that are whole numbers, one in every row; None of others.

        Equal numbers are equal keys, so that nothing has to be hashed to count them.
        """
        if self.column is None:
            return np.dtype(np.int64)
        return None if self.hidden else self.rows.number_type(self.column)

    def blocks(self) -> Iterator[KeyBlock]:
        """Yield the keys in blocks, in the order of rows."""
        if self.column is None:
            for start in range(0, self.n_rows, _BLOCK):
                hashes = hash_numbers(self.numbering[start : start + _BLOCK])
                yield KeyBlock(start, np.arange(len(hashes), dtype=np.int32), hashes)
            return
        for start, (texts,) in self.rows.batches((self.column,)):
            yield self.seen(KeyBlock(start, texts.codes, texts.hashes()))

    def beside(self, other: StreamedKeys) -> Iterator[tuple[KeyBlock, KeyBlock]]:
        """Yield the keys of another column of the same rows with one's own, in blocks."""
        if self.column is None or other.column is None:
            msg = "numbers of rows are no column"
            raise ValueError(msg)
        for start, (one, two) in self.rows.batches((other.column, self.column)):
            theirs = KeyBlock(start, one.codes, one.hashes())
            yield other.seen(theirs), self.seen(KeyBlock(start, two.codes, two.hashes()))

    def seen(self, block: KeyBlock) -> KeyBlock:
        """Take the labels that are no key out of a block of the column."""
        return block.without(np.array(self.hidden, np.uint64)) if self.hidden else block

    def numbers(self) -> Iterator[NDArray[np.integer[Any]]]:
        """Yield keys that are whole numbers in blocks, in the order of rows."""
        if self.column is not None:
            yield from self.rows.numbers(self.column)
            return
        for start in range(0, self.n_rows, _BLOCK):
            here = self.numbering[start : start + _BLOCK]
            yield np.arange(here.start, here.stop, here.step)

    def texts(self, rows: Sequence[int]) -> tuple[str, ...]:
        """Return the keys of a few rows."""
        if self.column is None:
            return tuple(str(self.numbering[int(row)]) for row in rows)
        return self.rows.texts(self.column, rows)

    def without(self, labels: Collection[str]) -> StreamedKeys:
        """Take some labels for no key."""
        if not labels:
            return self
        hashes = hash_labels(tuple(labels)).tolist()
        return replace(self, hidden=(*self.hidden, *hashes))

    def held(self) -> KeyedRows:
        """Return the same with every hash in memory."""
        hashes = np.zeros(self.n_rows, np.uint64)
        is_missing = np.ones(self.n_rows, bool)
        for block in self.blocks():
            here = slice(block.start, block.start + len(block.codes))
            hashes[here] = np.append(block.hashes, np.uint64(0))[block.codes]
            is_missing[here] = block.codes < 0
        return KeyedRows(hashes, is_missing, self.texts)


AnyKeys: TypeAlias = KeyedRows | StreamedKeys
