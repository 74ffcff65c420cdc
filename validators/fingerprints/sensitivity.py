"""Plant copies of real rows, and see how many of them would be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.collector import Span
from aivc.validators.facts.row_sample import sample_positions
from aivc.validators.facts.stored_pieces import SparsePiece
from aivc.validators.fingerprints.binomial_tail import chance
from aivc.validators.fingerprints.candidates import band_keys, n_bands
from aivc.validators.fingerprints.look_alikes import n_filled, n_matches
from aivc.validators.fingerprints.near_copies import COPIES_EXPECTED, SAME
from aivc.validators.fingerprints.sketches import Sketches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.row_sample import SampledRows
    from aivc.validators.fingerprints.content_scan import RowContents
    from aivc.validators.fingerprints.look_alikes import LookAlikes
    from aivc.validators.fingerprints.sketch_order import SketchOrder

KEPT_SHARES = (0.9, 0.7, 0.5)
"""Shares of the counts that planted copies keep."""

_OTHERS = 2048
_SEED = 7
_LARGEST_LOG = 30.0
"""No count has a logarithm as large as this; larger numbers were not logged."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Share of planted copies that would be found, by the share of counts that they keep.

    ``n_planted`` rows were thinned for each share; 0 where the matrix has no row to plant.
    """

    recall: tuple[float, ...]
    n_planted: int

    def at(self, kept: float) -> float:
        """Return the share that would be found of copies that keep so much of their counts."""
        return self.recall[KEPT_SHARES.index(kept)]


@dataclass(frozen=True, slots=True)
class Planted:
    """Rows of a matrix, and copies that were made of them.

    Attributes
    ----------
    originals
        Sketches of the rows, shape (n_planted, N_BINS).
    copies
        Sketches of a copy of each, for each of ``KEPT_SHARES``.
    crowd
        Matches of each row with the sixth most alike row, shape (n_planted,).
    """

    originals: NDArray[np.uint8]
    copies: tuple[NDArray[np.uint8], ...]
    crowd: NDArray[np.intp]


def plant(contents: RowContents, order: SketchOrder) -> Planted:
    """Thin rows of the data binomially.

    Parameters
    ----------
    contents
        What rows hold, and some of them whole. Values that are no counts are turned back into
        counts, roughly.
    order
        By which sketches were made.
    """
    sample, sketches = contents.sample, contents.sketches
    originals = sketches[sample.positions]
    counts = _counts(sample, is_continuous=contents.totals.is_continuous)
    # Uniform draws only: numpy may change how others are made of the same bits.
    draws = np.random.Generator(np.random.PCG64(_SEED))
    # A feature is seen if any of its molecules is kept; how many makes no difference.
    copies = tuple(
        _sketches(sample, draws.random(len(counts)) >= (1.0 - kept) ** counts, order)
        for kept in KEPT_SHARES
    )
    return Planted(originals, copies, _crowd(originals, sketches))


def measure_sensitivity(planted: Planted, look_alikes: LookAlikes, width: int) -> Sensitivity:
    """Compare each planted copy with the row that it was made of.

    Parameters
    ----------
    planted
        Rows and their copies.
    look_alikes
        How alike unrelated rows are.
    width
        Bins of a band; 0 where too many rows are alike to look at all.
    """
    n_planted = len(planted.originals)
    if not n_planted or not width:
        return Sensitivity((0.0,) * len(KEPT_SHARES), 0)
    recall = tuple(
        float(_found(planted.originals, copies, planted.crowd, look_alikes, width).mean())
        for copies in planted.copies
    )
    return Sensitivity(recall, n_planted)


def _counts(sample: SampledRows, *, is_continuous: bool) -> NDArray[np.int64]:
    values = np.abs(sample.values)
    values[~np.isfinite(values)] = 1.0
    if is_continuous and len(values):
        if values.max() < _LARGEST_LOG:
            values = np.expm1(values)
        # The smallest value of a row of counts that were scaled was a one.
        filled = np.flatnonzero(np.diff(sample.indptr))
        smallest = np.ones(sample.n_rows)
        smallest[filled] = np.minimum.reduceat(values, sample.indptr[filled])
        values = values / np.maximum(smallest[sample.row_of], 1e-12)
    counts: NDArray[np.int64] = np.clip(np.rint(values), 1, 1 << 40).astype(np.int64)
    return counts


def _sketches(
    sample: SampledRows, seen: NDArray[np.bool_], order: SketchOrder
) -> NDArray[np.uint8]:
    shape = (sample.n_rows, sample.n_columns)
    made = Sketches(Span.whole(shape), order)
    made.update(
        SparsePiece(0, sample.indptr, sample.indices, seen, sample.n_columns, by_columns=False)
    )
    return made.result()


def _crowd(originals: NDArray[np.uint8], sketches: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return the matches of each row with the sixth most alike row, itself not counted."""
    others = sketches[sample_positions(len(sketches), _OTHERS, _SEED)]
    if len(others) < COPIES_EXPECTED + 2:
        return np.zeros(len(originals), np.intp)
    crowd = np.empty(len(originals), np.intp)
    for k, row in enumerate(originals):
        matches = n_matches(np.broadcast_to(row, others.shape), others)
        matches[_are_equal(others, row)] = 0
        crowd[k] = np.partition(matches, -COPIES_EXPECTED - 1)[-COPIES_EXPECTED - 1]
    return crowd


def _are_equal(sketches: NDArray[np.uint8], row: NDArray[np.uint8]) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = (sketches.view(np.uint64) == row.view(np.uint64)).all(axis=1)
    return same


def _found(
    originals: NDArray[np.uint8],
    copies: NDArray[np.uint8],
    crowd: NDArray[np.intp],
    look_alikes: LookAlikes,
    width: int,
) -> NDArray[np.bool_]:
    matches = n_matches(originals, copies).astype(np.intp)
    own = n_filled(originals)
    filled = np.minimum(own, n_filled(copies)).astype(np.intp)
    rate = np.clip(crowd / np.maximum(1, own), look_alikes.rate, 1.0)
    found = chance(matches, filled, rate) <= look_alikes.chance
    found |= matches >= SAME * filled
    found &= matches >= look_alikes.needed[filled]
    found &= (filled > 0) & _meet(originals, copies, width)
    return found


def _meet(originals: NDArray[np.uint8], copies: NDArray[np.uint8], width: int) -> NDArray[np.bool_]:
    """Tell which rows share a whole band with their copy."""
    meet = np.zeros(len(originals), bool)
    for band in range(n_bands(width)):
        keys = band_keys(originals, band, width)
        meet |= (keys == band_keys(copies, band, width)) & (keys != 0)
    return meet
