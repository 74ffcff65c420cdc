"""Tell a rescaled copy from a row that merely misses the same features.

Samples that were measured in one run of a mass spectrometer, or joined from one panel, miss the
same features and are no copies. What was normalised, logged or rounded keeps the order of its
values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.model import MatrixEncoding
from aivc.validators.facts.collector import Span
from aivc.validators.facts.row_sample import RowSample, sample_positions
from aivc.validators.facts.stored_pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import Matrix
    from aivc.validators.facts.row_sample import SampledRows

MOST_PAIRS = 2_000
"""Pairs that are read again; of more, these stand for all."""

KEPT = 0.95
"""Of pairs of features that differ in both rows, the excess of those in the same order (Goodman and
Kruskal's gamma). Channels of one set of SCoPE2 reach 0.85; a copy with some counts changed 0.99."""

_MOST_FEATURES = 300
_NEAR = 16
_SEED = 3


def keep_order(
    matrix: Matrix, left: NDArray[np.intp], right: NDArray[np.intp], max_bytes: int
) -> NDArray[np.bool_]:
    """Tell which pairs of rows have their values in the same order.

    Parameters
    ----------
    matrix
        The matrix; only these rows are read, unless it is stored by columns.
    left, right
        Positions of the rows of each pair, shape (n_pairs,).
    max_bytes
        Decoded size of a block.

    Returns
    -------
    ndarray of bool
        Shape (n_pairs,). Of pairs that were not read each has the answer of most that were.
    """
    if not len(left):
        return np.zeros(0, bool)
    checked = sample_positions(len(left), MOST_PAIRS, _SEED)
    rows = np.unique(np.concatenate([left[checked], right[checked]]))
    held = _rows(matrix, rows.astype(np.int64), max_bytes)
    answers = np.array(
        [
            _gamma(*(_values(held, int(np.searchsorted(rows, part[k]))) for part in (left, right)))
            >= KEPT
            for k in checked
        ]
    )
    told = np.full(len(left), 2 * np.count_nonzero(answers) > len(answers))
    told[checked] = answers
    return told


def _rows(matrix: Matrix, rows: NDArray[np.int64], max_bytes: int) -> SampledRows:
    by_columns = matrix.encoding is MatrixEncoding.CSC
    sample = RowSample(Span.whole(matrix.shape, by_columns=by_columns), rows)
    stretches = [(0, matrix.shape[1])] if by_columns else _stretches(rows)
    for start, stop in stretches:
        for block in matrix.blocks(max_bytes, start=start, stop=stop):
            for piece in pieces(block, sample.span.n_minor, by_columns=by_columns):
                sample.update(piece)
    return sample.result()


def _stretches(rows: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    cuts = np.flatnonzero(np.diff(rows) > _NEAR) + 1
    for stretch in np.split(rows, cuts):
        yield int(stretch[0]), int(stretch[-1]) + 1


def _values(held: SampledRows, place: int) -> NDArray[np.float64]:
    return held.values[held.indptr[place] : held.indptr[place + 1]]


def _gamma(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return gamma of two rows with values in the same places; 1 where all are tied."""
    if len(one) != len(other):
        return -1.0
    known = np.flatnonzero(np.isfinite(one) & np.isfinite(other))
    chosen = known[:: max(1, -(-len(known) // _MOST_FEATURES))]
    mine, theirs = one[chosen], other[chosen]
    agree = np.sign(mine[:, np.newaxis] - mine) * np.sign(theirs[:, np.newaxis] - theirs)
    decided = float(np.abs(agree).sum())
    return float(agree.sum()) / decided if decided else 1.0
