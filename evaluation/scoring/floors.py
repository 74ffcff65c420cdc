"""Trivial predictors, which every other is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.scoring.pooled_controls import MeasuredControls, pooled_controls
from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import TrainingView

NO_CHANGE = "no_change"
PERT_MEAN = "pert_mean"
KAPLAN_MEIER = "kaplan_meier"
POOLED = "from pooled controls"
WITH_CONTROLS = frozenset({TaskKind.RESPONSE})


@dataclass(frozen=True, eq=False)
class Floor:
    """What a trivial predictor says of the units of the truth.

    ``states`` has shape (n_units, n_features), NaN where it has no answer.
    """

    name: str
    states: NDArray[np.float64]


def floors_of(truth: Truth, view: TrainingView, features: Sequence[str]) -> tuple[Floor, ...]:
    """Return the trivial predictors that the task has.

    A response has ``no_change``, the control itself, and ``pert_mean``, the control moved by the
    mean response of training; where controls are noisy, both also from pooled controls, because
    to start from a better control is not to know an effect. A state has the mean of training as
    ``pert_mean``, and ``no_change`` where units have controls. An endpoint has the curve of Kaplan
    and Meier over training, and the same risk for everybody.

    Parameters
    ----------
    truth
        The units, their controls, and the mean of training.
    view
        What predictors see; its controls help to tell noise, and endpoints are those of training.
    features
        Features that are predicted.
    """
    if view.task.kind is TaskKind.ENDPOINT:
        return (_survival_of_training(truth, view, features),)
    if view.task.kind in WITH_CONTROLS:
        return _from_controls(truth, view)
    mean = np.broadcast_to(truth.training_mean, truth.states.shape).copy()
    if np.isfinite(truth.controls).any():
        return Floor(NO_CHANGE, truth.controls), Floor(PERT_MEAN, mean)
    return (Floor(PERT_MEAN, mean),)


def with_floor(
    states: NDArray[np.float64], abstained: NDArray[np.bool_], floors: Sequence[Floor]
) -> NDArray[np.float64]:
    """Put a floor where a predictor abstained: the mean of training, else no change.

    ``states`` has shape (n_units, n_features) and ``abstained`` (n_units,). A unit of which no
    floor knows anything stays as it is.
    """
    filled = states.copy()
    for name in (PERT_MEAN, KAPLAN_MEIER, NO_CHANGE):
        for floor in floors:
            if floor.name == name:
                open_ = abstained & ~np.isfinite(filled).all(axis=1)
                known = open_ & np.isfinite(floor.states).all(axis=1)
                filled[known] = floor.states[known]
    return filled


def _from_controls(truth: Truth, view: TrainingView) -> tuple[Floor, ...]:
    starts = {"": truth.controls}
    pooled = pooled_controls(truth.controls, truth.control_noise, _of_training(truth, view))
    if pooled is not None:
        starts[f" {POOLED}"] = pooled
    return tuple(
        Floor(f"{name}{start}", controls + moved)
        for start, controls in starts.items()
        for name, moved in ((NO_CHANGE, 0.0), (PERT_MEAN, truth.training_mean))
    )


def _of_training(truth: Truth, view: TrainingView) -> MeasuredControls | None:
    """Return the controls of a view in the order of features of the truth."""
    if view.noise is None:
        return None
    rows = [row for row, unit in enumerate(view.units) if unit.is_control]
    place = {name: column for column, name in enumerate(view.features)}
    picked = np.ix_(rows, [place[name] for name in truth.features])
    return MeasuredControls.distinct(view.states[picked], view.noise[picked])


def _survival_of_training(truth: Truth, view: TrainingView, features: Sequence[str]) -> Floor:
    from aivc.evaluation.survival import kaplan_meier
    from aivc.schema.endpoint_features import EVENT, TIME, horizon_of

    rows = list(view.rows(Role.TRAINING))
    times = view.states[rows, view.features.index(TIME)]
    events = view.states[rows, view.features.index(EVENT)]
    curve = kaplan_meier(times, events)
    horizons = map(horizon_of, features)
    values = [0.0 if when is None else float(curve.at(when)) for when in horizons]
    return Floor(KAPLAN_MEIER, np.tile(np.array(values), (len(truth.units), 1)))
