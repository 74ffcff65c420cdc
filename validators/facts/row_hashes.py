"""One number for the content of each row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.mixing import mixed
from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.facts.collector import merge_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece

_ODD = np.uint64(1)


def column_keys(names: Sequence[str]) -> NDArray[np.uint64]:
    """Return an odd 64-bit key for each column, from its name.

    So rows of two files can be compared whatever the order of their features. A name that is
    there twice gets another key the second time.
    """
    if len(set(names)) < len(names):
        before: Counter[str] = Counter()
        told_apart = []
        for name in names:
            told_apart.append(f"{name}\0{before[name]}" if before[name] else name)
            before[name] += 1
        names = told_apart
    return hash_texts(np.array(names, dtype=object)) | _ODD


def position_keys(n: int) -> NDArray[np.uint64]:
    """Return an odd 64-bit key for each of n columns that have no names."""
    # Keys must not come from the function that mixes values: key times value would be symmetric.
    return hash_texts(np.array([str(k) for k in range(n)], dtype=object)) | _ODD


class RowHashes:
    """Adds up key of column times mixed number, modulo 2**64, over each row.

    A multilinear hash (Carter & Wegman 1979): the order of entries, zeros that are stored, the
    type of the numbers and the layout of the matrix make no difference; an empty row has hash 0.
    Two rows that differ in one place never have the same hash; others with a chance near 2**-64.
    Numbers are compared as float64, and all NaN are one.

    Parameters
    ----------
    span
        The part of the matrix that will be seen.
    keys
        Key of each column, uint64, odd, shape (n_columns,).
    """

    def __init__(self, span: Span, keys: NDArray[np.uint64]) -> None:
        self.span = span
        self._keys = keys
        self._hashes = np.zeros(span.n_minor if span.by_columns else span.n_major, np.uint64)

    def update(self, piece: Piece) -> None:
        """Add one piece."""
        piece = piece.clean
        values = piece.values
        if not piece.is_finite:
            values = np.where(np.isnan(values), np.nan, values)
        weights = mixed(values)
        if piece.by_columns:
            weights *= piece.of_columns(self._keys)
            piece.into_minor(weights, self._hashes)
        else:
            weights *= piece.of_columns(self._keys)
            self._hashes[self.span.of(piece)] = piece.over_major(weights)

    def merge(self, other: RowHashes) -> None:
        """Put rows behind one another, or add up where columns are."""
        self.span = self.span.joined(other.span)
        self._hashes = merge_rows(self.span, self._hashes, other._hashes)

    def result(self) -> NDArray[np.uint64]:
        """Return the hash of each row, uint64, shape (n_rows,)."""
        return self._hashes
