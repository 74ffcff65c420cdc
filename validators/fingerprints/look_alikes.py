"""How alike two rows must be before they are no mere look-alikes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.binomial_tail import chances
from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANCE_OF_A_PAIR = 1e-12
"""Chance that a pair of independent rows is taken for a copy."""

CHANCE_OF_ANY = 1e-3
"""Chance that any pair of a whole comparison is."""

NEVER = N_BINS + 1
"""Matches that are asked for where no number of them tells."""

_ONES = np.uint64(0x0101010101010101)
_HIGH_BITS = np.uint64(0x8080808080808080)
_HIGHEST_BYTE = np.uint64(56)

_CHUNK = 1 << 13
_N_PAIRS = 100_000
_SEED = 20_260


def n_filled(sketches: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Count the bins that hold something, shape (n_rows,)."""
    filled = np.empty(len(sketches), np.uint8)
    # What a comparison says takes as much memory as the sketches do.
    for low in range(0, len(sketches), _CHUNK):
        is_filled = np.not_equal(sketches[low : low + _CHUNK], 0, order="C")
        filled[low : low + _CHUNK] = _n_true(is_filled)
    return filled


def n_matches(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Count the bins in which sketches hold the same feature; empty bins never match.

    Parameters
    ----------
    left, right
        Sketches of pairs of rows, shape (n_pairs, N_BINS).
    """
    is_same = np.equal(left, right, order="C")
    is_same &= left != 0
    return _n_true(is_same)


def _n_true(bins: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Count what is true of N_BINS bins: eight at a time, which numpy's sums do not do."""
    in_words = np.bitwise_count(bins.view(np.uint64)).view(np.uint64)
    sums = in_words[:, 0].copy()
    for word in range(1, in_words.shape[1]):
        sums += in_words[:, word]
    # The highest byte of the product is the sum of all bytes, which are at most N_BINS.
    sums *= _ONES
    counts: NDArray[np.uint8] = (sums >> _HIGHEST_BYTE).astype(np.uint8)
    return counts


def about_equal_bytes(mine: NDArray[np.uint64], theirs: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Count the bytes of two words that are equal: fast, and now and then a few too many.

    Bytes that are zero in both count here, and so may a byte that differs by one from the other and
    stands behind an equal one.
    """
    differing = mine ^ theirs
    equal = differing - _ONES
    equal &= np.invert(differing, out=differing)
    equal &= _HIGH_BITS
    counts: NDArray[np.uint8] = np.bitwise_count(equal)
    return counts


@dataclass(frozen=True)
class LookAlikes:
    """How often bins of unrelated rows match, and what follows from it.

    Attributes
    ----------
    rate
        Share of filled bins that match in pairs of rows taken at random: the mean and two standard
        deviations more, because rows of one kind of cell are more alike than others.
    chance
        Largest chance at which a pair is taken for a copy.
    """

    rate: float
    chance: float

    @classmethod
    def measure(
        cls, left: NDArray[np.uint8], right: NDArray[np.uint8], n_pairs: int | None = None
    ) -> LookAlikes:
        """Measure pairs of rows of two parts, taken at random.

        Parameters
        ----------
        left, right
            Sketches of the rows of each part, shape (n_rows, N_BINS).
        n_pairs
            Pairs that will be compared; all of the two parts where it is None.
        """
        pairs = len(left) * len(right) if n_pairs is None else n_pairs
        limit = min(CHANCE_OF_A_PAIR, CHANCE_OF_ANY / max(1, pairs))
        draws = np.random.Generator(np.random.PCG64(_SEED))
        one = (draws.random(_N_PAIRS) * len(left)).astype(np.intp)
        other = (draws.random(_N_PAIRS) * len(right)).astype(np.intp)
        matches = np.empty(_N_PAIRS)
        for low in range(0, _N_PAIRS, _CHUNK):
            part = slice(low, low + _CHUNK)
            mine, theirs = left.take(one[part], axis=0), right.take(other[part], axis=0)
            filled = np.minimum(n_filled(mine), n_filled(theirs))
            matches[part] = n_matches(mine, theirs) / np.maximum(1, filled)
        rate = float(matches.mean() + 2 * matches.std())
        return cls(min(max(rate, 1 / N_BINS), 1.0), limit)

    @cached_property
    def needed(self) -> NDArray[np.uint8]:
        """Matches that a pair needs, by filled bins of the emptier row, shape (N_BINS + 1,)."""
        filled = np.arange(N_BINS + 1)
        counts = np.arange(N_BINS + 1)
        enough = (
            (chances(self.rate) <= self.chance) & (counts <= filled[:, np.newaxis]) & (counts > 0)
        )
        least = np.where(enough.any(axis=1), enough.argmax(axis=1), NEVER)
        return least.astype(np.uint8)
