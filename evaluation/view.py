"""What a predictor sees: a training view without the truth, and queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.units import Unit


class Role(StrEnum):
    """Why a unit is in a training view."""

    TRAINING = "training"
    CALIBRATION = "calibration"
    GRANTED = "granted"
    """A control, or something else of an evaluated context, that the manifest grants."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """What may be read of units, those that are asked about included.

    ``values`` has shape (n_units, n_features), float64, NaN where nothing is known of a unit, in
    the order of ``unit_ids``.
    """

    unit_ids: tuple[str, ...]
    features: tuple[str, ...]
    values: NDArray[np.float64]

    def of(self, units: Sequence[Unit]) -> NDArray[np.float64]:
        """Return the rows of units, shape (len(units), n_features); NaN for those it has not."""
        import numpy as np

        place = {unit_id: row for row, unit_id in enumerate(self.unit_ids)}
        rows = [place.get(unit.unit_id, -1) for unit in units]
        padded = np.vstack([self.values, np.full((1, len(self.features)), np.nan)])
        return padded[rows]


@dataclass(frozen=True, eq=False)
class TrainingView:
    """Everything that a predictor may learn from. The truth of what it will be asked is not in it.

    Attributes
    ----------
    task
        What will be asked.
    units
        One for each row.
    roles
        Why each unit is here, shape (n_units,).
    states
        State of each unit in the space of the task, shape (n_units, n_features), float64.
    noise
        Sampling variance of each value, same shape; None where units are single observations.
    features
        Names of the features.
    inputs
        What may be read of all units, those of queries included; None where the task has none.
    digest
        SHA-256 of the content; the same for the view in memory and in a file.
    clusters
        Cluster of each unit by name, on the axes that the task names as exchangeable, which need
        not be axes of context; empty where nobody told them.
    """

    task: Task
    units: tuple[Unit, ...]
    roles: tuple[Role, ...]
    states: NDArray[np.float64]
    noise: NDArray[np.float64] | None
    features: tuple[str, ...]
    inputs: Inputs | None = None
    digest: str = ""
    clusters: tuple[str, ...] = ()

    def rows(self, role: Role) -> tuple[int, ...]:
        """Return the rows of one role."""
        return tuple(row for row, each in enumerate(self.roles) if each is role)

    def control_rows(self, rows: Sequence[int]) -> NDArray[np.int64]:
        """Return the row of the control of each of these units, -1 where the view has none."""
        import numpy as np

        place = {unit.unit_id: row for row, unit in enumerate(self.units)}
        return np.array([place.get(self.units[row].control, -1) for row in rows], np.int64)

    def only(self, rows: Sequence[int]) -> TrainingView:
        """Return a view of some rows, in this order; inputs and digest are those of this one."""
        chosen = list(rows)
        return replace(
            self,
            units=tuple(self.units[row] for row in chosen),
            roles=tuple(self.roles[row] for row in chosen),
            states=self.states[chosen],
            noise=None if self.noise is None else self.noise[chosen],
            clusters=tuple(self.clusters[row] for row in chosen) if self.clusters else (),
        )

    def row_of(self, unit_id: str) -> int:
        """Return the row of a unit, -1 where the view has no such unit."""
        return next((row for row, unit in enumerate(self.units) if unit.unit_id == unit_id), -1)


@dataclass(frozen=True, eq=False)
class Queries:
    """Units whose state is asked for, and the features that are wanted of each.

    For an endpoint the features are ``risk`` and ``survival@H`` for each horizon H.
    """

    units: tuple[Unit, ...]
    features: tuple[str, ...]
    inputs: Inputs | None = None
