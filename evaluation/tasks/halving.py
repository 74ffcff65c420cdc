"""Halve the rows of every group, the same way whatever the order of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEEDS = (0, 1, 2, 3, 4)
"""Written out, so that every report is about the same five halvings."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
# Finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
_FINAL = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def first_halves(
    groups: NDArray[np.int64], id_hashes: NDArray[np.uint64], seed: int
) -> NDArray[np.bool_]:
    """Return which rows are in the first half of their group; of an odd number, one more is.

    Parameters
    ----------
    groups
        Group of each row, -1 for none, shape (n_rows,).
    id_hashes
        Hash of the name of each row, shape (n_rows,): rows are drawn by name.
    seed
        Which halving.
    """
    # An array, because numpy warns of scalars that wrap around.
    drawn = id_hashes + np.full(1, seed + 1, np.uint64) * _STEP
    for shift, factor in _FINAL:
        drawn = (drawn ^ (drawn >> np.uint64(shift))) * np.uint64(factor)
    drawn ^= drawn >> np.uint64(31)
    order = np.lexsort((drawn, groups))
    sorted_groups = groups[order]
    is_start = np.concatenate([[True], sorted_groups[1:] != sorted_groups[:-1]])
    starts = np.flatnonzero(is_start)
    rank = np.arange(len(groups)) - starts[np.cumsum(is_start) - 1]
    is_first = np.zeros(len(groups), bool)
    is_first[order] = rank % 2 == 0
    return is_first & (groups >= 0)
