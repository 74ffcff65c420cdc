"""What a row without an answer scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Reference

OPPOSITE = 2.0
"""Distance between an effect and its opposite, in lengths of the effect."""


def always(value: float) -> Callable[[Reference], NDArray[np.float64]]:
    """Return what gives every row the same value, where scores have a worst one.

    Examples
    --------
    >>> from aivc.evaluation.metrics.small_case import measured
    >>> always(-1.0)(measured([[0.3], [2.0]])).tolist()
    [-1.0, -1.0]
    """

    def worst(reference: Reference) -> NDArray[np.float64]:
        return np.full(len(reference.ids), value)

    return worst


def opposite(length: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the error of predicting the opposite of what happened, where errors have no bound.

    A row in which nearly nothing happened would cost nothing to leave out, so that no row costs
    less than the average one.

    Parameters
    ----------
    length
        Length of the effect of each row, in the measure of the error, shape (n_rows,); NaN for
        rows that are not scored.

    Returns
    -------
    error
        Same shape, finite.
    """
    known = length[np.isfinite(length)]
    average = float(known.mean()) if known.size else 0.0
    return OPPOSITE * np.fmax(np.nan_to_num(length), average if average > 0 else 1.0)
