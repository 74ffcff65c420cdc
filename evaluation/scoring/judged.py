"""One readout, measured and predicted, with what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.from_truth import reference_of
from aivc.evaluation.metrics.sides import Answer
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.scoring.floors import WITH_CONTROLS, with_floor
from aivc.evaluation.scoring.grid import hardest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.grid_row import Stratum
    from aivc.evaluation.metrics.sides import Reference
    from aivc.evaluation.readouts.readout import Readout, ReadoutValues
    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.scoring.floors import Floor
    from aivc.evaluation.task import Task
    from aivc.evaluation.truth import Half, Truth

NO_INTERACTION = "no_interaction"
OF_STATES = frozenset({ReadoutKind.EXPRESSION, ReadoutKind.COMPOSITION})
"""Readouts whose columns are those of the states, so that the mean of training is one of them."""


@dataclass(frozen=True, eq=False)
class Judged:
    """A readout of everything but a prediction: it serves all predictions of a task.

    Attributes
    ----------
    readout
        What is computed.
    reference
        Of the truth.
    floors
        By name.
    halves
        One half of the data as the truth, and the other as its prediction.
    clusters, strata
        Of each row of the reference.
    """

    readout: Readout
    reference: Reference
    floors: dict[str, Answer]
    halves: tuple[tuple[Reference, Answer], ...]
    clusters: tuple[str, ...]
    strata: tuple[Stratum, ...]


def judged(
    readout: Readout, truth: Truth, features: Sequence[str], floors: Sequence[Floor], task: Task
) -> Judged:
    """Compute a readout of the truth, of its halves and of the floors.

    Parameters
    ----------
    readout
        What is computed.
    truth
        What was measured.
    features
        Features that are predicted, which are those of the states of floors.
    floors
        Trivial predictors.
    task
        Says whether states are judged relative to controls.
    """
    measured = readout.values(truth.states, truth.controls, truth.units, truth.features)
    neutral = _neutral(readout, truth, task)
    return Judged(
        readout,
        reference_of(truth, readout.kind, measured, neutral=neutral),
        _floors(readout, truth, features, floors),
        tuple(_halved(readout, truth, half, neutral) for half in truth.halves),
        measured.clusters(truth.clusters),
        tuple(hardest(truth.strata[unit] for unit in row) for row in measured.members),
    )


def answer_of(readout: Readout, truth: Truth, answers: Answers, floors: Sequence[Floor]) -> Answer:
    """Compute a readout of a prediction; units that were abstained from hold a floor.

    Quantiles are those of the features, so that only the readout of features has any.
    """
    states = with_floor(answers.states, answers.having(Fate.ABSTAINED), floors)
    answer = _answer(readout, truth, answers.features, states)
    if answers.quantiles is None or readout.kind is not ReadoutKind.EXPRESSION:
        return answer
    quantiles = np.stack(
        [_answer(readout, truth, answers.features, each).values for each in answers.quantiles]
    )
    return replace(answer, levels=answers.levels, quantiles=quantiles)


def _floors(
    readout: Readout, truth: Truth, features: Sequence[str], floors: Sequence[Floor]
) -> dict[str, Answer]:
    answers = {floor.name: _answer(readout, truth, features, floor.states) for floor in floors}
    if readout.kind is ReadoutKind.INTERACTION and answers:
        # That agents do nothing to each other is trivial to say, and no state says it.
        any_ = next(iter(answers.values()))
        zeros = np.zeros_like(any_.values)
        answers[NO_INTERACTION] = Answer(any_.ids, any_.features, zeros)
    return answers


def _answer(
    readout: Readout, truth: Truth, features: Sequence[str], states: NDArray[np.float64]
) -> Answer:
    made = readout.values(states, truth.controls, truth.units, features)
    return Answer(made.ids, made.features, made.values)


def _neutral(readout: Readout, truth: Truth, task: Task) -> NDArray[np.float64] | None:
    """Return what is predicted of a unit that nothing is known of; None for zeros."""
    if task.kind in WITH_CONTROLS or readout.kind not in OF_STATES:
        return None
    places = {name: column for column, name in enumerate(truth.features)}
    return truth.training_mean[[places[name] for name in readout.features]]


def _halved(
    readout: Readout, truth: Truth, half: Half, neutral: NDArray[np.float64] | None
) -> tuple[Reference, Answer]:
    """Take one half as the truth, the other as its prediction, each against its own controls."""
    # A half has half of the rows, and so twice the sampling variance; both halves have it, and
    # each has controls of its own.
    noise = None
    if truth.noise is not None:
        of_control = 0.0 if truth.control_noise is None else np.nan_to_num(truth.control_noise)
        noise = 2 * (truth.noise + of_control)
    known = np.isfinite(half.first)
    p_values = None if truth.p_values is None else np.where(known, truth.p_values, np.nan)
    first = replace(
        truth,
        states=half.first,
        controls=half.first_control,
        noise=noise,
        control_noise=None if noise is None else np.zeros_like(noise),
        p_values=p_values,
    )
    measured = _values(readout, truth, half.first, half.first_control)
    other = _values(readout, truth, half.second, half.second_control)
    reference = reference_of(first, readout.kind, measured, neutral=neutral)
    return reference, Answer(other.ids, other.features, other.values, noise=reference.noise)


def _values(
    readout: Readout, truth: Truth, states: NDArray[np.float64], controls: NDArray[np.float64]
) -> ReadoutValues:
    return readout.values(states, controls, truth.units, truth.features)
