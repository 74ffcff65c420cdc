"""Every treatment does the same: the mean response of training. The second floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.reference_models.predictors.asking import Answer
from aivc.reference_models.predictors.base import ReferencePredictor
from aivc.reference_models.predictors.cards import WITH_INTERVENTIONS, card_of
from aivc.reference_models.predictors.responses import responses_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking import Asked, Model


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
    """Predict the control plus the mean response of the treated units of training."""

    model_class: ClassVar[type[Model]] = MeanResponse

    def __init__(self) -> None:
        super().__init__()
        self.card = card_of(
            "pert_mean",
            tasks=("response", "modality", "composition"),
            regimes=WITH_INTERVENTIONS,
            readouts=("expression", "pathway_activity", "cell_state_composition"),
            intended_use="a floor that tells the response to an agent from that to any treatment",
            out_of_scope="any decision between agents",
        )

    def learn(self, view: TrainingView) -> MeanResponse:
        """Average the responses of training."""
        return MeanResponse(view.features, responses_of(view).mean)
