"""Keep predicted states in the space of the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.task import Space

if TYPE_CHECKING:
    from numpy.typing import NDArray


def within(space: Space, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values that the space can hold; those that it holds already are left alone.

    Logarithms of one plus counts are not negative, and shares lie between 0 and 1.
    """
    if space in {Space.LOG_OF_SUM, Space.MEAN_OF_LOG}:
        return np.maximum(values, 0.0)
    if space is Space.SHARE:
        return np.clip(values, 0.0, 1.0)
    return values


def mean_within(space: Space, mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return states as :func:`within` does; shares of a unit that had to be moved sum to one again.

    Examples
    --------
    >>> mean_within(Space.SHARE, np.array([[-0.25, 0.75, 0.5]])).tolist()
    [[0.0, 0.6, 0.4]]
    """
    inside = within(space, mean)
    if space is not Space.SHARE:
        return inside
    total = inside.sum(axis=1, keepdims=True)
    moved = (inside != mean).any(axis=1, keepdims=True) & (total > 0)
    return np.where(moved, inside / np.where(total > 0, total, 1.0), inside)
