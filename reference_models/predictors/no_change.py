"""Nothing changes: the state of the control. The first floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.reference_models.predictors.asking import Answer
from aivc.reference_models.predictors.base import ReferencePredictor
from aivc.reference_models.predictors.cards import WITH_INTERVENTIONS, card_of

if TYPE_CHECKING:
    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking import Asked, Model


@dataclass(frozen=True, eq=False)
class Identity:
    """The intervention that does nothing."""

    features: tuple[str, ...]

    def answer(self, asked: Asked) -> Answer:
        """Answer with the control."""
        n_units = len(asked.units)
        same = ("no change",) * n_units
        return Answer(self.features, asked.base, np.ones(asked.base.shape), same, ("",) * n_units)


class NoChange(ReferencePredictor):
    """Predict the control of a unit; without interventions, the mean of training."""

    model_class: ClassVar[type[Model]] = Identity

    def __init__(self) -> None:
        super().__init__()
        self.card = card_of(
            "no_change",
            tasks=("response", "modality", "composition"),
            regimes=WITH_INTERVENTIONS,
            readouts=("expression", "pathway_activity", "cell_state_composition"),
            intended_use="a floor that any predictor of responses has to beat",
            out_of_scope="any decision",
        )

    def learn(self, view: TrainingView) -> Identity:
        """Learn nothing but the names of the features."""
        return Identity(view.features)
