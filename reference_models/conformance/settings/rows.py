"""Views made of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.view import Inputs, Role, TrainingView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.task import Task
    from aivc.evaluation.units import Unit


@dataclass(frozen=True, eq=False)
class Row:
    """One unit of a view, why it is there, and its state."""

    unit: Unit
    role: Role
    state: np.ndarray

    def scattered(self, chance: np.random.Generator, scatter: float) -> Row:
        """Return it with noise; states are not negative."""
        noise = chance.normal(0.0, scatter, self.state.shape)
        return replace(self, state=np.maximum(self.state + noise, 0.0))


def _cluster_of(unit: Unit, task: Task) -> str:
    """Name the cluster of a unit: its values on the axes of clusters, or itself without any."""
    return "|".join(unit.context[axis] for axis in task.cluster_axes) or unit.unit_id


def view_of(
    task: Task,
    rows: Sequence[Row],
    features: tuple[str, ...],
    *,
    noise: float | None = None,
    inputs: Inputs | None = None,
) -> TrainingView:
    """Make a view of rows, each value with the same sampling variance or with none."""
    states = np.stack([row.state for row in rows]).astype(np.float64)
    view = TrainingView(
        task=task,
        units=tuple(row.unit for row in rows),
        roles=tuple(row.role for row in rows),
        states=states,
        noise=None if noise is None else np.full(states.shape, noise),
        features=features,
        inputs=inputs,
        clusters=tuple(_cluster_of(row.unit, task) for row in rows),
    )
    return with_own_digest(view)


def with_own_digest(view: TrainingView) -> TrainingView:
    """Return a view that was changed with the digest of what it holds now."""
    return replace(view, digest=view_digest(view))
