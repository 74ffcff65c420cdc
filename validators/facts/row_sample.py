"""A few rows of a matrix, kept while it streams by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.mixing import mixed, segment_sums
from aivc.validators.facts import kernels
from aivc.validators.facts.stored_pieces import DensePiece, SparsePiece

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.piece import Piece

MAX_ROWS = 2_000
MAX_ENTRIES = 1_000_000
"""Non-zeros of all samples of a table, expected; 20 bytes each while kept."""


@dataclass(frozen=True, slots=True)
class SampledRows:
    """Rows of a matrix, without zeros: entries of row k are ``indptr[k]`` to ``indptr[k + 1]``."""

    positions: NDArray[np.int64]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.float64]
    n_columns: int

    @property
    def n_rows(self) -> int:
        """Rows, empty ones included."""
        return len(self.positions)

    @property
    def row_of(self) -> NDArray[np.intp]:
        """Position in the sample of the row of each entry."""
        return np.repeat(np.arange(self.n_rows), np.diff(self.indptr))

    def rows(self, chosen: NDArray[np.intp]) -> SampledRows:
        """Return some of the rows."""
        lengths = np.diff(self.indptr)[chosen]
        ends = np.cumsum(lengths)
        n = int(ends[-1]) if len(ends) else 0
        inside = np.arange(n) + np.repeat(self.indptr[:-1][chosen] - ends + lengths, lengths)
        return SampledRows(
            self.positions[chosen],
            np.concatenate(([0], ends)),
            self.indices[inside],
            self.values[inside],
            self.n_columns,
        )

    def thinned(self, n_entries: int) -> SampledRows:
        """Return every second, third, ... row, so that about so many entries are left."""
        step = -(-len(self.values) // n_entries)
        return self if step <= 1 else self.rows(np.arange(0, self.n_rows, step))

    def totals(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum one weight per entry over each row."""
        sums: NDArray[np.float64] = segment_sums(weights, self.indptr)
        return sums


def sample_positions(n_rows: int, n_wanted: int, seed: int) -> NDArray[np.int64]:
    """Choose rows at random, one from each of equal stretches of the file.

    Sorted orders, such as by batch, are so covered evenly, and the choice does not depend on a
    library's random generator.
    """
    n = min(n_rows, n_wanted)
    if n == 0:
        return np.empty(0, np.int64)
    draws = mixed(np.arange(1.0, n + 1.0) + 1e6 * seed) * np.uint64(0x94D049BB133111EB)
    uniform = (draws >> np.uint64(11)) * 2.0**-53
    chosen = np.floor((np.arange(n) + uniform) * (n_rows / n)).astype(np.int64)
    return np.unique(np.minimum(chosen, n_rows - 1))


class RowSample:
    """Keeps the entries of chosen rows.

    Parameters
    ----------
    span
        The part of the matrix that will be seen.
    positions
        The rows, ascending.
    """

    def __init__(self, span: Span, positions: NDArray[np.int64]) -> None:
        self.span = span
        self._positions = positions
        self._kept: list[tuple[NDArray[Any], NDArray[np.int32], NDArray[np.float64]]] = []
        self._wanted: NDArray[np.bool_] | None = None
        if span.by_columns:
            self._wanted = np.zeros(span.shape[0], bool)
            self._wanted[positions] = True

    def update(self, piece: Piece) -> None:
        """Keep what belongs to a chosen row."""
        piece = piece.clean
        if self._wanted is not None:
            rows, columns, values = _of_columns(piece, self._wanted)
        else:
            low, high = np.searchsorted(self._positions, (piece.start, piece.stop))
            if low == high:
                return
            rows, columns, values = _of_rows(piece, self._positions[low:high])
        if len(rows):
            self._kept.append((rows, columns, values))

    def merge(self, other: RowSample) -> None:
        """Take over the rows of another one."""
        self.span = self.span.joined(other.span)
        self._kept.extend(other._kept)

    def result(self) -> SampledRows:
        """Return the rows in order, entries by column."""
        if not self._kept:
            nothing = np.empty(0, np.int32), np.empty(0)
            indptr = np.zeros(len(self._positions) + 1, np.int64)
            return SampledRows(self._positions, indptr, *nothing, self.span.shape[1])
        rows, columns, values = (np.concatenate(parts) for parts in zip(*self._kept, strict=True))
        at = np.searchsorted(self._positions, rows)
        places = at * self.span.shape[1] + columns
        if not (places[1:] > places[:-1]).all():
            order = np.argsort(places, kind="stable")
            columns, values = columns[order], values[order]
        counts = np.bincount(at, minlength=len(self._positions))
        indptr = np.concatenate(([0], np.cumsum(counts)))
        return SampledRows(self._positions, indptr, columns, values, self.span.shape[1])


def _of_rows(
    piece: Piece, positions: NDArray[np.int64]
) -> tuple[NDArray[Any], NDArray[np.int32], NDArray[np.float64]]:
    local = positions - piece.start
    if isinstance(piece, DensePiece):
        chosen = kernels.as_values(piece.data[local])
        at, columns = np.nonzero(chosen)
        return positions[at], columns.astype(np.int32), chosen[at, columns]
    assert isinstance(piece, SparsePiece)  # noqa: S101 - tells mypy what the only other kind is
    lengths = np.diff(piece.indptr)[local]
    ends = np.cumsum(lengths)
    inside = np.arange(ends[-1]) + np.repeat(piece.indptr[local] - ends + lengths, lengths)
    values = kernels.as_values(piece.data[inside])
    nonzero = values != 0
    rows = np.repeat(positions, lengths)[nonzero]
    return rows, piece.indices[inside][nonzero].astype(np.int32), values[nonzero]


def _of_columns(
    piece: Piece, wanted: NDArray[np.bool_]
) -> tuple[NDArray[Any], NDArray[np.int32], NDArray[np.float64]]:
    assert isinstance(piece, SparsePiece)  # noqa: S101 - only a sparse matrix is stored by columns
    inside = np.flatnonzero(wanted[piece.indices])
    values = kernels.as_values(piece.data[inside])
    nonzero = values != 0
    inside = inside[nonzero]
    columns = np.searchsorted(piece.indptr, inside, side="right") - 1 + piece.start
    return piece.indices[inside].astype(np.int64), columns.astype(np.int32), values[nonzero]
