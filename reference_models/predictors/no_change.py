"""Nothing changes: a unit has the state of its control. The first floor.

Model: ``state = control``. Where a unit's own control cannot be read it is the mean control of
training, and where a task has no controls the mean state; survival is the same for everyone.

Sources: the floor of Ahlmann-Eltze et al., Nat. Methods 22, 1657 (2025); Kaplan and Meier, J. Am.
Stat. Assoc. 53, 457 (1958).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.fitting.cards import ANY_READOUT, ANY_REGIME, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.survival.endpoints import Marginal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked, Model


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
    """Predict the control of a unit; where there are none, the mean state of training."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {
        TaskKind.RESPONSE: Identity,
        TaskKind.MODALITY: Identity,
        TaskKind.COMPOSITION: Identity,
        TaskKind.ENDPOINT: Marginal,
    }

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "no_change",
                tasks=self.models,
                regimes=ANY_REGIME,
                readouts=ANY_READOUT,
                intended_use="a floor that any predictor of responses has to beat",
                out_of_scope="any decision",
            )
        )

    def learn(self, view: TrainingView) -> Identity | Marginal:
        """Learn nothing but the names of the features."""
        if view.task.kind is TaskKind.ENDPOINT:
            return Marginal.of(view)
        return Identity(view.features)
