"""A unit to which nothing was done has the state of its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Status
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.changes.replacing import nothing_done, replaced, rows_of
from aivc.reference_models.conformance.law import Law, broken, kept, not_applicable

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

NOISES = 4.0
"""Standard deviations of the measurement within which a smoothed control counts as the control."""


def check(trial: Trial) -> Outcome:
    """Ask for units with no intervention, whose controls are in the view."""
    view, queries = trial.setting.view, trial.setting.queries
    rows = rows_of(queries, n_agents=1)
    answer = trial.ask(queries=replaced(queries, rows, nothing_done))
    predicted = [row for row in rows if answer.status[row] is Status.PREDICTED]
    if not predicted:
        return not_applicable("it predicts no unit to which nothing was done")
    controls = [view.row_of(queries.units[row].control) for row in predicted]
    noise = np.zeros_like(view.states) if view.noise is None else view.noise
    allowed = trial.tolerance + NOISES * np.sqrt(noise[controls])
    off = np.abs(answer.mean[predicted] - view.states[controls]) - allowed
    if (off > 0).any():
        at, column = np.unravel_index(int(np.argmax(off)), off.shape)
        row = predicted[int(at)]
        return broken(
            f"unit {answer.unit_ids[row]} with no intervention, {answer.features[column]}: "
            f"{answer.mean[row, column]:.6g}, and its control is "
            f"{view.states[controls[int(at)], column]:.6g}",
            len(predicted),
        )
    return kept(len(predicted))


LAW = Law(
    name="control-stays",
    sentence="A unit to which nothing was done has the state of its control, within its noise.",
    why="Responses are differences to the control; to move it is to predict one to nothing.",
    fix=(
        "Predict the state of the control (`Unit.control`, in files `control_unit_id`) plus a "
        "response that is zero where nothing was done."
    ),
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
