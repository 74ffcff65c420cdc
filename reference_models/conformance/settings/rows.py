"""Views made of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.units import Unit
from aivc.evaluation.view import Inputs, Role, TrainingView
from aivc.reference_models.conformance.setting import HardQuery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.task import Task


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


def hard_to_read(
    inputs: Inputs, context: Mapping[str, str]
) -> tuple[Inputs, tuple[HardQuery, ...]]:
    """Return queries about units of which nothing, or not everything, may be read, and inputs."""
    partly = Unit("hard 1", context=context)
    nothing = Unit("hard 2", context=context)
    values = np.vstack([inputs.values, inputs.values[:1]])
    values[-1, ::2] = np.nan
    more = replace(inputs, unit_ids=(*inputs.unit_ids, partly.unit_id), values=values)
    return more, (
        HardQuery("a unit of which not everything can be read", partly, Regime.NONE),
        HardQuery("a unit of which nothing can be read", nothing, Regime.NONE),
    )


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
