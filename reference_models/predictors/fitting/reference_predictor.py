"""What the reference predictors share: being fitted, asked, saved and restored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from aivc.evaluation.errors import PredictionError, TaskError
from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.asking.canonical import canonical
from aivc.reference_models.predictors.asking.controls import Controls
from aivc.reference_models.predictors.fitting.fitted import Fitted, Setting
from aivc.reference_models.predictors.intervals.clusters import clusters_of
from aivc.reference_models.predictors.intervals.cross_fitting import calibrate, for_learning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.reference_models.predictors.asking.model import Model
    from aivc.reference_models.predictors.fitting.saved import Saved
    from aivc.reference_models.predictors.intervals.clusters import Keys


class ReferencePredictor(ABC):
    """A predictor of which only the model is its own.

    Subclasses give the card, the classes of the model, how it is learnt, and how units are held out
    together when intervals are calibrated.

    Parameters
    ----------
    card
        The ``PredictorCard``.
    """

    models: ClassVar[Mapping[TaskKind, type[Model]]]
    """Class of the model for each kind of task that is answered."""

    def __init__(self, card: Mapping[str, Any]) -> None:
        self._card = card
        self._fitted: Fitted | None = None

    @property
    def card(self) -> Mapping[str, Any]:
        """Card of the predictor; of what was fitted, where it could not have intervals."""
        if self._fitted is None or self._fitted.has_intervals:
            return self._card
        return {**self._card, "uncertainty": "none"}

    @abstractmethod
    def learn(self, view: TrainingView) -> Model:
        """Learn from the rows of training of a view."""

    def holdouts(self, view: TrainingView, rows: Sequence[int]) -> tuple[Keys, ...]:
        """Return ways of holding rows out together; by default the clusters of the task."""
        return (clusters_of(view, rows),)

    def fit(self, view: TrainingView, *, seed: int) -> Self:  # noqa: ARG002 - nothing is drawn
        """Learn from a view; an earlier fit is forgotten.

        Raises
        ------
        TaskError
            If the predictor has no answer to what the task asks for, or nothing to learn from.
        """
        view = replace(view, units=canonical(view.units))
        learning = for_learning(view)
        self._refuse(learning)
        intervals = None
        if self._card["uncertainty"] == "conformal" and view.task.kind is not TaskKind.ENDPOINT:
            intervals = calibrate(view, self.learn, self.holdouts)
        inputs = () if view.inputs is None else view.inputs.features
        setting = Setting(view.task.kind, view.task.space, inputs)
        self._fitted = Fitted(setting, Controls.of(learning), self.learn(learning), intervals)
        return self

    def predict(self, queries: Queries) -> Prediction:
        """Answer every query, in the order of the queries.

        Raises
        ------
        PredictionError
            If nothing was fitted, or a feature is asked for that the view has not.
        """
        return self._learnt.predict(queries)

    def state(self) -> Saved:
        """Return what was learnt as arrays and plain JSON.

        Raises
        ------
        PredictionError
            If nothing was fitted.
        """
        return self._learnt.saved()

    def restore(self, saved: Saved) -> Self:
        """Take over what :meth:`state` gave; an earlier fit is forgotten."""
        self._fitted = Fitted.restored(saved, self.models)
        return self

    @property
    def model(self) -> Model:
        """The model that was learnt.

        Raises
        ------
        PredictionError
            If nothing was fitted.
        """
        return self._learnt.model

    @property
    def _learnt(self) -> Fitted:
        if self._fitted is None:
            msg = f"{self.card['name']} was asked before it was fitted; call fit or restore first"
            raise PredictionError(msg)
        return self._fitted

    def _refuse(self, view: TrainingView) -> None:
        if view.task.kind not in self.models:
            kinds = [kind.value for kind in self.models]
            msg = (
                f"task {view.task.task_id}: {self.card['name']} answers {' and '.join(kinds)}, and "
                f"this task is of kind {view.task.kind}; choose another predictor"
            )
            raise TaskError(msg)
        if not view.rows(Role.TRAINING):
            msg = f"task {view.task.task_id}: the view has no unit of training to learn from"
            raise TaskError(msg)
