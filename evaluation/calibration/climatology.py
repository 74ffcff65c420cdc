"""What can be said of a unit of which nothing is known but its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.view import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView

LEAST_CLIMATOLOGY = 2
"""Units of training below which there is no distribution to compare with."""


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
