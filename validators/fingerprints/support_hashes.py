"""One number for which features of each row are not zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.collector import merge_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece


class SupportHashes:
    """Adds up the keys of the columns in which a row is not zero, modulo 2**64.

    Scaling, logarithms, square roots and rounding leave it as it is, so a normalised copy has the
    number of its source. NaN is not zero.

    Parameters
    ----------
    span
        The part of the matrix that will be seen.
    keys
        Key of each column, uint64, shape (n_columns,).
    """

    def __init__(self, span: Span, keys: NDArray[np.uint64]) -> None:
        self.span = span
        self._keys = keys
        self._hashes = np.zeros(span.n_minor if span.by_columns else span.n_major, np.uint64)

    def update(self, piece: Piece) -> None:
        """Add one piece."""
        piece = piece.clean
        weights = piece.of_columns(self._keys)
        if piece.n_zeros:
            weights = np.where(piece.data != 0, weights, np.uint64(0))
        elif weights.shape != piece.data.shape:
            weights = np.broadcast_to(weights, piece.data.shape)
        if piece.by_columns:
            piece.into_minor(weights, self._hashes)
        else:
            self._hashes[self.span.of(piece)] = piece.over_major(weights)

    def merge(self, other: SupportHashes) -> None:
        """Put rows behind one another, or add up where columns are."""
        self.span = self.span.joined(other.span)
        self._hashes = merge_rows(self.span, self._hashes, other._hashes)

    def result(self) -> NDArray[np.uint64]:
        """Return the hash of each row, uint64, shape (n_rows,); 0 for an empty row."""
        return self._hashes
