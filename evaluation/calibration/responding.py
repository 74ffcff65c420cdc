"""The features of each unit in which something happens: where intervals are put to the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.responding import SIGNIFICANCE, adjusted

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 50
"""Features of a unit that count as responding at most."""
LARGEST_SHARE = 0.25
"""Share of all features that they make at most, where there are few."""


def responding_set(
    effects: NDArray[np.float64], p_values: NDArray[np.float64] | None
) -> NDArray[np.bool_]:
    """Return the strongest features of each unit, shape (n_units, n_features).

    Of 2,000 features most do nothing, and an interval around no change holds them whatever else it
    is worth. The fifty of largest effect are taken, a quarter of all where there are fewer than two
    hundred; where features were tested, of these only those that differ from control at a false
    discovery rate of 5 %.

    Parameters
    ----------
    effects
        Measured difference to control, or to the mean of training, shape (n_units, n_features).
    p_values
        Of that difference, same shape; None where nothing was tested. A unit without any p-value
        counts as not tested.
    """
    n_features = effects.shape[1]
    most = min(MOST, int(np.ceil(LARGEST_SHARE * n_features)))
    size = np.nan_to_num(np.abs(effects), nan=0.0)
    if p_values is not None and n_features:
        is_tested = np.isfinite(p_values).any(axis=1, keepdims=True)
        with np.errstate(invalid="ignore"):
            significant = adjusted(p_values) < SIGNIFICANCE
        size = np.where(significant | ~is_tested, size, 0.0)
    if most == 0:
        return np.zeros(effects.shape, dtype=bool)
    least = np.partition(size, n_features - most, axis=1)[:, n_features - most, None]
    return (size >= least) & (size > 0)


def largest_of(size: NDArray[np.float64], n_chosen: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return the largest values of each row, as many as are asked for; zeros are never chosen.

    Parameters
    ----------
    size
        Shape (n_rows, n_features), not negative.
    n_chosen
        How many of each row, shape (n_rows,).

    Examples
    --------
    >>> largest_of(np.array([[3.0, 1.0, 2.0], [0.0, 5.0, 0.0]]), np.array([2, 2])).tolist()
    [[True, False, True], [False, True, False]]
    """
    order = np.argsort(-size, axis=1, kind="stable")
    taken = np.zeros(size.shape, dtype=bool)
    first = np.arange(size.shape[1]) < n_chosen[:, None]
    np.put_along_axis(taken, order, first, axis=1)
    return taken & (size > 0)
