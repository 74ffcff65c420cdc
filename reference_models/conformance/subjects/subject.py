"""The contract of something that is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.reference_models.conformance.setting import Setting
    from aivc.reference_models.conformance.subjects.watched import Watched


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

    def answer_elsewhere(self, setting: Setting, *, hash_seed: int) -> Prediction:
        """Answer the queries of a setting in a process in which text is hashed in another way.

        Raises
        ------
        CannotLookError
            There is no such process.
        NoAnswerError
            It could not.
        """
        ...

    def answer_beside(self, truth: TrainingView, view: TrainingView, queries: Queries) -> Watched:
        """Answer where files with an invented truth lie beside the view, under watch.

        Raises
        ------
        NoAnswerError
            It could not.
        """
        ...
