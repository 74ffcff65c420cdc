"""How many numbers of each column are missing, that is NaN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece


class MissingValues:
    """Counts NaN by column; a matrix without any costs nothing."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self._counts: NDArray[np.int32] | None = None

    def update(self, piece: Piece) -> None:
        """Count those of one piece."""
        if piece.is_finite:
            return
        piece = piece.clean
        missing = np.isnan(piece.data).astype(np.int32)
        if self._counts is None:
            n = self.span.n_major if self.span.by_columns else self.span.n_minor
            self._counts = np.zeros(n, np.int32)
        if self.span.by_columns:
            self._counts[self.span.of(piece)] += piece.over_major(missing)
        else:
            piece.into_minor(missing, self._counts)

    def merge(self, other: MissingValues) -> None:
        """Put columns behind one another, or add over rows."""
        mine, others = self._counts, other._counts
        if self.span.by_columns and (mine is not None or others is not None):
            mine = np.zeros(self.span.n_major, np.int32) if mine is None else mine
            others = np.zeros(other.span.n_major, np.int32) if others is None else others
            self._counts = np.concatenate([mine, others])
        elif others is not None:
            self._counts = others.copy() if mine is None else mine + others
        self.span = self.span.joined(other.span)

    def result(self) -> NDArray[np.int32] | None:
        """NaN of each column, shape (n_columns,); None where there are none."""
        return self._counts
