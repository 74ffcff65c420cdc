"""Keep predicted states in the space of the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.task import Space

if TYPE_CHECKING:
    from numpy.typing import NDArray


def within(space: Space, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values that the space can hold; those that it holds already are left alone.

    Shares lie between 0 and 1. Logarithms are left alone, so that a floor is what anyone else
    makes of its definition.
    """
    return np.clip(values, 0.0, 1.0) if space is Space.SHARE else values


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
