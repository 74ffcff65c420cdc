"""Predicted effects as ranked calls, where ties stand together instead of in some order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_STRENGTH = 1e-12
"""Strengths that differ by less, relative to the greater, are tied."""


def ranked(strengths: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return places from the strongest to the weakest, and where each block of ties ends.

    Parameters
    ----------
    strengths
        Shape (n,), not negative.

    Returns
    -------
    places, ends
        ``places[:end]`` for any ``end`` of ``ends`` splits no tie.

    Examples
    --------
    >>> places, ends = ranked(np.array([1.0, 3.0, 1.0, 2.0]))
    >>> places.tolist(), ends.tolist()
    ([1, 3, 0, 2], [1, 2, 4])
    """
    places = np.argsort(-strengths, kind="stable")
    falling = strengths[places]
    breaks = np.flatnonzero(falling[:-1] - falling[1:] > SAME_STRENGTH * falling[:-1]) + 1
    return places, np.append(breaks, len(places)) if len(places) else breaks


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
    called = np.flatnonzero(predicted)
    right = np.sign(predicted[called]) == np.sign(true[called])
    places, ends = ranked(np.abs(predicted[called]))
    if n_calls >= len(places):
        return float(right.sum())
    block = int(np.searchsorted(ends, n_calls))
    start, end = int(ends[block - 1]) if block else 0, int(ends[block])
    sure, shared = right[places[:start]].sum(), right[places[start:end]].mean()
    return float(sure + (n_calls - start) * shared)


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
    places, ends = ranked(strengths)
    n_right = np.cumsum(right[places])[ends - 1]
    pure = ends[n_right >= purity * ends]
    return int(pure[-1]) if pure.size else 0
