"""Answers lie in the space of the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Status
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.law import Law, Needs, broken, kept, not_applicable
from aivc.schema.endpoint_features import columns_of_horizons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

NEAR = 1e-4
"""What six digits in a text file may be off, summed over features."""


def check(trial: Trial) -> Outcome:
    """Look at shares, or at probabilities of survival."""
    answer = trial.plain
    rows = [row for row, each in enumerate(answer.status) if each is Status.PREDICTED]
    if not rows:
        return not_applicable("it predicts no unit")
    values = answer.mean[rows]
    if trial.setting.kind is TaskKind.COMPOSITION:
        fault = _shares_fault(values)
    else:
        fault = _survival_fault(values, answer.features)
    if fault:
        row, words = fault
        return broken(f"unit {answer.unit_ids[rows[row]]}: {words}", len(rows))
    return kept(len(rows))


def _shares_fault(values: NDArray[np.float64]) -> tuple[int, str] | None:
    lowest, total = values.min(axis=1), values.sum(axis=1)
    bad = (lowest < -NEAR) | (np.abs(total - 1) > NEAR)
    if not bad.any():
        return None
    row = int(np.argmax(bad))
    return row, f"shares sum to {total[row]:.6g}, and the lowest is {lowest[row]:.6g}"


def _survival_fault(values: NDArray[np.float64], features: Sequence[str]) -> tuple[int, str] | None:
    survival = values[:, list(columns_of_horizons(features).values())]
    outside = ((survival < -NEAR) | (survival > 1 + NEAR)).any(axis=1)
    rising = (np.diff(survival, axis=1) > NEAR).any(axis=1)
    if not (outside | rising).any():
        return None
    row = int(np.argmax(outside | rising))
    numbers = ", ".join(f"{value:.4g}" for value in survival[row])
    return row, f"the probabilities of survival at ascending horizons are {numbers}"


LAW = Law(
    name="space",
    sentence=(
        "Shares are not negative and sum to one; probabilities of survival lie between 0 and 1 and "
        "do not rise with time."
    ),
    why="What is no probability cannot be judged as one.",
    fix="Clip and rescale shares; make curves of survival that never rise.",
    check=check,
    kinds=(TaskKind.COMPOSITION, TaskKind.ENDPOINT),
    needs=Needs.ANSWERS,
)
