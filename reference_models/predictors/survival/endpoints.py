"""What predictors of an endpoint share: who was followed for how long, and curves of survival."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import PredictionError, TaskError
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.asking.model import Answer
from aivc.schema import endpoint_features
from aivc.schema.endpoint_features import EVENT, MEASURED, RISK, SURVIVAL, TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked


@dataclass(frozen=True, eq=False)
class Followed:
    """Subjects of training with a known time: rows of the view, times, and who had the event."""

    rows: tuple[int, ...]
    times: NDArray[np.float64]
    events: NDArray[np.bool_]


def followed(view: TrainingView) -> Followed:
    """Return the subjects of training.

    Raises
    ------
    TaskError
        If the view has no columns ``time`` and ``event``, or nobody had the event.
    """
    if not set(MEASURED) <= set(view.features):
        msg = (
            f"task {view.task.task_id}: an endpoint has the columns time and event, found "
            f"{', '.join(view.features)}"
        )
        raise TaskError(msg)
    times = view.states[:, view.features.index(TIME)]
    events = view.states[:, view.features.index(EVENT)]
    rows = [
        row for row in view.rows(Role.TRAINING) if np.isfinite(times[row]) and events[row] in {0, 1}
    ]
    if not events[rows].any():
        msg = f"task {view.task.task_id}: none of {len(rows)} subjects of training had the event"
        raise TaskError(msg)
    return Followed(tuple(rows), times[rows], events[rows] == 1)


def answer_endpoint(
    asked: Asked,
    risk: NDArray[np.float64],
    times: NDArray[np.float64],
    cumulative: NDArray[np.float64],
    basis: str,
) -> Answer:
    """Answer with a risk, and with the probability to be without the event at each horizon.

    Parameters
    ----------
    asked
        Names ``risk`` and ``survival@H``.
    risk
        Log hazard ratio of each unit, shape (n_units,).
    times, cumulative
        Cumulative hazard of risk zero, a step at each time; shape (n_times,).
    basis
        What the answer rests on.
    """
    mean = np.empty((len(asked.units), len(asked.features)))
    steps = np.concatenate([[0.0], cumulative])
    for column, feature in enumerate(asked.features):
        if feature == RISK:
            mean[:, column] = risk
        else:
            reached = steps[np.searchsorted(times, horizon_of(feature), side="right")]
            mean[:, column] = np.exp(-reached * np.exp(risk))
    n_units = len(asked.units)
    return Answer(asked.features, mean, np.ones(mean.shape), (basis,) * n_units, ("",) * n_units)


def horizon_of(feature: str) -> float:
    """Return the time that a feature asks about.

    Raises
    ------
    PredictionError
        If it asks about none.

    Examples
    --------
    >>> horizon_of("survival@365")
    365.0
    """
    horizon = endpoint_features.horizon_of(feature)
    if horizon is None:
        msg = f"an endpoint is asked as {RISK} or {SURVIVAL}TIME, found {feature!r}"
        raise PredictionError(msg)
    return horizon


@dataclass(frozen=True, eq=False)
class Marginal:
    """The same survival for everyone: the estimate of Kaplan and Meier (1958).

    ``cumulative`` is minus its logarithm; infinite where nobody is left.
    """

    times: NDArray[np.float64]
    cumulative: NDArray[np.float64]

    @classmethod
    def of(cls, view: TrainingView) -> Marginal:
        """Estimate it from training."""
        subjects = followed(view)
        times = np.unique(subjects.times[subjects.events])
        at_risk = (subjects.times[None, :] >= times[:, None]).sum(axis=1)
        dead = ((subjects.times[None, :] == times[:, None]) & subjects.events).sum(axis=1)
        with np.errstate(divide="ignore"):
            return cls(times, -np.cumsum(np.log1p(-dead / at_risk)))

    def answer(self, asked: Asked) -> Answer:
        """Answer the same for every unit."""
        return answer_endpoint(
            asked, np.zeros(len(asked.units)), self.times, self.cumulative, "everyone"
        )


def numbers_of(names: Sequence[str]) -> tuple[float, ...]:
    """Return the horizons that features ask about, in their order."""
    return tuple(horizon_of(name) for name in names if name != RISK)
