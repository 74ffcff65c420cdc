"""Which features a sketch looks at first: rare ones, in an order that their names decide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.spread import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_BINS = 128
"""Bytes of a sketch."""

LEVELS_PER_OCTAVE = 2
"""How finely rarity is kept: two files whose shares differ a little have nearly the same order."""

# Beyond so many expected features before it, a feature is never the first of its bin (e**-6).
_ENOUGH_BEFORE = 6.0
_MAX_LEVEL = 60
_TO_UNIT = 2.0**-53


def rarity_levels(n_rows_with: NDArray[np.int64], n_rows: int) -> NDArray[np.uint8]:
    """Return how rare each feature is: twice the binary logarithm of 1 over its share of rows.

    Parameters
    ----------
    n_rows_with
        Rows in which each feature is not zero, shape (n_features,).
    n_rows
        Rows that were looked at.
    """
    share = (n_rows_with + 0.5) / (n_rows + 1.0)
    levels = np.rint(-LEVELS_PER_OCTAVE * np.log2(share))
    clipped: NDArray[np.uint8] = np.clip(levels, 0, _MAX_LEVEL).astype(np.uint8)
    return clipped


@dataclass(frozen=True)
class SketchOrder:
    """The bin and the rank of each feature.

    Attributes
    ----------
    bins
        Bin of each feature, shape (n_features,).
    ranks
        Rank within the bin: of the features of a row that lie in one bin, the one of the highest
        rank is what the sketch keeps. 0 for a feature that is never looked at.
    bytes_of
        What the sketch holds for a rank, 1 to 255, shape (N_BINS, highest rank + 1); 0 at rank 0.
    """

    bins: NDArray[np.intp]
    ranks: NDArray[np.uint16]
    bytes_of: NDArray[np.uint8]

    @classmethod
    def of(cls, keys: NDArray[np.uint64], levels: NDArray[np.uint8]) -> SketchOrder:
        """Order features by key and rarity.

        Within a bin, features stand in ascending order of E / idf**2, where E is exponential with
        mean 1, drawn from the key, and idf the logarithm of one over the share of rows that have
        the feature: the first one present is then a weighted sample of those present (Efraimidis &
        Spirakis 2006, doi:10.1016/j.ipl.2005.11.003), one for each bin (Li, Owen & Zhang 2012).

        Parameters
        ----------
        keys
            Hash of the name of each feature, uint64, shape (n_features,).
        levels
            How rare it is, as :func:`rarity_levels` gives it.
        """
        mixed = spread(keys)
        bins = (mixed >> np.uint64(57)).astype(np.intp)
        uniform = ((spread(mixed) >> np.uint64(11)).astype(np.float64) + 0.5) * _TO_UNIT
        idf = np.maximum(levels, 0.25) / LEVELS_PER_OCTAVE
        place = -np.log(uniform) / idf**2
        share = np.exp2(-idf)
        order = np.lexsort((keys, place, bins))
        starts = np.searchsorted(bins[order], np.arange(N_BINS + 1))
        ranks = np.zeros(len(keys), np.uint16)
        highest = int(np.diff(starts).max(initial=0))
        bytes_of = np.zeros((N_BINS, highest + 1), np.uint8)
        bytes_by_key = (mixed >> np.uint64(8)).astype(np.uint8) % np.uint8(255) + np.uint8(1)
        for number, (low, high) in enumerate(pairwise(starts.tolist())):
            inside = order[low:high]
            before = np.cumsum(share[inside]) - share[inside]
            seen = inside[before <= _ENOUGH_BEFORE]
            ranks[seen] = np.arange(len(seen), 0, -1)
            bytes_of[number, ranks[seen]] = bytes_by_key[seen]
        return cls(bins, ranks, bytes_of)
