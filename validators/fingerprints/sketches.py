"""A short sketch of each row that a noisy copy nearly shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts.stored_pieces import SparsePiece
from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece
    from aivc.validators.fingerprints.sketch_order import SketchOrder


class Sketches:
    """Keeps, for each row and bin, the first feature of the bin that is not zero in the row.

    One-permutation minwise hashing. A copy is told by counting noise in rare features, which a
    mere look-alike does not share. Only what is zero matters, not how large a number is.

    Parameters
    ----------
    span
        The part of the matrix that will be seen.
    order
        Bin and rank of each feature.
    """

    def __init__(self, span: Span, order: SketchOrder) -> None:
        self.span = span
        self._order = order
        n_rows = span.n_minor if span.by_columns else span.n_major
        # Over columns the highest rank so far must be kept, over rows what it stands for is enough.
        kind = np.uint16 if span.by_columns else np.uint8
        self._kept: NDArray[Any] = np.zeros((n_rows, N_BINS), kind)

    def update(self, piece: Piece) -> None:
        """Add one piece."""
        piece = piece.clean
        if piece.by_columns:
            self._add_columns(piece)
            return
        highest = np.zeros((piece.stop - piece.start) * N_BINS, np.uint16)
        places, ranks = self._entries(piece)
        np.maximum.at(highest, places, ranks)
        self._kept[self.span.of(piece)] = self._bytes(highest.reshape(-1, N_BINS))

    def _add_columns(self, piece: Piece) -> None:
        assert isinstance(piece, SparsePiece)  # noqa: S101 - only CSC matrices run over columns
        ranks = piece.of_columns(self._order.ranks)
        seen = np.flatnonzero((ranks > 0) & (piece.data != 0))
        bins = piece.of_columns(self._order.bins)[seen]
        np.maximum.at(self._kept, (piece.indices[seen], bins), ranks[seen])

    def _entries(self, piece: Piece) -> tuple[NDArray[np.intp], NDArray[np.uint16]]:
        """Return place (row times bins plus bin) and rank of each entry that counts."""
        if not isinstance(piece, SparsePiece):
            rows, columns = np.nonzero((piece.data != 0) & (self._order.ranks > 0))
            return rows * N_BINS + self._order.bins[columns], self._order.ranks[columns]
        ranks = self._order.ranks.take(piece.indices)
        counts = ranks > 0
        if piece.n_zeros:
            counts &= piece.data != 0
        columns = piece.indices
        firsts = np.repeat(np.arange(len(piece.indptr) - 1) * N_BINS, piece.stored())
        if not counts.all():
            kept = np.flatnonzero(counts)
            ranks, columns, firsts = ranks[kept], columns[kept], firsts[kept]
        firsts += self._order.bins.take(columns)
        return firsts, ranks

    def _bytes(self, highest: NDArray[Any]) -> NDArray[np.uint8]:
        table = self._order.bytes_of
        firsts = np.arange(N_BINS) * table.shape[1]
        held: NDArray[np.uint8] = table.ravel().take(highest + firsts)
        return held

    def merge(self, other: Sketches) -> None:
        """Put rows behind one another, or keep the first of both where columns are."""
        self.span = self.span.joined(other.span)
        if self.span.by_columns:
            self._kept = np.maximum(self._kept, other._kept)
        else:
            self._kept = np.concatenate([self._kept, other._kept])

    def result(self) -> NDArray[np.uint8]:
        """Return the sketch of each row, shape (n_rows, N_BINS); 0 where no feature of a bin is."""
        return self._bytes(self._kept) if self.span.by_columns else self._kept
