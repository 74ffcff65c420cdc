"""Sums of each column over the rows of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts.exact_sums import ExactSums
from aivc.validators.facts.stored_pieces import DensePiece, SparsePiece

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece

MAX_SUMS = 1 << 21
"""Groups times columns; 32 bytes each at most."""


@dataclass(frozen=True, slots=True)
class RowGroups:
    """The group of each row of a table: a code below ``n_groups``, or -1, shape (n_rows,)."""

    codes: NDArray[np.signedinteger[Any]]
    n_groups: int


class GroupSums:
    """Adds up finite numbers, and counts NaN, by group and column."""

    def __init__(self, span: Span, groups: RowGroups) -> None:
        self.span = span
        self._groups = groups
        self._n_columns = span.shape[1]
        n = groups.n_groups * self._n_columns
        self._sums = ExactSums(n)
        self._missing = np.zeros(n, np.int64)

    def update(self, piece: Piece) -> None:
        """Add one piece."""
        piece = piece.clean
        places, is_grouped = self._places(piece)
        values = piece.values.ravel()[is_grouped]
        if not len(values):
            return
        known = np.isfinite(values)
        if not known.all():
            np.add.at(self._missing, places[np.isnan(values)], 1)
            places, values = places[known], values[known]

        def into(weights: NDArray[np.float64], sums: NDArray[np.float64]) -> None:
            np.add.at(sums, places, weights)

        self._sums.add(values, into, is_integral=piece.is_integral, most=piece.stop - piece.start)

    def _places(self, piece: Piece) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return where each stored number of a grouped row is added, and which these are."""
        if isinstance(piece, DensePiece):
            group = self._groups.codes[piece.start : piece.stop].astype(np.int64)
            columns = np.arange(self._n_columns)
            places = (group[:, np.newaxis] * self._n_columns + columns).ravel()
            return places[places >= 0], places >= 0
        assert isinstance(piece, SparsePiece)  # noqa: S101 - tells mypy what the only other kind is
        major = np.repeat(np.arange(piece.start, piece.stop), piece.stored())
        rows, columns = (piece.indices, major) if piece.by_columns else (major, piece.indices)
        group = self._groups.codes[rows].astype(np.int64)
        is_grouped = group >= 0
        return group[is_grouped] * self._n_columns + columns[is_grouped], is_grouped

    def merge(self, other: GroupSums) -> None:
        """Add the sums over other rows or columns."""
        self.span = self.span.joined(other.span)
        self._sums.merge(other._sums)
        self._missing += other._missing

    def sums(self) -> NDArray[np.float64]:
        """Return the sums, shape (n_groups, n_columns)."""
        return self._sums.result().reshape(self._groups.n_groups, self._n_columns)

    def missing(self) -> NDArray[np.int64]:
        """Return how many are NaN, shape (n_groups, n_columns)."""
        return self._missing.reshape(self._groups.n_groups, self._n_columns)
