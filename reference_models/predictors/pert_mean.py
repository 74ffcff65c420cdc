"""Every treatment does the same: the mean response of training. The second floor.

Model: ``state = control + mean(treated - control)``, the mean over all treated units of training.
Where a task has no controls it is the mean state; survival is the same for everyone.

Source: the floor "mean" of Ahlmann-Eltze et al., Nat. Methods 22, 1657 (2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.reference_models.predictors.asking.controls import has_controls
from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.fitting.cards import ANY_READOUT, ANY_REGIME, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.responses.measured import responses_of
from aivc.reference_models.predictors.survival.endpoints import Marginal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked, Model


@dataclass(frozen=True, eq=False)
class MeanResponse:
    """One response for all treatments, shape (n_features,)."""

    features: tuple[str, ...]
    response: NDArray[np.float64]

    def answer(self, asked: Asked) -> Answer:
        """Answer with the mean response, and with the control alone where nothing acts."""
        acts = np.array([[not unit.is_control] for unit in asked.units]).reshape(-1, 1)
        mean = np.where(acts, asked.base + self.response, asked.base)
        n_units = len(asked.units)
        basis = ("mean response",) * n_units
        return Answer(self.features, mean, np.ones(mean.shape), basis, ("",) * n_units)


class PertMean(ReferencePredictor):
    """Predict the control plus the mean response of training; the mean state without controls."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {
        TaskKind.RESPONSE: MeanResponse,
        TaskKind.MODALITY: MeanResponse,
        TaskKind.COMPOSITION: MeanResponse,
        TaskKind.ENDPOINT: Marginal,
    }

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "pert_mean",
                tasks=self.models,
                regimes=ANY_REGIME,
                readouts=ANY_READOUT,
                intended_use="a floor that tells the response to an agent from that to any",
                out_of_scope="any decision between agents",
            )
        )

    def learn(self, view: TrainingView) -> MeanResponse | Marginal:
        """Average the responses of training."""
        if view.task.kind is TaskKind.ENDPOINT:
            return Marginal.of(view)
        if not has_controls(view):
            return MeanResponse(view.features, np.zeros(len(view.features)))
        return MeanResponse(view.features, responses_of(view).mean)
