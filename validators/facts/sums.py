"""Sums and counts over rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts.exact_sums import ExactSums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece


class Sums:
    """Reads numbers and their places, repeated entries added up and those out of range left out.

    Sums are over finite numbers: one NaN does not hide how large a row is.
    """

    def __init__(self, span: Span) -> None:
        self.span = span
        self._major_sums = np.zeros(span.n_major)
        self._minor_sums = ExactSums(span.n_minor)
        self._major_stored = np.zeros(span.n_major, np.int32)
        self._major_nonzero = np.zeros(span.n_major, np.int32)
        self._minor_nonzero = np.zeros(span.n_minor, np.int32)
        self._minor_zeros: NDArray[np.int32] | None = None

    def update(self, piece: Piece) -> None:
        """Add one piece."""
        piece = piece.clean
        here = self.span.of(piece)
        stored = piece.stored()
        self._major_stored[here] = stored
        if piece.n_zeros:
            self._count_around_zeros(piece, here)
        else:
            self._major_nonzero[here] = stored
            piece.into_minor(np.int32(1), self._minor_nonzero)
        finite = piece.finite
        self._major_sums[here] = finite.over_major(finite.values)
        self._minor_sums.add(
            finite.values, finite.into_minor, is_integral=finite.is_integral, most=len(stored)
        )

    def _count_around_zeros(self, piece: Piece, here: slice) -> None:
        nonzero = (piece.data != 0).astype(np.int32)
        self._major_nonzero[here] = piece.over_major(nonzero)
        piece.into_minor(nonzero, self._minor_nonzero)
        if self._minor_zeros is None:
            self._minor_zeros = np.zeros(self.span.n_minor, np.int32)
        piece.into_minor(1 - nonzero, self._minor_zeros)

    def merge(self, other: Sums) -> None:
        """Put entries of the major axis behind one another and add over the minor axis."""
        self.span = self.span.joined(other.span)
        self._major_sums = np.concatenate([self._major_sums, other._major_sums])
        self._major_stored = np.concatenate([self._major_stored, other._major_stored])
        self._major_nonzero = np.concatenate([self._major_nonzero, other._major_nonzero])
        self._minor_sums.merge(other._minor_sums)
        self._minor_nonzero += other._minor_nonzero
        if other._minor_zeros is not None:
            mine = 0 if self._minor_zeros is None else self._minor_zeros
            self._minor_zeros = mine + other._minor_zeros

    def row_sums(self) -> NDArray[np.float64]:
        """Sum of each row, shape (n_rows,)."""
        return self._minor_sums.result() if self.span.by_columns else self._major_sums

    def column_sums(self) -> NDArray[np.float64]:
        """Sum of each column, shape (n_columns,)."""
        return self._major_sums if self.span.by_columns else self._minor_sums.result()

    def row_nonzero(self) -> NDArray[np.int32]:
        """Numbers of each row that are not zero, NaN included."""
        return self._minor_nonzero if self.span.by_columns else self._major_nonzero

    def column_nonzero(self) -> NDArray[np.int64]:
        """Numbers of each column that are not zero, NaN included."""
        found = self._major_nonzero if self.span.by_columns else self._minor_nonzero
        return found.astype(np.int64)

    def row_stored(self) -> NDArray[Any]:
        """Places of each row that are stored."""
        if not self.span.by_columns:
            return self._major_stored
        return self._minor_nonzero + (0 if self._minor_zeros is None else self._minor_zeros)
