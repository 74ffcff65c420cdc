"""Continuous ranked probability score of quantiles, and skill against the climatology."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.view import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView

LEAST_CLIMATOLOGY = 2
"""Units of training below which there is no distribution to compare with."""


def crps_of_quantiles(
    levels: Sequence[float], quantiles: NDArray[np.float64], truth: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the score of each value, shape (n_units, n_features). Lower is better.

    It is twice the integral over levels of the quantile loss (Gneiting and Ranjan 2011,
    doi:10.1198/jbes.2010.08110); each level stands for the stretch that lies nearest to it.

    Parameters
    ----------
    levels
        Ascending, strictly between 0 and 1.
    quantiles
        Shape (n_levels, n_units, n_features).
    truth
        Shape (n_units, n_features).

    Examples
    --------
    >>> crps_of_quantiles([0.5], np.array([[[3.0]]]), np.array([[1.0]])).tolist()
    [[2.0]]
    """
    ends = [0.0, *((a + b) / 2 for a, b in pairwise(levels)), 1.0]
    total = np.zeros(truth.shape)
    for level, width, quantile in zip(levels, np.diff(ends), quantiles, strict=True):
        miss = truth - quantile
        total += 2 * width * np.maximum(level * miss, (level - 1) * miss)
    return total


def climatology(
    view: TrainingView, levels: Sequence[float], controls: NDArray[np.float64], *, relative: bool
) -> NDArray[np.float64] | None:
    """Return quantiles that know nothing of a unit but its control.

    Parameters
    ----------
    view
        Where the distribution comes from: its treated units of the role training.
    levels
        Levels of the quantiles.
    controls
        Controls of the units that are asked about, shape (n_units, n_features), in the order of
        the features of the view.
    relative
        Whether effects are spread around the control, or states are spread as they are.

    Returns
    -------
    quantiles
        Shape (n_levels, n_units, n_features); None where training has too few units.
    """
    rows = [
        row for row in view.rows(Role.TRAINING) if not (relative and view.units[row].is_control)
    ]
    states = view.states[rows]
    if relative:
        padded = np.vstack([view.states, np.full((1, view.states.shape[1]), np.nan)])
        states = states - padded[view.control_rows(rows)]
    known = states[np.isfinite(states).all(axis=1)]
    if len(known) < LEAST_CLIMATOLOGY:
        return None
    spread = np.quantile(known, list(levels), axis=0)
    if relative:
        return spread[:, None, :] + controls[None]
    return np.repeat(spread[:, None, :], len(controls), axis=1)
