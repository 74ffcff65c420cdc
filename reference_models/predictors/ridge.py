"""Ridge regression whose penalty is chosen by leaving each row out once, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.predictors.scaling import thin_svd

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PENALTIES = np.logspace(-6, 2, 17)
"""Relative to the square of the first singular value."""


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
    The error of a row that is left out is its residual over one minus its leverage; errors are
    summed over outputs relative to their variance.
    """
    center, intercept = inputs.mean(axis=0), outputs.mean(axis=0)
    left, singular, right = thin_svd(inputs - center, most_directions)
    if not singular.any():
        return Line(np.zeros((inputs.shape[1], outputs.shape[1])), intercept)
    centred = outputs - intercept
    projected = left.T @ centred
    variance = centred.var(axis=0)
    weight = 1 / np.where(variance > 0, variance, np.inf)

    def left_out(penalty: float) -> float:
        kept = singular**2 / (singular**2 + penalty)
        leverage = (left**2 * kept).sum(axis=1) + 1 / len(inputs)
        residual = centred - left @ (kept[:, None] * projected)
        errors = residual / np.maximum(1 - leverage, 1e-6)[:, None]
        return float((errors**2 * weight).sum())

    penalty = min((_PENALTIES * singular[0] ** 2).tolist(), key=left_out)
    weights = right @ ((singular / (singular**2 + penalty))[:, None] * projected)
    return Line(weights, intercept - center @ weights)
