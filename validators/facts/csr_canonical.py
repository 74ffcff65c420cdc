"""Whether the indices of a sparse matrix are in range, in order and each there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.facts.seen import Seen
from aivc.validators.facts.stored_pieces import SparsePiece

if TYPE_CHECKING:
    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece


class CsrCanonical:
    """Reads the indices.

    Rows are named; of a matrix that is stored by columns, columns are, because an index that is
    out of range then names no row. Pieces hold whole rows, so none is judged by a part of it.
    """

    def __init__(self, span: Span) -> None:
        self.span = span
        self.unsorted = Seen()
        self.repeated = Seen()
        self.outside = Seen()

    def update(self, piece: Piece) -> None:
        """Count faults; a dense matrix has no indices and so none."""
        if not isinstance(piece, SparsePiece) or not piece.faults:
            return
        faults = piece.faults
        self.unsorted.add(len(faults.unsorted), faults.unsorted + piece.start)
        for seen, mask in ((self.repeated, faults.repeated), (self.outside, faults.outside)):
            if mask is not None:
                seen.add_marked(mask, piece.major_where, piece.start)

    def merge(self, other: CsrCanonical) -> None:
        """Add up."""
        self.span = self.span.joined(other.span)
        self.unsorted.merge(other.unsorted)
        self.repeated.merge(other.repeated)
        self.outside.merge(other.outside)
