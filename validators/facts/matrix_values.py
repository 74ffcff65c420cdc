"""What the stored numbers of a matrix are: not finite, negative, not whole, zero, how large."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts.seen import Seen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece


class MatrixValues:
    """Reads every stored number, as stored: repeated entries and those out of range included."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.n_values = 0
        self.n_zeros = 0
        self.nan = Seen()
        self.infinite = Seen()
        self.negative = Seen()
        self.fractional = Seen()
        self._low = math.inf
        self._high = -math.inf

    def update(self, piece: Piece) -> None:
        """Count; a mask is only made for what the extremes show to be there."""
        data = piece.data
        if not data.size:
            return
        self.n_values += data.size
        self.n_zeros += piece.n_zeros
        known = None
        if not piece.is_finite:
            known = np.isfinite(data)
            self._mark(self.nan, piece, np.isnan(data))
            self._mark(self.infinite, piece, np.isinf(data))
        low, high = piece.extent if known is None else _finite_extent(data, known)
        self._low, self._high = min(self._low, low), max(self._high, high)
        if low < 0:
            self._mark(self.negative, piece, _both(data < 0, known))
        if not piece.is_integral:
            self._mark(self.fractional, piece, _both(np.rint(data) != data, known))

    def merge(self, other: MatrixValues) -> None:
        """Add up."""
        self.span = self.span.joined(other.span)
        self.n_values += other.n_values
        self.n_zeros += other.n_zeros
        for mine, others in (
            (self.nan, other.nan),
            (self.infinite, other.infinite),
            (self.negative, other.negative),
            (self.fractional, other.fractional),
        ):
            mine.merge(others)
        self._low, self._high = min(self._low, other._low), max(self._high, other._high)

    def range(self) -> tuple[float, float]:
        """Smallest and largest finite number, zeros that are not stored included."""
        low, high = self._low, self._high
        if self.n_values < self.span.n_major * self.span.n_minor:
            low, high = min(low, 0.0), max(high, 0.0)
        # Adding 0 makes -0.0, which another order of pieces may bring or not, 0.0.
        return (low + 0.0, high + 0.0) if low <= high else (math.nan, math.nan)

    @staticmethod
    def _mark(seen: Seen, piece: Piece, mask: NDArray[np.bool_]) -> None:
        seen.add_marked(mask, piece.rows_where, 0 if piece.by_columns else piece.start)


def _both(mask: NDArray[np.bool_], known: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    return mask if known is None else mask & known


def _finite_extent(data: NDArray[Any], known: NDArray[np.bool_]) -> tuple[float, float]:
    finite = data[known]
    if not finite.size:
        return (math.inf, -math.inf)
    return float(finite.min()), float(finite.max())
