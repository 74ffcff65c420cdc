"""Mix the bits of numbers, so that any part of them can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def spread(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix the bits of each number; different numbers stay different.

    SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
    """
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed
