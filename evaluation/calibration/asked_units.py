"""What calibration looks at: units, their intervals, and where something happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.calibration.responding import responding_set
from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.scoring.floors import WITH_CONTROLS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.task import Task
    from aivc.evaluation.truth import Truth


@dataclass(frozen=True, eq=False)
class AskedUnits:
    """States with their intervals.

    Attributes
    ----------
    levels, quantiles
        Shape (n_levels, n_units, n_features).
    states, effects
        What was measured, and its difference to the control, or to the mean of training.
    responding
        Features in which something happens, same shape.
    counted
        Units that calibration is about, shape (n_units,): those with intervals, and those that are
        missing or failed, whose intervals hold nothing. Who abstained promised nothing.
    has_intervals
        Units with intervals.
    noise, control_noise
        Sampling variance of the states, and of what effects are relative to; NaN where not known.
    """

    levels: tuple[float, ...]
    quantiles: NDArray[np.float64]
    states: NDArray[np.float64]
    effects: NDArray[np.float64]
    responding: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    has_intervals: NDArray[np.bool_]
    noise: NDArray[np.float64]
    control_noise: NDArray[np.float64]


def asked_units(truth: Truth, answers: Answers, task: Task) -> AskedUnits | None:
    """Bring truth and intervals together; None where no unit has an interval."""
    if answers.quantiles is None or answers.features != truth.features:
        return None
    relative = task.kind in WITH_CONTROLS
    effects = truth.states - (truth.controls if relative else truth.training_mean)
    finite = np.isfinite(answers.quantiles)
    has_intervals: NDArray[np.bool_] = np.asarray(finite.any(axis=2).any(axis=0))
    if not has_intervals.any():
        return None
    unknown = np.full(truth.states.shape, np.nan)
    of_control = np.zeros(truth.states.shape)
    if relative:
        of_control = unknown if truth.control_noise is None else truth.control_noise
    gone = answers.having(Fate.MISSING) | answers.having(Fate.FAILED)
    return AskedUnits(
        answers.levels,
        answers.quantiles,
        truth.states,
        effects,
        responding_set(effects, truth.p_values if relative else None),
        has_intervals | gone,
        has_intervals,
        unknown if truth.noise is None else truth.noise,
        of_control,
    )
