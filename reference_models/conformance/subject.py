"""A predictor that is being checked, whether it is an object or a command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from aivc.reference_models.conformance.errors import NoAnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.predictor import Predictor
    from aivc.evaluation.view import Inputs, Queries, TrainingView


class Subject(Protocol):
    """Something that learns from a view and answers queries, afresh every time."""

    @property
    def name(self) -> str:
        """Name that reports print."""
        ...

    @property
    def card(self) -> Mapping[str, Any]:
        """Card of the predictor; empty where none is known."""
        ...

    def answer(self, view: TrainingView, queries: Queries, *, seed: int) -> Prediction:
        """Learn from a view and answer queries.

        Raises
        ------
        NoAnswerError
            It could not.
        """
        ...


@dataclass(frozen=True)
class InProcess:
    """A predictor as an object of this process.

    Attributes
    ----------
    make
        Gives a predictor that has learnt nothing yet.
    name
        Name that reports print.
    place
        ``NAME`` or ``module:attribute`` by which another process can load it; empty where it
        cannot.
    """

    make: Callable[[], Predictor]
    name: str
    place: str = ""

    @property
    def card(self) -> Mapping[str, Any]:
        """Card of the predictor."""
        return self.make().card

    def answer(self, view: TrainingView, queries: Queries, *, seed: int) -> Prediction:
        """Learn from a copy of the view with a new predictor, and answer."""
        fitted = fit_predictor(self.make(), copied_view(view), seed=seed)
        return ask_predictor(fitted, copied_queries(queries))


def fit_predictor(predictor: Predictor, view: TrainingView, *, seed: int) -> Predictor:
    """Fit a predictor.

    Raises
    ------
    NoAnswerError
        It raised, or does not return itself.
    """
    try:
        fitted = predictor.fit(view, seed=seed)
    except Exception as error:
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
    except Exception as error:
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
