"""The contract of a predictor in process; :mod:`aivc.evaluation.files` has that of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.view import Queries, TrainingView


class Predictor(Protocol):
    """Anything that learns from a training view and answers queries.

    ``card`` is an instance of ``PredictorCard`` of the standard, as plain data.
    """

    card: Mapping[str, Any]

    def fit(self, view: TrainingView, *, seed: int) -> Self:
        """Learn; return the predictor itself."""
        ...

    def predict(self, queries: Queries) -> Prediction:
        """Answer every query, in the order of the queries."""
        ...
