"""How often one is better than another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIE = 1e-12
"""Values that differ by less, relative to their size, differ in the order of additions alone."""


def win_rate(gains: NDArray[np.float64], size: NDArray[np.float64]) -> float:
    """Return the share of gains above zero, where ties count half.

    Parameters
    ----------
    gains
        By how much one is better, shape (n,).
    size
        Values that it is compared with, same shape.

    Examples
    --------
    >>> win_rate(np.array([0.2, 0.0, -0.1, 0.3]), np.ones(4))
    0.625
    """
    slack = TIE * (1 + np.abs(size))
    return float(np.where(gains > slack, 1.0, np.where(gains < -slack, 0.0, 0.5)).mean())
