"""Whether a difference could as well have had the other sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_EXACT = 11
"""Up to so many clusters all signs are tried."""
N_FLIPS = 2000
"""How many signs are tried of more clusters."""
RARE = 0.05
"""Chance below which a difference is told from none."""
MOST_AT_ONCE = 2_000_000


def sign_flip_p(sums: NDArray[np.float64], *, seed: int) -> float:
    """Return how often signs given by chance make as large a total difference.

    Parameters
    ----------
    sums
        Difference of each cluster, shape (n_clusters,), in an order that depends on them alone.
    seed
        Of the signs, where there are too many clusters to try all.

    Returns
    -------
    float
        Two-sided, never 0. The smallest with k clusters is 2 / 2**k: five clusters cannot show
        a difference at 5 %.

    Examples
    --------
    >>> sign_flip_p(np.ones(4), seed=0)
    0.125
    """
    observed = abs(float(sums.sum()))
    slack = 1e-9 * float(np.abs(sums).sum())
    if len(sums) <= MOST_EXACT:
        return float((np.abs(_all_signs(len(sums)) @ sums) >= observed - slack).mean())
    rng = np.random.default_rng(seed)
    at_once = max(1, MOST_AT_ONCE // len(sums))
    n_as_large = 0
    for start in range(0, N_FLIPS, at_once):
        size = (min(at_once, N_FLIPS - start), len(sums))
        signs = 2.0 * rng.integers(2, size=size) - 1.0
        n_as_large += int((np.abs(signs @ sums) >= observed - slack).sum())
    return (n_as_large + 1) / (N_FLIPS + 1)


def signs_tell(p_value: float, n_clusters: int) -> bool:
    """Tell whether signs given by chance seldom make as large a difference.

    Few clusters have so few signs that no difference is as rare; then it has to be the largest that
    there is, so that all clusters point the same way.

    Examples
    --------
    >>> signs_tell(0.0625, 5), signs_tell(0.0625, 6), signs_tell(0.125, 5)
    (True, False, False)
    """
    return p_value <= max(RARE, 2.0 / 2.0**n_clusters)


def _all_signs(n: int) -> NDArray[np.float64]:
    bits = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    signs: NDArray[np.float64] = 2.0 * bits.astype(np.float64) - 1.0
    return signs
