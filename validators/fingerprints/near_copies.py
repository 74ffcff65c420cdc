"""Find rows of one part that are noisy copies of rows of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.binomial_tail import chance
from aivc.validators.fingerprints.candidates import Band, band_keys, n_bands
from aivc.validators.fingerprints.look_alikes import about_equal_bytes, n_filled, n_matches
from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.fingerprints.look_alikes import LookAlikes

COPIES_EXPECTED = 5
"""A cell is copied a few times at most; what is like more rows than that is of a common kind."""

SAME = 0.85
"""Share of bins from which rows are copies however many they are."""

_FIRST_WORDS = 4
_KEPT_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class NearCopies:
    """Pairs of rows that are too alike to be two cells.

    ``left``, ``right`` and ``matches`` have shape (n_pairs,), sorted by left, then right.
    """

    left: NDArray[np.intp]
    right: NDArray[np.intp]
    matches: NDArray[np.intp]


def find_near_copies(
    left: NDArray[np.uint8], right: NDArray[np.uint8], look_alikes: LookAlikes, width: int
) -> NearCopies:
    """Compare every row of one part with every row of another.

    Parameters
    ----------
    left, right
        Sketches, shape (n_rows, N_BINS).
    look_alikes
        How alike unrelated rows are.
    width
        Bins of a band; nothing is looked for where it is 0.
    """
    filled = n_filled(left), n_filled(right)
    needed = look_alikes.needed
    pairs = _alike(_Part(left, filled[0]), _Part(right, filled[1]), width, needed)
    fullness = np.minimum(filled[0][pairs[0]], filled[1][pairs[1]]).astype(np.intp)
    rate = np.maximum.reduce(
        [
            np.full(len(fullness), look_alikes.rate),
            _crowd(pairs[0], pairs[2], len(left)) / np.maximum(1, filled[0][pairs[0]]),
            _crowd(pairs[1], pairs[2], len(right)) / np.maximum(1, filled[1][pairs[1]]),
        ]
    )
    is_copy = pairs[2] >= needed[fullness]
    tells = chance(pairs[2], fullness, np.minimum(rate, 1.0)) <= look_alikes.chance
    is_copy &= tells | (pairs[2] >= SAME * fullness)
    return NearCopies(pairs[0][is_copy], pairs[1][is_copy], pairs[2][is_copy])


Pairs = tuple["NDArray[np.intp]", "NDArray[np.intp]", "NDArray[np.intp]"]


def _none() -> Pairs:
    nothing = np.empty(0, np.intp)
    return nothing, nothing, nothing


class _Part:
    """The sketches of one part, and their first words, each in an array of its own."""

    def __init__(self, sketches: NDArray[np.uint8], filled: NDArray[np.uint8]) -> None:
        self.whole = np.ascontiguousarray(sketches)
        words = self.whole.view(np.uint64)
        self.first_words = [np.ascontiguousarray(words[:, k]) for k in range(_FIRST_WORDS)]
        self.filled = filled

    def __len__(self) -> int:
        return len(self.whole)


def _alike(left: _Part, right: _Part, width: int, needed: NDArray[np.uint8]) -> Pairs:
    """Return the candidates with a good part of the matches needed, each once, sorted."""
    lowest = np.floor(_KEPT_SHARE * needed).astype(np.uint8)
    found = [_none()]
    for band in range(n_bands(width) if width else 0):
        keys = band_keys(left.whole, band, width), band_keys(right.whole, band, width)
        found += [_checked(left, right, *pairs, lowest) for pairs in Band(*keys).pairs()]
    one, other, matches = (np.concatenate(part) for part in zip(*found, strict=True))
    _, first = np.unique(one * len(right) + other, return_index=True)
    return one[first], other[first], matches[first]


def _checked(
    left: _Part,
    right: _Part,
    one: NDArray[np.intp],
    other: NDArray[np.intp],
    lowest: NDArray[np.uint8],
) -> Pairs:
    due = lowest[np.minimum(left.filled[one], right.filled[other])]
    # A quarter of the bins tells most look-alikes: three quarters of what is due there is needed.
    first = np.zeros(len(one), np.uint8)
    for mine, theirs in zip(left.first_words, right.first_words, strict=True):
        first += about_equal_bytes(mine.take(one), theirs.take(other))
    kept = np.flatnonzero(first >= due * np.float32(0.75 * 8 * _FIRST_WORDS / N_BINS))
    one, other, due = one[kept], other[kept], due[kept]
    matches = n_matches(left.whole.take(one, axis=0), right.whole.take(other, axis=0)).astype(
        np.intp
    )
    kept = np.flatnonzero(matches >= due)
    return one[kept], other[kept], matches[kept]


def _crowd(rows: NDArray[np.intp], matches: NDArray[np.intp], n_rows: int) -> NDArray[np.intp]:
    """Return, for each pair, the matches of the first partner of its row beyond those expected."""
    order = np.lexsort((-matches, rows))
    ordered = rows[order]
    starts = np.searchsorted(ordered, np.arange(n_rows))
    next_one = starts + COPIES_EXPECTED
    inside = next_one < np.append(starts[1:], len(rows))
    crowd = np.zeros(n_rows, np.intp)
    crowd[inside] = matches[order[next_one[inside]]]
    return crowd[rows]
