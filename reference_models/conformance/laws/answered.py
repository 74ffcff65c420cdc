"""Answers that laws about single answers look at: plain ones, hard ones, and unseen agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.errors import NoAnswerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.evaluation.prediction import Prediction
    from aivc.reference_models.conformance.trial import Trial


def answers_of(trial: Trial) -> Iterator[tuple[tuple[str, ...], Prediction]]:
    """Give what was asked in words, row by row, and the answers.

    That it has none to what is hard is told by laws of their own.
    """
    plain = trial.setting.queries.units
    yield tuple(f"unit {unit.unit_id}" for unit in plain), trial.plain
    for queries in (trial.setting.hard, trial.setting.unseen):
        if not queries:
            continue
        try:
            answer = trial.ask(queries=trial.setting.asking(query.unit for query in queries))
        except NoAnswerError:
            continue
        yield tuple(query.label for query in queries), answer
