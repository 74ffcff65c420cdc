"""Find pairs of rows whose sketches agree in a whole band of bins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

WIDTHS = (2, 3, 4, 5, 6, 8)
"""Bins of a band. Narrow bands miss fewer copies and let more look-alikes through."""

PER_ROW = 64
"""Candidates for each row that are worth their time."""

SPARE = 4_000_000
"""Candidates that are cheap whatever the number of rows."""

_WORD = 8
_ALL = (1 << 64) - 1
_ONES = np.uint64(0x0101010101010101)
_HIGH = np.uint64(0x8080808080808080)
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_FILTER_BITS = 22
_CHUNK = 1 << 16


def band_keys(sketches: NDArray[np.uint8], band: int, width: int) -> NDArray[np.uint64]:
    """Return 64-bit keys of one band, shape (n_rows,); 0 where a bin of the band is empty.

    Parameters
    ----------
    sketches
        Contiguous, shape (n_rows, N_BINS).
    band, width
        Which band, of so many bins each, at most 8.
    """
    # One load for each row instead of one for each bin; eight bytes are read wherever they start.
    start = min(band * width, N_BINS - _WORD)
    eight = np.ndarray(len(sketches), "<u8", sketches, start, (N_BINS,))
    keys = eight >> np.uint64(8 * (band * width - start))
    outside = np.uint64(_ALL << (8 * width) & _ALL)
    keys &= np.uint64(_ALL) ^ outside
    filled = keys | (_ONES & outside)
    # A byte is zero where taking one from it borrows from its highest bit.
    borrowed = filled - _ONES
    borrowed &= ~filled
    borrowed &= _HIGH
    keys[borrowed != 0] = 0
    return keys


def n_bands(width: int) -> int:
    """Return how many bands of a width a sketch has."""
    return N_BINS // width


class Band:
    """Rows of two parts that have a key in common."""

    def __init__(self, left: NDArray[np.uint64], right: NDArray[np.uint64]) -> None:
        self._left = _ordered(left, np.flatnonzero(left))
        # Most rows have a key that no row of the other part has; a filter drops them unsorted.
        is_there = np.zeros(1 << _FILTER_BITS, bool)
        is_there[_short(left[self._left])] = True
        kept = np.flatnonzero(is_there[_short(right)] & (right != 0))
        self._right = _ordered(right, kept)
        keys = left[self._left]
        self._first = np.searchsorted(keys, right[self._right], side="left")
        self._length = np.searchsorted(keys, right[self._right], side="right") - self._first

    @property
    def n_pairs(self) -> int:
        """Pairs of rows that share a key."""
        return int(self._length.sum())

    def pairs(self) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Yield positions of rows of the left and the right part, at most a chunk at a time."""
        ends = np.cumsum(self._length)
        start = 0
        while start < len(ends):
            before = int(ends[start - 1]) if start else 0
            stop = max(start + 1, int(np.searchsorted(ends, before + _CHUNK, side="right")))
            length = self._length[start:stop]
            offsets = np.arange(int(ends[stop - 1]) - before) - np.repeat(
                ends[start:stop] - length - before, length
            )
            yield (
                self._left[np.repeat(self._first[start:stop], length) + offsets],
                np.repeat(self._right[start:stop], length),
            )
            start = stop


def _ordered(keys: NDArray[np.uint64], rows: NDArray[np.intp]) -> NDArray[np.intp]:
    chosen = keys[rows]
    if len(chosen) and int(chosen.max()) < 1 << 32:
        # Sorting key and position as one number takes half the time of ordering positions by key.
        together = (chosen << np.uint64(32)) | rows.astype(np.uint64)
        together.sort()
        return (together & np.uint64(0xFFFFFFFF)).astype(np.intp)
    return rows[np.argsort(chosen, kind="stable")]


def _short(keys: NDArray[np.uint64]) -> NDArray[np.intp]:
    return ((keys * _MIXER) >> np.uint64(64 - _FILTER_BITS)).astype(np.intp)


def chosen_width(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> int:
    """Return the narrowest band that does not give too many candidates.

    Two bands, far apart, stand for all.
    """
    allowed = SPARE + PER_ROW * (len(left) + len(right))
    for width in WIDTHS:
        n = n_bands(width)
        probes = sorted({0, n // 2})
        found = sum(_count(band_keys(left, k, width), band_keys(right, k, width)) for k in probes)
        if found * n <= allowed * len(probes):
            return width
    return 0


def _count(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> int:
    """Count pairs of rows with the same key without listing them."""
    keys, times = np.unique(left[left != 0], return_counts=True)
    if not len(keys):
        return 0
    place = np.minimum(np.searchsorted(keys, right), len(keys) - 1)
    return int(times[place][keys[place] == right].sum())
