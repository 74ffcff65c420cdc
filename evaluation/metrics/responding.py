"""Which features respond, as far as the truth can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Reference

SIGNIFICANCE = 0.05
"""False discovery rate at which a feature responds."""

LEAST_RESPONDING = 10
"""Responding features below which a direction or a relative error is mostly chance."""


def adjusted(p_values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust p-values by Benjamini and Hochberg, row by row.

    Parameters
    ----------
    p_values
        Shape (n_rows, n_features); NaN where nothing was tested, which counts for nothing.

    Returns
    -------
    q_values
        Same shape, NaN at the same places.

    Examples
    --------
    >>> adjusted(np.array([[0.01, 0.04, np.nan, 0.03]])).round(3).tolist()
    [[0.03, 0.04, nan, 0.04]]
    """
    order = np.argsort(p_values, axis=1, kind="stable")
    ranked = np.take_along_axis(p_values, order, axis=1)
    tested = np.isfinite(p_values).sum(axis=1, keepdims=True)
    ranks = np.arange(1, p_values.shape[1] + 1)
    raw = np.where(np.isnan(ranked), np.inf, ranked * tested / ranks)
    least_from_right = np.minimum.accumulate(raw[:, ::-1], axis=1)[:, ::-1]
    q_values = np.empty_like(ranked)
    np.put_along_axis(q_values, order, np.minimum(least_from_right, 1.0), axis=1)
    return np.where(np.isnan(p_values), np.nan, q_values)


def responding(reference: Reference) -> NDArray[np.bool_]:
    """Return which judged features respond, shape (n_rows, n_features).

    These differ from control at a false discovery rate of 5 % over all tested features of the row,
    and are no target of its own intervention.
    """
    if reference.p_values is None:
        return np.zeros(reference.values.shape, dtype=bool)
    significant = adjusted(reference.p_values) < SIGNIFICANCE
    moved = np.where(reference.judged, reference.effects, 0.0) != 0
    return np.asarray(significant & moved, dtype=np.bool_)


def enough_responding(reference: Reference) -> NDArray[np.float64]:
    """Return 1 for rows of which enough features respond, NaN for others, shape (n_rows,)."""
    return np.where(reference.responding.sum(axis=1) >= LEAST_RESPONDING, 1.0, np.nan)
