"""Strata and clusters of units, from the values of their rows on axes."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.atoms import codes_by_group
from aivc.evaluation.tasks.contexts import ROW, Part
from aivc.evaluation.tasks.naming import unit_name
from aivc.evaluation.tasks.strata import strata_of
from aivc.evaluation.view import Role
from aivc.splits.axes import AXES, AxisKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.grid_row import Stratum
    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.rows import Rows
    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView
    from aivc.schema.generated.views import SplitManifest

KNOWN = Part.TRAINING | Part.CALIBRATION

BY_UNIT = ("agent", "combination", "dose", "time", "condition")
"""Axes that units tell themselves."""

BETWEEN = "+"


class Standing:
    """Looks up values of units on axes.

    Parameters
    ----------
    rows
        The rows.
    atoms
        Atom of each row, -1 for none, shape (n_rows,).
    """

    def __init__(
        self, rows: Rows, atoms: NDArray[np.int64], manifest: SplitManifest, task: Task
    ) -> None:
        self._rows = rows
        self._atoms = atoms
        self._manifest = manifest
        self._task = task

    def strata(
        self,
        asked: Sequence[Unit],
        places: Sequence[tuple[int, ...]],
        view: TrainingView,
        is_known: NDArray[np.bool_],
    ) -> tuple[Stratum, ...]:
        """Return where units stand.

        The axes of context are those of the task, of declared rows of the grid, and of claims.

        Parameters
        ----------
        asked, places
            Units and their atoms.
        view
            What a predictor learns from.
        is_known
            Rows whose values training knows: treated ones, where something is done to any.
        """
        known = [
            unit
            for unit, role in zip(view.units, view.roles, strict=True)
            if role is not Role.GRANTED
        ]
        values, known_values = {}, {}
        for axis in self._axes():
            keys = self._rows.observations.axes[axis]
            of_units = self._codes(axis, places)
            values[axis] = [tuple(keys.levels[code] for code in codes) for codes in of_units]
            codes = np.unique(keys.codes[is_known])
            known_values[axis] = frozenset(keys.levels[code] for code in codes if code >= 0)
        return strata_of(asked, known, values, known_values)

    def clusters(self, asked: Sequence[Unit], places: Sequence[tuple[int, ...]]) -> tuple[str, ...]:
        """Return the cluster of each unit: its values on the cluster axes; itself without any.

        Raises
        ------
        TaskError
            The dataset tells no value on an axis of clusters.
        """
        parts = [self._names(axis, asked, places) for axis in self._task.cluster_axes]
        return tuple(
            "|".join(part[k] for part in parts if part[k]) or unit.unit_id
            for k, unit in enumerate(asked)
        )

    def _axes(self) -> tuple[str, ...]:
        named = set(self._task.context_axes)
        named |= {axis for row in self._task.grid for axis in row.stratum.shifted}
        for claim in self._manifest.claims:
            named |= {claim.claim_axis or "", *claim.joint_with}
        contexts = {AxisKind.CONTEXT, AxisKind.TECHNICAL}
        axes = self._rows.observations.axes
        return tuple(sorted(name for name in named if name in axes and AXES[name].kind in contexts))

    def _names(
        self, axis: str, asked: Sequence[Unit], places: Sequence[tuple[int, ...]]
    ) -> list[str]:
        if axis == ROW:
            return [unit.unit_id for unit in asked]
        if axis in BY_UNIT:
            return [_of_unit(axis, unit) for unit in asked]
        keys = self._rows.observations.axes.get(axis)
        if keys is None:
            msg = (
                f"cluster_axes names {axis}, on which the dataset tells no value; it tells "
                f"{', '.join(self._rows.observations.axes)}"
            )
            raise TaskError(msg)
        return [
            BETWEEN.join(keys.levels[code] for code in codes) for codes in self._codes(axis, places)
        ]

    def _codes(self, axis: str, places: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Return the values of the rows of units, as codes, each once."""
        codes = self._rows.observations.axes[axis].codes.astype(np.int64)
        found = codes_by_group(self._atoms, codes, int(self._atoms.max(initial=-1)) + 1)
        return [tuple(sorted({code for atom in atoms for code in found[atom]})) for atoms in places]


def _of_unit(axis: str, unit: Unit) -> str:
    if axis in {"agent", "combination"}:
        return BETWEEN.join(unit.intervention.agents)
    if axis == "dose":
        doses = (f"{step.dose:g} {step.unit}".strip() for step in unit.intervention.acting)
        return BETWEEN.join(doses)
    if axis == "time":
        return "" if isnan(unit.harvest_hours) else f"{unit.harvest_hours:g} h"
    return unit_name(unit.intervention, {}, unit.harvest_hours)
