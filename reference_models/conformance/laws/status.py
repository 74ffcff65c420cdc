"""The status of a unit agrees with what stands in its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Status
from aivc.reference_models.conformance.law import Law, Needs, broken, kept
from aivc.reference_models.conformance.laws.answered import answers_of

if TYPE_CHECKING:
    from aivc.evaluation.prediction import Prediction
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Hold status, reason and numbers against each other, and see that something is predicted."""
    looked_at = 0
    for labels, answer in answers_of(trial):
        for row, label in enumerate(labels):
            if fault := _fault(answer, row):
                return broken(f"{label}: {fault}", looked_at + row + 1)
        looked_at += len(labels)
    if Status.PREDICTED not in trial.plain.status:
        reasons = sorted({reason for reason in trial.plain.reasons if reason})
        said = f" It says: {reasons[0]}." if reasons else ""
        return broken(
            f"it predicts none of {len(trial.plain.status)} units whose interventions training "
            f"has.{said}",
            looked_at,
        )
    return kept(looked_at)


def _fault(answer: Prediction, row: int) -> str:
    status, has_all = answer.status[row], bool(np.isfinite(answer.mean[row]).all())
    if status is Status.PREDICTED and not has_all:
        column = int(np.argmin(np.isfinite(answer.mean[row])))
        return (
            f"it is predicted, and {answer.features[column]} is {answer.mean[row, column]}; a unit "
            "without a number for every feature is abstained or failed"
        )
    if status is not Status.PREDICTED and not answer.reasons[row].strip():
        return f"it is {status.value} and no reason is given"
    if np.isinf(answer.mean[row]).any():
        return "a value is infinite; NaN stands for none"
    return ""


LAW = Law(
    name="status",
    sentence=(
        "A predicted unit has a finite number for every feature, any other says why it is not "
        "predicted, and not every unit is one of those."
    ),
    why="A NaN that passes for a prediction is scored as the worst there is, and nobody knows why.",
    fix="Set the status to abstained or failed, with a reason, where there is no number to give.",
    check=check,
    needs=Needs.ANSWERS,
)
