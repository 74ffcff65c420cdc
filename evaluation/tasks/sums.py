"""Sums of a matrix over groups of rows, piece by piece, without making it dense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from aivc.evaluation.tasks.group_sums import DEPTH, GroupSums, Moment, Seen
from aivc.evaluation.tasks.membership import rows_of_groups
from aivc.evaluation.tasks.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.group_sums import Grouping
    from aivc.evaluation.tasks.pieces import Piece
    from aivc.storage.model import Matrix


def sum_groups(
    matrix: Matrix, groupings: Sequence[Grouping], columns: NDArray[np.int64]
) -> tuple[tuple[GroupSums, ...], Seen]:
    """Sum up a matrix over groups of its rows in one reading.

    Parameters
    ----------
    matrix
        The matrix.
    groupings
        Groups of rows; all share the reading.
    columns
        Columns that are wanted, ascending. Totals of rows are over all columns.

    Raises
    ------
    UnreadableInputError
        Its bytes cannot be decoded, or an index points out of it.

    Notes
    -----
    A value that is not finite counts as missing. Sums of counts are exact, so that they do not
    depend on the order of rows.
    """
    adders = [_Adder(grouping, matrix.shape[0], len(columns)) for grouping in groupings]
    is_wanted = np.zeros(matrix.shape[0], bool)
    for grouping in groupings:
        is_wanted |= grouping.codes >= 0
    seen = Seen()
    totals = np.zeros(matrix.shape[0])
    for piece in pieces(matrix, columns):
        totals[piece.start : piece.stop] = piece.totals
        if is_wanted[piece.start : piece.stop].any():
            _Values(piece, is_wanted, seen).give(adders)
    return tuple(adder.result(totals) for adder in adders), seen


class _Values:
    """The stored values of a piece, and what is made of them; each is made once."""

    def __init__(self, piece: Piece, is_wanted: NDArray[np.bool_], seen: Seen) -> None:
        self.piece = piece
        self.is_sparse = sparse.issparse(piece.values)
        x = piece.values.data if self.is_sparse else piece.values
        is_missing = np.isnan(x)
        self.missing = is_missing.astype(float) if is_missing.any() else None
        self._x = np.where(is_missing, 0.0, x) if self.missing is not None else x
        self._totals = self.spread(piece.totals)
        counted = self.spread(is_wanted[piece.start : piece.stop])
        seen.n_negative += int(np.count_nonzero((self._x < 0) & counted))
        seen.n_fractional += int(np.count_nonzero((self._x != np.rint(self._x)) & counted))
        seen.n_missing += int(np.count_nonzero(is_missing & counted))
        self._made: dict[Moment, NDArray[np.float64]] = {}

    def spread(self, of_rows: NDArray[Any]) -> NDArray[Any]:
        """Return what each row has for each stored value; as a column for a dense piece."""
        if self.is_sparse:
            spread: NDArray[Any] = np.repeat(of_rows, np.diff(self.piece.values.indptr))
            return spread
        return of_rows[:, np.newaxis]

    def of(self, moment: Moment) -> NDArray[np.float64]:
        """Return one moment of each stored value."""
        if moment not in self._made:
            self._made[moment] = self._moment(moment)
        return self._made[moment]

    def give(self, adders: Sequence[_Adder]) -> None:
        """Let everybody add the piece."""
        for adder in adders:
            adder.add(self)

    def _moment(self, moment: Moment) -> NDArray[np.float64]:
        x: NDArray[np.float64] = self._x
        if moment is Moment.X:
            return x
        if moment is Moment.XX:
            return x * x
        if moment is Moment.XT:
            product: NDArray[np.float64] = x * self._totals
            return product
        scale = np.divide(
            DEPTH, self._totals, out=np.zeros_like(self._totals), where=self._totals > 0
        )
        logs: NDArray[np.float64] = np.log1p(np.maximum(x * scale, 0.0))
        return logs if moment is Moment.LOG else logs * logs


class _Adder:
    """Adds pieces to the sums of one grouping."""

    def __init__(self, grouping: Grouping, n_rows: int, n_columns: int) -> None:
        self._codes = grouping.codes
        self._n_groups = grouping.n_groups
        self._shape = (grouping.n_groups, n_columns)
        self._sums = {moment: np.zeros(self._shape) for moment in sorted(grouping.moments)}
        self._missing: NDArray[np.float64] | None = None
        self._n_rows = n_rows

    def add(self, values: _Values) -> None:
        piece = values.piece
        codes = self._codes[piece.start : piece.stop]
        if not (codes >= 0).any():
            return
        if values.missing is not None and self._missing is None:
            self._missing = np.zeros(self._shape)
        if values.is_sparse:
            self._add_stored(values, codes)
        else:
            self._add_dense(values, codes)

    def _add_stored(self, values: _Values, codes: NDArray[np.int64]) -> None:
        columns = values.piece.columns[values.piece.values.indices]
        places = values.spread(codes * self._shape[1]) + columns
        # Products of sparse matrices take three times as long: few rows of a piece share a group.
        kept = slice(None) if (codes >= 0).all() else np.flatnonzero(values.spread(codes) >= 0)
        places = places[kept]
        for moment, sums in self._sums.items():
            np.add.at(sums.reshape(-1), places, values.of(moment)[kept])
        if values.missing is not None and self._missing is not None:
            np.add.at(self._missing.reshape(-1), places, values.missing[kept])

    def _add_dense(self, values: _Values, codes: NDArray[np.int64]) -> None:
        here = np.unique(codes[codes >= 0])
        members = rows_of_groups(codes, self._n_groups)[here]
        into = np.ix_(here, values.piece.columns)
        for moment, sums in self._sums.items():
            sums[into] += members @ values.of(moment)
        if values.missing is not None and self._missing is not None:
            self._missing[into] += members @ values.missing

    def result(self, totals: NDArray[np.float64]) -> GroupSums:
        members = rows_of_groups(self._codes, self._n_groups)
        return GroupSums(
            members @ np.ones(self._n_rows),
            members @ totals,
            members @ (totals * totals),
            self._sums,
            self._missing,
        )
