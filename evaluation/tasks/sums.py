"""Sums of a matrix over groups of rows, piece by piece, without making it dense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from aivc.evaluation.tasks.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.pieces import Piece
    from aivc.storage.model import Matrix

DEPTH = 1e4
"""Counts to which every observation, or sum of observations, is scaled."""


class Moment(StrEnum):
    """What is summed up over the rows of a group; x is a value, t the sum of its row."""

    X = "x"
    XX = "x x"
    XT = "x t"
    LOG = "ln(1 + 10,000 x / t)"
    LOG_SQUARED = "its square"


@dataclass(frozen=True, eq=False)
class Grouping:
    """Groups of rows, and what is summed of them.

    ``codes`` has the group of each row of the matrix, -1 for none, shape (n_rows,).
    """

    codes: NDArray[np.int64]
    n_groups: int
    moments: frozenset[Moment]


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Sums over groups; each moment has shape (n_groups, n_columns), float64.

    Attributes
    ----------
    n_rows
        Rows of each group, shape (n_groups,).
    totals, squares
        Sum of t and of its square over the rows of each group, shape (n_groups,).
    of
        The moments.
    missing
        How many values of each group are not finite, shape (n_groups, n_columns); None where none.
    """

    n_rows: NDArray[np.float64]
    totals: NDArray[np.float64]
    squares: NDArray[np.float64]
    of: dict[Moment, NDArray[np.float64]]
    missing: NDArray[np.float64] | None = None

    def joined(self, members: Any) -> GroupSums:
        """Return the sums of unions of groups; ``members`` is sparse, (n_unions, n_groups)."""
        return GroupSums(
            members @ self.n_rows,
            members @ self.totals,
            members @ self.squares,
            {moment: members @ values for moment, values in self.of.items()},
            None if self.missing is None else members @ self.missing,
        )

    def counts(self) -> NDArray[np.float64]:
        """Return how many finite values there are; broadcasts to (n_groups, n_columns)."""
        rows = self.n_rows[:, np.newaxis]
        return rows if self.missing is None else rows - self.missing


@dataclass(eq=False)
class Seen:
    """What the values of grouped rows look like."""

    n_negative: int = 0
    n_fractional: int = 0
    n_missing: int = 0


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
    """The values of a piece, and what is made of them; each is made once."""

    def __init__(self, piece: Piece, is_wanted: NDArray[np.bool_], seen: Seen) -> None:
        self.piece = piece
        self._is_sparse = sparse.issparse(piece.values)
        x = piece.values.data if self._is_sparse else piece.values
        rows = (
            np.repeat(np.arange(len(piece.totals)), np.diff(piece.values.indptr))
            if (self._is_sparse)
            else np.arange(len(piece.totals))[:, np.newaxis]
        )
        is_missing = np.isnan(x)
        self.missing = is_missing.astype(float) if is_missing.any() else None
        self._x = np.where(is_missing, 0.0, x) if self.missing is not None else x
        self._totals = piece.totals[rows]
        counted = is_wanted[piece.start : piece.stop][rows]
        seen.n_negative += int(np.count_nonzero((self._x < 0) & counted))
        seen.n_fractional += int(np.count_nonzero((self._x != np.rint(self._x)) & counted))
        seen.n_missing += int(np.count_nonzero(is_missing & counted))
        self._made: dict[Moment, Any] = {}

    def of(self, moment: Moment) -> Any:
        """Return one moment of each value, laid out as the piece."""
        if moment not in self._made:
            self._made[moment] = self._laid_out(self._moment(moment))
        return self._made[moment]

    def missing_laid_out(self) -> Any:
        """Return where values are missing, laid out as the piece."""
        return self._laid_out(self.missing)

    def give(self, adders: Sequence[_Adder]) -> None:
        """Let everybody add the piece."""
        for adder in adders:
            adder.add(self)

    def _moment(self, moment: Moment) -> NDArray[np.float64]:
        if moment is Moment.X:
            return self._x
        if moment is Moment.XX:
            return self._x * self._x
        if moment is Moment.XT:
            return self._x * self._totals
        scale = np.divide(
            DEPTH, self._totals, out=np.zeros_like(self._totals), where=self._totals > 0
        )
        logs: NDArray[np.float64] = np.log1p(np.maximum(self._x * scale, 0.0))
        return logs if moment is Moment.LOG else logs * logs

    def _laid_out(self, values: NDArray[np.float64] | None) -> Any:
        if not self._is_sparse:
            return values
        like = self.piece.values
        return sparse.csr_matrix((values, like.indices, like.indptr), shape=like.shape)


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
        members = indicator(self._codes[piece.start : piece.stop], self._n_groups)
        if not members.nnz:
            return
        here = np.flatnonzero(np.diff(members.indptr))
        few = members[here]
        for moment, sums in self._sums.items():
            _add(sums, here, piece.columns, few @ values.of(moment))
        if values.missing is not None:
            if self._missing is None:
                self._missing = np.zeros(self._shape)
            _add(self._missing, here, piece.columns, few @ values.missing_laid_out())

    def result(self, totals: NDArray[np.float64]) -> GroupSums:
        members = indicator(self._codes, self._n_groups)
        return GroupSums(
            members @ np.ones(self._n_rows),
            members @ totals,
            members @ (totals * totals),
            self._sums,
            self._missing,
        )


def _add(
    sums: NDArray[np.float64], here: NDArray[np.int64], columns: NDArray[np.int64], added: Any
) -> None:
    if sparse.issparse(added):
        entries = added.tocoo()
        # A product holds each place once.
        sums[here[entries.row], columns[entries.col]] += entries.data
    else:
        sums[np.ix_(here, columns)] += added


def indicator(codes: NDArray[np.int64], n_groups: int) -> Any:
    """Return which rows are in which group: sparse, shape (n_groups, len(codes)), CSR."""
    order = np.argsort(codes, kind="stable")
    order = order[np.searchsorted(codes[order], 0) :]
    counts = np.bincount(codes[order], minlength=n_groups)
    indptr = np.concatenate([[0], np.cumsum(counts)])
    return sparse.csr_matrix((np.ones(len(order)), order, indptr), shape=(n_groups, len(codes)))
