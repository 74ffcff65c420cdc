"""Spread bits over 64, and add up runs: the inner loops of hashing, on plain arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Multiplier of the finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
_MULTIPLIER = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
_LOW = np.uint64(29)


def mixed(values: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Spread the bits of each number over 64 bits; different numbers stay different, 0 gives 0.

    Examples
    --------
    >>> int(mixed(np.zeros(1))[0])
    0
    """
    bits = values.view(np.uint64)
    spread = bits >> _HALF
    spread ^= bits
    spread *= _MULTIPLIER
    spread ^= spread >> _LOW
    return spread


def segment_sums(weights: NDArray[Any], indptr: NDArray[np.int64]) -> NDArray[Any]:
    """Sum the weights of each row of a compressed matrix; 0 for a row without entries.

    Integers wrap around. The sum of a row depends on its own entries only.
    """
    starts = indptr[:-1]
    filled = starts < indptr[1:]
    if filled.all():
        return np.add.reduceat(weights, starts) if len(starts) else weights[:0].copy()
    sums = np.zeros(len(starts), weights.dtype)
    if filled.any():
        sums[filled] = np.add.reduceat(weights, starts[filled])
    return sums
