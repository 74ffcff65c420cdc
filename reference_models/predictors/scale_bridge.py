"""Between scales: what a mixture is made of, from the profiles of its parts (lift).

Model: ``inputs = shares @ profiles``, because a projected state is the mean of its parts. Profiles
are the least squares over units of known shares, which may be single cells; shares of others are
the non-negative least squares, made to sum to one. Without inputs, shares are those of the nearest
units of the same section.

Source: Lawson and Hanson, Solving Least Squares Problems (1974), for non-negative least squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.fitting.cards import ANY_REGIME, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.learning.means import known_mean
from aivc.reference_models.predictors.learning.neighbours import Neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked, Model

    Array = NDArray[np.float64]

DOUBT = 0.1
"""Share of the usual error that is added to that of every input, so that none is trusted alone."""


@dataclass(frozen=True, eq=False)
class Mixtures:
    """Profiles of the states of cells, and shares where units lie.

    Attributes
    ----------
    features
        Names of the states of cells.
    shares
        Mean shares of training, shape (n_states,).
    profiles
        Inputs of a unit that is all of one state, shape (n_states, n_inputs); no columns where
        the task has no inputs.
    weights
        One over the error of each input, shape (n_inputs,).
    sections, places, placed
        Section of each unit of training that has a place, its coordinates, shape
        (n_placed, n_axes), and its shares, shape (n_placed, n_states).
    """

    features: tuple[str, ...]
    shares: Array
    profiles: Array
    weights: Array
    sections: tuple[str, ...]
    places: Array
    placed: Array

    def answer(self, asked: Asked) -> Answer:
        """Answer from inputs, else from neighbours, else with the mean of training."""
        n_units = len(asked.units)
        neighbours = Neighbours(self.sections, self.places, self.placed)
        mean = np.tile(self.shares, (n_units, 1))
        basis, abstains = ["mixture"] * n_units, [""] * n_units
        for row, unit in enumerate(asked.units):
            inputs = None if asked.inputs is None else asked.inputs[row]
            if self.profiles.shape[1] and inputs is not None and np.isfinite(inputs).any():
                mean[row] = self.shares_of(inputs)
                continue
            basis[row] = "neighbours"
            near = neighbours.near(unit)
            if near is None:
                abstains[row] = "no input of this unit is known, and none of its section"
            else:
                mean[row] = near
        return Answer(self.features, mean, np.ones(mean.shape), tuple(basis), tuple(abstains))

    def shares_of(self, inputs: Array) -> Array:
        """Lift the inputs of one unit, shape (n_inputs,), to shares, shape (n_states,)."""
        from scipy.optimize import nnls

        known = np.isfinite(inputs)
        parts, _ = nnls((self.profiles * self.weights).T[known], (inputs * self.weights)[known])
        total = float(parts.sum())
        return parts / total if total > 0 else self.shares

    def project(self, shares: Array) -> Array:
        """Return the inputs that units of given shares have, shape (n_units, n_inputs)."""
        inputs: Array = shares @ self.profiles
        return inputs


class ScaleBridge(ReferencePredictor):
    """Predict shares of the states of cells: of a spot, a sample, or a place."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {TaskKind.COMPOSITION: Mixtures}

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "scale_bridge",
                tasks=self.models,
                regimes=ANY_REGIME,
                readouts=("cell_state_composition", "spatial_neighbourhood"),
                abstains_when="no input of a unit is known, nor a unit of its section",
                intended_use="shares of states of cells in spots, samples and places of a section",
                out_of_scope="states of cells that training has not, and inputs that do not add up",
            )
        )

    def learn(self, view: TrainingView) -> Mixtures:
        """Solve for the profiles of pure units."""
        rows = [row for row in view.rows(Role.TRAINING) if np.isfinite(view.states[row]).all()]
        shares, units = view.states[rows], [view.units[row] for row in rows]
        profiles: Array = np.empty((len(view.features), 0))
        weights: Array = np.empty(0)
        given = np.empty((len(units), 0)) if view.inputs is None else view.inputs.of(units)
        known = np.isfinite(given).any(axis=1)
        if known.any():
            filled = np.where(np.isfinite(given), given, known_mean(given))[known]
            solved = np.linalg.lstsq(shares[known], filled, rcond=None)[0]
            profiles = np.asarray(solved, dtype=np.float64)
            if (filled >= 0).all():
                profiles = np.maximum(profiles, 0.0)
            error = ((filled - shares[known] @ profiles) ** 2).mean(axis=0)
            usual = float(error.mean()) or 1.0
            weights = 1 / np.sqrt(error + DOUBT * usual)
        placed = [place for place, unit in enumerate(units) if unit.place is not None]
        places = [unit.place[1] for unit in units if unit.place is not None]
        return Mixtures(
            view.features,
            known_mean(shares),
            profiles,
            weights,
            tuple(unit.place[0] for unit in units if unit.place is not None),
            np.array(places, dtype=np.float64).reshape(len(places), -1 if places else 0),
            shares[placed],
        )
