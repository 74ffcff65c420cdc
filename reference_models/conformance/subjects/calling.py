"""Call a predictor of this process; whatever it raises is an answer that is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.reference_models.conformance.errors import NoAnswerError

if TYPE_CHECKING:
    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.predictor import Predictor
    from aivc.evaluation.view import Inputs, Queries, TrainingView


def fit_predictor(predictor: Predictor, view: TrainingView, *, seed: int) -> Predictor:
    """Fit a predictor.

    Raises
    ------
    NoAnswerError
        It raised, or does not return itself.
    """
    try:
        fitted = predictor.fit(view, seed=seed)
    except (Exception, SystemExit) as error:
        msg = f"fit() raised {type(error).__name__}: {error}"
        raise NoAnswerError(msg) from error
    if fitted is not predictor:
        msg = f"fit() returned {type(fitted).__name__}; it should return the predictor itself"
        raise NoAnswerError(msg)
    return fitted


def ask_predictor(predictor: Predictor, queries: Queries) -> Prediction:
    """Ask a predictor that was fitted.

    Raises
    ------
    NoAnswerError
        It raised.
    """
    try:
        return predictor.predict(queries)
    except (Exception, SystemExit) as error:
        msg = f"predict() raised {type(error).__name__}: {error}"
        raise NoAnswerError(msg) from error


def copied_view(view: TrainingView) -> TrainingView:
    """Copy the arrays of a view, so that a predictor that writes to them harms nobody else."""
    return replace(
        view,
        states=view.states.copy(),
        noise=None if view.noise is None else view.noise.copy(),
        inputs=_copied_inputs(view.inputs),
    )


def copied_queries(queries: Queries) -> Queries:
    """Copy the arrays of queries."""
    return replace(queries, inputs=_copied_inputs(queries.inputs))


def _copied_inputs(inputs: Inputs | None) -> Inputs | None:
    return None if inputs is None else replace(inputs, values=inputs.values.copy())
