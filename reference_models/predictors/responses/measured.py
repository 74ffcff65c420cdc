"""What treatments did: treated units of training against their controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.view import Role
from aivc.reference_models.predictors.asking.controls import Controls
from aivc.reference_models.predictors.learning.means import known_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView


@dataclass(frozen=True, eq=False)
class Responses:
    """Treated units of training.

    Attributes
    ----------
    rows
        Their rows in the view.
    units
        The units.
    deltas
        State minus control, shape (n_units, n_features); 0 where either is not known, which is
        what :attr:`weights` leaves out.
    noise
        Sampling variance of the deltas, same shape; zeros where it is not known.
    """

    rows: tuple[int, ...]
    units: tuple[Unit, ...]
    deltas: NDArray[np.float64]
    noise: NDArray[np.float64]

    @property
    def mean(self) -> NDArray[np.float64]:
        """Mean response of all treated units, shape (n_features,)."""
        return known_mean(self.deltas)

    @property
    def systematic(self) -> NDArray[np.float64]:
        """Mean response to a single agent, shape (n_features,); to any treatment without these."""
        single = [len(unit.intervention.agents) == 1 for unit in self.units]
        return known_mean(self.deltas[single]) if any(single) else self.mean

    @property
    def size(self) -> NDArray[np.float64]:
        """Root mean square response, shape (n_features,): what is usual for a feature."""
        size: NDArray[np.float64] = np.sqrt(known_mean(self.deltas**2))
        return size


def responses_of(view: TrainingView) -> Responses:
    """Collect the treated units of training, in the order of the view."""
    rows = tuple(row for row in view.rows(Role.TRAINING) if not view.units[row].is_control)
    units = tuple(view.units[row] for row in rows)
    chosen = list(rows)
    deltas = view.states[chosen] - Controls.of(view).before(units)
    return Responses(
        rows, units, np.where(np.isfinite(deltas), deltas, 0.0), _noise(view, chosen, units)
    )


def _noise(view: TrainingView, rows: list[int], units: tuple[Unit, ...]) -> NDArray[np.float64]:
    if view.noise is None:
        return np.zeros((len(rows), len(view.features)))
    place = {unit.unit_id: row for row, unit in enumerate(view.units)}
    padded = np.vstack([view.noise, np.zeros(len(view.features))])
    noise = view.noise[rows] + padded[[place.get(unit.control, -1) for unit in units]]
    return np.where(np.isfinite(noise), noise, 0.0)


def spread_of(deltas: NDArray[np.float64], size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far off predicted responses may be, relative to each other.

    Errors grow with the response. Intervals that are as wide for a gene that moves as for one that
    rests hold on average and fail where something happens.

    Parameters
    ----------
    deltas
        Predicted responses, shape (n_units, n_features).
    size
        What is usual for each feature, shape (n_features,).
    """
    spread: NDArray[np.float64] = np.hypot(deltas, size)
    return np.where(spread > 0, spread, 1.0)
