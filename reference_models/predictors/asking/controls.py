"""The state of a unit before anything was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.learning.means import known_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView


@dataclass(frozen=True, eq=False)
class Controls:
    """States of the controls of a view.

    Attributes
    ----------
    unit_ids, states
        Controls that can be read, granted ones included; shape (n_controls, n_features).
    mean
        Mean of the controls of training, shape (n_features,); of all its units where it has none,
        or where states are asked for and not responses.
    """

    unit_ids: tuple[str, ...]
    states: NDArray[np.float64]
    mean: NDArray[np.float64]

    @classmethod
    def of(cls, view: TrainingView) -> Self:
        """Collect the controls of a view."""
        named = {unit.control for unit in view.units}
        rows = [
            row for row, unit in enumerate(view.units) if unit.is_control or unit.unit_id in named
        ]
        training = view.rows(Role.TRAINING)
        own = [row for row in training if has_controls(view) and view.units[row].is_control]
        return cls(
            tuple(view.units[row].unit_id for row in rows),
            view.states[rows],
            known_mean(view.states[own or list(training)]),
        )

    def before(self, units: Sequence[Unit]) -> NDArray[np.float64]:
        """Return the state of the control of each unit, shape (len(units), n_features).

        It is the mean of the controls where a unit names none that can be read.
        """
        place = {unit_id: row for row, unit_id in enumerate(self.unit_ids)}
        padded = np.vstack([self.states, self.mean])
        found = padded[[place.get(unit.control, -1) for unit in units]]
        return np.where(np.isfinite(found), found, self.mean)

    def knows(self, units: Sequence[Unit]) -> tuple[bool, ...]:
        """Tell of each unit whether its own control can be read."""
        readable = frozenset(self.unit_ids)
        return tuple(unit.control in readable for unit in units)


def has_controls(view: TrainingView) -> bool:
    """Whether states are told from controls: in responses, and where units name theirs."""
    is_response = view.task.kind is TaskKind.RESPONSE
    return is_response or any(unit.control for unit in view.units)
