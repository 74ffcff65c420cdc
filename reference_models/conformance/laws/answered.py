"""Answers that laws about single answers look at: plain ones, hard ones, and unseen agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.evaluation.prediction import Prediction
    from aivc.reference_models.conformance.trial import Trial


def answers_of(trial: Trial) -> Iterator[tuple[tuple[str, ...], Prediction]]:
    """Give what was asked in words, row by row, and the answers."""
    plain = trial.setting.queries.units
    yield tuple(f"unit {unit.unit_id}" for unit in plain), trial.plain
    for asked, answer in trial.beyond:
        yield tuple(query.label for query in asked), answer
