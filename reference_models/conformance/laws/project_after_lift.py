"""What was lifted to shares gives back, when it is projected, what was lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Status
from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role
from aivc.reference_models.conformance.law import Law, broken, kept, not_applicable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.view import Inputs, TrainingView
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

NEAR = 0.02
"""Largest error, relative to the range of what was measured."""


def check(trial: Trial) -> Outcome:
    """Mix the mean cells of the states by the answered shares, and compare with the spots."""
    view, inputs = trial.setting.view, trial.setting.queries.inputs
    if inputs is None:
        return not_applicable("nothing may be read of the units, so that nothing is lifted")
    answer = trial.plain
    rows = [row for row, each in enumerate(answer.status) if each is Status.PREDICTED]
    if not rows:
        return not_applicable("it predicts no unit")
    if not (np.ptp(answer.mean[rows], axis=0) > trial.tolerance).any():
        return not_applicable(
            "its shares do not follow what was measured, so that it lifts nothing"
        )
    units = [trial.setting.queries.units[row] for row in rows]
    measured = inputs.of(units)
    given_back = answer.mean[rows] @ _signatures(view, inputs)
    relative = np.abs(given_back - measured) / np.ptp(measured)
    if relative.max() > NEAR:
        at, column = np.unravel_index(int(np.argmax(relative)), relative.shape)
        shares = zip(answer.features, answer.mean[rows[int(at)]], strict=True)
        said = ", ".join(f"{share:.3g} {state}" for state, share in shares)
        return broken(
            f"unit {answer.unit_ids[rows[int(at)]]}: {said} give {given_back[at, column]:.4g} of "
            f"{inputs.features[column]}, and {measured[at, column]:.4g} was measured",
            len(rows),
        )
    return kept(len(rows))


def _signatures(view: TrainingView, inputs: Inputs) -> NDArray[np.float64]:
    """Return the mean input of the cells of each state, shape (n_states, n_inputs)."""
    rows = list(view.rows(Role.TRAINING))
    values, shares = inputs.of([view.units[row] for row in rows]), view.states[rows]
    signatures: NDArray[np.float64] = (shares.T @ values) / shares.sum(axis=0)[:, None]
    return signatures


LAW = Law(
    name="project-after-lift",
    sentence=(
        "The shares of a spot that is an exact mixture of cells, mixed again, give the spot back."
    ),
    why="A lift adds an assumption; it must not contradict what was measured at the coarser scale.",
    fix=(
        "Choose shares that reproduce the mixture, such as non-negative least squares on the mean "
        "cells of the states, before anything is smoothed or shrunk."
    ),
    check=check,
    kinds=(TaskKind.COMPOSITION,),
)
