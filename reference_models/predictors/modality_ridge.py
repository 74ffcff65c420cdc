"""Read one modality from another: ridge regression on the leading directions of the inputs.

Model: ``state = intercept + scaled inputs @ weights``; the penalty of each feature is the one that
predicts left-out units best. An input that is not known counts as its mean.

Sources: Hoerl and Kennard, Technometrics 12, 55 (1970); leaving out in closed form, Allen,
Technometrics 16, 125 (1974).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.fitting.cards import ANY_REGIME, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.learning.means import known_mean
from aivc.reference_models.predictors.learning.ridge import ridge
from aivc.reference_models.predictors.learning.scaling import Scaling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked, Model

MOST_DIRECTIONS = 40
"""Directions of the inputs that are kept; the penalty shrinks those that tell nothing."""


@dataclass(frozen=True, eq=False)
class Translation:
    """From scaled inputs to states: shapes (n_inputs,), (n_inputs, n_features), (n_features,)."""

    features: tuple[str, ...]
    center: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: NDArray[np.float64]

    def answer(self, asked: Asked) -> Answer:
        """Answer with the regression, and with the mean of training where nothing is known."""
        n_units = len(asked.units)
        given = asked.inputs
        if given is None:
            given = np.full((n_units, len(self.center)), np.nan)
        mean = Scaling(self.center, self.scale).apply(given) @ self.weights + self.intercept
        abstains = tuple(
            "" if np.isfinite(row).any() else "none of the inputs is known of this unit"
            for row in given
        )
        return Answer(self.features, mean, np.ones(mean.shape), ("inputs",) * n_units, abstains)


class ModalityRidge(ReferencePredictor):
    """Predict a modality from the inputs of the same unit."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {TaskKind.MODALITY: Translation}

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "modality_ridge",
                tasks=self.models,
                regimes=ANY_REGIME,
                readouts=("expression", "protein_abundance", "morphology_profile"),
                abstains_when="no input of a unit is known",
                intended_use="a measurement read from another: RNA to protein, image to expression",
                out_of_scope="inputs of another assay than that of training",
            )
        )

    def learn(self, view: TrainingView) -> Translation:
        """Regress the states of training on their inputs."""
        if view.inputs is None:
            msg = f"task {view.task.task_id}: there are no inputs to predict from"
            raise TaskError(msg)
        rows = list(view.rows(Role.TRAINING))
        given = view.inputs.of([view.units[row] for row in rows])
        known = np.isfinite(given).any(axis=1)
        if not known.any():
            msg = f"task {view.task.task_id}: no unit of training has inputs to learn from"
            raise TaskError(msg)
        states = view.states[rows][known]
        scaling = Scaling.of(given[known])
        filled = np.where(np.isfinite(states), states, known_mean(states))
        line = ridge(scaling.apply(given[known]), filled, MOST_DIRECTIONS)
        return Translation(
            view.features, scaling.center, scaling.scale, line.weights, line.intercept
        )
