"""How far off a model is on units that it has not learnt from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.asking.controls import Controls
from aivc.reference_models.predictors.asking.model import Asked
from aivc.reference_models.predictors.intervals.clusters import as_numbers, clusters_of, deal
from aivc.reference_models.predictors.intervals.conformal import Intervals, fewest_clusters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Model
    from aivc.reference_models.predictors.intervals.clusters import Keys

MOST_FOLDS = 10
"""At the most, so that a fold learns from nine tenths and errs about as all would."""

OWN, MEAN = "own control", "mean control"


def grounds(basis: str, *, has_control: bool) -> str:
    """Name what an answer rests on: what the model says, and whose control it starts from."""
    return f"{basis}, {OWN if has_control else MEAN}"


def askable(view: TrainingView, role: Role) -> tuple[int, ...]:
    """Return the rows of a role that are like what will be asked."""
    rows = view.rows(role)
    if view.task.kind is not TaskKind.RESPONSE:
        return rows
    return tuple(row for row in rows if not view.units[row].is_control)


def asked_of(view: TrainingView, controls: Controls, units: tuple[Unit, ...]) -> Asked:
    """Ask about units with the inputs of a view."""
    inputs = None if view.inputs is None else view.inputs.of(units)
    return Asked(units, view.features, controls.before(units), inputs)


def has_own_calibration(view: TrainingView) -> bool:
    """Whether the calibration partition has enough clusters for intervals."""
    needed = fewest_clusters(max(view.task.interval_level, 0.9))
    return len(set(clusters_of(view, askable(view, Role.CALIBRATION)))) >= needed


def for_learning(view: TrainingView) -> TrainingView:
    """Return what is learnt from: a calibration partition that is too small for one is training."""
    if has_own_calibration(view):
        return view
    roles = [Role.TRAINING if role is Role.CALIBRATION else role for role in view.roles]
    return replace(view, roles=tuple(roles))


def calibrate(
    view: TrainingView,
    learn: Callable[[TrainingView], Model],
    holdouts: Callable[[TrainingView, Sequence[int]], tuple[Keys, ...]],
) -> Intervals:
    """Calibrate on the calibration partition, or by cross-fitting where it is too small.

    Parameters
    ----------
    view
        Everything, as it was given.
    learn
        Learns from the rows of training of a view.
    holdouts
        Ways of holding units out together, as keys; all are done one after the other.
    """
    if has_own_calibration(view):
        rows = askable(view, Role.CALIBRATION)
        return _intervals(view, list(_judge(learn(view), view, view, rows)))
    view = for_learning(view)
    rows = askable(view, Role.TRAINING)
    judged: list[_Judged] = []
    # The same way may be asked for twice, when agents are the clusters.
    for keys in dict.fromkeys(as_numbers(keys) for keys in holdouts(view, rows)):
        folds = deal(view, rows, keys, MOST_FOLDS)
        for fold in folds if len(folds) > 1 else ():
            held = tuple(rows[place] for place in fold)
            kept = without(view, frozenset(held))
            judged += _judge(learn(kept), kept, view, held)
    return _intervals(view, judged)


@dataclass(frozen=True, eq=False)
class _Judged:
    """Rows of a view that were answered, what answers rest on, and residuals over spread."""

    rows: tuple[int, ...]
    bases: tuple[str, ...]
    scores: NDArray[np.float64]


def _judge(
    model: Model, learnt: TrainingView, view: TrainingView, rows: Sequence[int]
) -> Iterator[_Judged]:
    """Ask about rows of a view what was learnt from another."""
    controls = Controls.of(learnt)
    for units in _ways_of_asking(view, rows):
        answer = model.answer(asked_of(view, controls, units))
        owned = controls.knows(units)
        places = [place for place, why in enumerate(answer.abstains) if not why]
        answered = tuple(rows[place] for place in places)
        error = np.abs(view.states[list(answered)] - answer.mean[places])
        bases = (grounds(answer.basis[place], has_control=owned[place]) for place in places)
        yield _Judged(answered, tuple(bases), error / answer.spread[places])


def _intervals(view: TrainingView, judged: Sequence[_Judged]) -> Intervals:
    rows = [row for each in judged for row in each.rows]
    bases = [basis for each in judged for basis in each.bases]
    scores = np.vstack([np.empty((0, len(view.features))), *(each.scores for each in judged)])
    return Intervals.calibrate(scores, clusters_of(view, rows), bases, view.task.interval_level)


def _ways_of_asking(view: TrainingView, rows: Sequence[int]) -> Iterator[tuple[Unit, ...]]:
    units = tuple(view.units[row] for row in rows)
    yield units
    # A query may have no control that can be read, and then errs by as much as controls differ.
    if view.task.kind is TaskKind.RESPONSE and any(unit.control for unit in units):
        yield tuple(replace(unit, control="") for unit in units)


def without(view: TrainingView, held: AbstractSet[int]) -> TrainingView:
    """Return a view without some rows; controls that only these have can be read and no more."""
    kept = [row for row in range(len(view.units)) if row not in held]
    needed = {view.units[row].control for row in kept}
    theirs = {view.units[row].control for row in held} - needed
    rest = view.only(kept)
    roles = (
        Role.GRANTED if unit.unit_id in theirs else role
        for unit, role in zip(rest.units, rest.roles, strict=True)
    )
    return replace(rest, roles=tuple(roles))
