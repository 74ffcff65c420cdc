"""Ridge regression whose penalties are chosen by leaving each row out once, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.predictors.learning.scaling import thin_svd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_PENALTIES = np.logspace(-6, 2, 17)
"""Relative to the square of the first singular value."""

_LEAST_FREE = 1e-6
"""Share of a row that is left free at the least, so that nothing is divided by zero."""


@dataclass(frozen=True, eq=False)
class Line:
    """``values @ weights + intercept``: shapes (n_inputs, n_outputs) and (n_outputs,)."""

    weights: NDArray[np.float64]
    intercept: NDArray[np.float64]


def ridge(inputs: NDArray[np.float64], outputs: NDArray[np.float64], most_directions: int) -> Line:
    """Fit a ridge regression on the leading directions of centred inputs.

    Parameters
    ----------
    inputs
        Shape (n_rows, n_inputs), finite.
    outputs
        Shape (n_rows, n_outputs), finite.
    most_directions
        Number of singular directions that are kept.

    Notes
    -----
    Each output has its own penalty, so that what cannot be told from the inputs does not shrink
    what can. The error of a row that is left out is its residual over one minus its leverage.
    """
    center, intercept = inputs.mean(axis=0), outputs.mean(axis=0)
    left, singular, right = thin_svd(inputs - center, most_directions)
    if not singular.any():
        return Line(np.zeros((inputs.shape[1], outputs.shape[1])), intercept)
    centred = outputs - intercept
    projected = left.T @ centred
    penalties = _PENALTIES * singular[0] ** 2
    kept = singular**2 / (singular**2 + penalties[:, None])
    errors = [_left_out(left, share, centred, projected) for share in kept]
    best = np.argmin(errors, axis=0)
    shrunk = (kept[best] / np.where(singular > 0, singular, np.inf)).T
    weights = right @ (shrunk * projected)
    return Line(weights, intercept - center @ weights)


def _left_out(left: Array, kept: Array, centred: Array, projected: Array) -> Array:
    """Return the sum of squared errors of rows that are left out, shape (n_outputs,)."""
    leverage = (left**2 * kept).sum(axis=1) + 1 / len(left)
    residual = centred - left @ (kept[:, None] * projected)
    errors: Array = ((residual / np.maximum(1 - leverage, _LEAST_FREE)[:, None]) ** 2).sum(axis=0)
    return errors
