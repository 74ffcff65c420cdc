"""The chance that as many of a few bins match by accident."""

from __future__ import annotations

from functools import cache
from math import lgamma
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEGLIGIBLE = 1e-17
"""Of the sum so far; smaller terms are below its rounding."""


def chance(
    matches: NDArray[np.intp], filled: NDArray[np.intp], rate: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """Return the chance of so many matches or more among filled bins, each with the given rate.

    It is the upper tail of a binomial distribution, summed from its largest term down.

    Parameters
    ----------
    matches, filled
        Numbers of bins, 0 to N_BINS, of shapes that fit each other.
    rate
        Chance that one bin matches, above 0.

    Examples
    --------
    >>> chance(np.array([0, 1, 2, 3]), np.array([2, 2, 2, 2]), 0.5).tolist()
    [1.0, 0.75, 0.25, 0.0]
    """
    least, n, share = np.broadcast_arrays(matches, filled, np.asarray(rate, np.float64))
    # A rate of 1 has no logarithm of what is left; the next number below it does.
    share = np.minimum(share, np.nextafter(1.0, 0.0))
    hit, miss = np.log(share), np.log1p(-share)
    ways = _log_ways()
    tail = np.zeros(n.shape)
    for more in range(int((n - least).max(initial=-1)) + 1):
        count = np.minimum(least + more, n)
        term = np.exp(ways[n, count] + count * hit + (n - count) * miss)
        term = np.where(least + more > n, 0.0, term)
        tail = tail + term
        # Beyond the peak of the distribution every term is smaller than the one before.
        falls = (least + more > n * share) & (term <= _NEGLIGIBLE * tail)
        if (falls | (least + more >= n)).all():
            break
    return np.minimum(tail, 1.0)


def chances(rate: float) -> NDArray[np.float64]:
    """Return the chance of every number of matches or more among every number of filled bins.

    The same as :func:`chance`, for all at once: each term is worked out once, not once for every
    tail that it is part of.

    Parameters
    ----------
    rate
        Chance that one bin matches, above 0.

    Returns
    -------
    ndarray
        By filled bins and matches, shape (N_BINS + 1, N_BINS + 1); 0 for more matches than bins.

    Examples
    --------
    >>> chances(0.5)[2, :4].tolist()
    [1.0, 0.75, 0.25, 0.0]
    """
    share = min(rate, float(np.nextafter(1.0, 0.0)))
    count = np.arange(N_BINS + 1)
    missed = count[:, np.newaxis] - count[np.newaxis, :]
    logarithm = _log_ways() + count * np.log(share) + missed * np.log1p(-share)
    terms = np.exp(np.where(missed < 0, -np.inf, logarithm))
    # From the last term on, which is the smallest of most tails, so that none is lost in a sum.
    tails: NDArray[np.float64] = np.cumsum(terms[:, ::-1], axis=1)[:, ::-1]
    return np.minimum(tails, 1.0)


@cache
def _log_ways() -> NDArray[np.float64]:
    """Return the logarithm of n over k for n and k up to N_BINS, shape (N_BINS + 1, N_BINS + 1)."""
    factorial = np.array([lgamma(k + 1.0) for k in range(N_BINS + 1)])
    n = np.arange(N_BINS + 1)
    left = np.abs(n[:, np.newaxis] - n[np.newaxis, :])
    return np.asarray(factorial[:, np.newaxis] - factorial[np.newaxis, :] - factorial[left])
