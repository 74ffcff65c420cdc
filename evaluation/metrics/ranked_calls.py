"""Predicted effects as ranked calls, where ties stand together instead of in some order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_STRENGTH = 1e-12
"""Strengths that differ by less, relative to the greater, are tied."""


def tied_blocks(strengths: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """Return places with equal strength together, strongest first.

    Parameters
    ----------
    strengths
        Shape (n,), not negative.

    Examples
    --------
    >>> [sorted(block.tolist()) for block in tied_blocks(np.array([1.0, 3.0, 1.0, 2.0]))]
    [[1], [3], [0, 2]]
    """
    order = np.argsort(-strengths, kind="stable")
    ranked = strengths[order]
    breaks = np.flatnonzero(ranked[:-1] - ranked[1:] > SAME_STRENGTH * ranked[:-1]) + 1
    return [block for block in np.split(order, breaks) if block.size]


def right_among_strongest(
    predicted: NDArray[np.float64], true: NDArray[np.float64], n_calls: int
) -> float:
    """Return how many of the strongest calls have the right sign.

    Tied calls share the last places, so that the order of features does not matter.

    Parameters
    ----------
    predicted, true
        Effects, shape (n_features,); zero where there is none or it is not judged.
    n_calls
        Number of calls. A predicted effect of zero is no call.
    """
    right = np.sign(predicted) == np.sign(true)
    called = np.flatnonzero(predicted)
    left, count = int(n_calls), 0.0
    for block in tied_blocks(np.abs(predicted[called])):
        taken = min(left, block.size)
        count += taken * float(right[called[block]].mean())
        left -= taken
        if left == 0:
            break
    return count


def deepest_pure_prefix(
    strengths: NDArray[np.float64], right: NDArray[np.bool_], purity: float
) -> int:
    """Return the length of the longest run of strongest calls that is right often enough.

    Ties enter a run together. A later run counts also where a shorter one was not pure.

    Parameters
    ----------
    strengths
        Shape (n,), not negative.
    right
        Whether each call is right, shape (n,).
    purity
        Share of right calls that a run must have.

    Examples
    --------
    >>> deepest_pure_prefix(np.array([3.0, 2.0, 1.0]), np.array([True, False, True]), 0.6)
    3
    """
    deepest = depth = n_right = 0
    for block in tied_blocks(strengths):
        depth += block.size
        n_right += int(right[block].sum())
        if n_right >= purity * depth:
            deepest = depth
    return deepest
