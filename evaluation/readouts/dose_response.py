"""The readout of curves over doses."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.hill import LEAST_EXPLAINED, SLOPES, STEPS, Curves, fit_curves
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit

EC50, MEAN_EFFECT = "log10_ec50@", "auc@"
"""What stands before the name of a feature in the names of the columns."""

LEAST_DOSES = 3
"""Doses beside that of the control; from two, the EC50 is that of the grid."""


@dataclass(frozen=True)
class DoseResponse:
    """EC50 and mean effect of each feature, for each agent, context and harvest time.

    ``response_features`` are the features whose effect is followed over doses. Columns are
    ``log10_ec50@FEATURE``, in decades of the unit of the dose, and ``auc@FEATURE``, in the space of
    the states; their weights are the size of the effect at the highest dose, and 1.
    """

    readout_id: str
    response_features: tuple[str, ...]

    kind = ReadoutKind.DOSE_RESPONSE
    coverage = 1.0
    notes: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """EC50 of all features, then their mean effects."""
        return tuple(
            f"{part}{name}" for part in (EC50, MEAN_EFFECT) for name in self.response_features
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the features and of how curves are fitted."""
        return digest_of(
            self.kind,
            features=sorted(self.response_features),
            slopes=SLOPES,
            steps=STEPS,
            least_doses=LEAST_DOSES,
            least_explained=LEAST_EXPLAINED,
        )

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each curve of at least three doses."""
        import numpy as np

        inner = Expression(self.readout_id, self.response_features)
        effects = inner.values(states, controls, units, features).values
        curves = {name: rows for name, rows in _curves(units).items() if _is_curve(units, rows)}
        values = np.full((len(curves), len(self.features)), np.nan)
        weights = np.full_like(values, np.nan)
        for row, members in enumerate(curves.values()):
            if np.isfinite(effects[members]).all():
                fitted = _fit(units, members, effects)
                values[row] = np.concatenate([fitted.log10_ec50, fitted.mean_effect])
                weights[row] = np.concatenate(
                    [np.abs(fitted.amplitude), np.ones_like(fitted.amplitude)]
                )
        members_of = tuple(map(tuple, curves.values()))
        return ReadoutValues(tuple(curves), members_of, self.features, values, weights)


def _fit(units: Sequence[Unit], members: list[int], effects: NDArray[np.float64]) -> Curves:
    import numpy as np

    given = np.asarray([_dose(units[member]) for member in members])
    doses = np.unique(given)
    # Replicates of a dose count as one, so that no dose pulls the curve by being measured often.
    means = np.stack([effects[members][given == dose].mean(axis=0) for dose in doses])
    return fit_curves(doses, means)


def _curves(units: Sequence[Unit]) -> dict[str, list[int]]:
    curves: dict[str, list[int]] = {}
    for row, unit in enumerate(units):
        name = _name(unit)
        if name:
            curves.setdefault(name, []).append(row)
    return curves


def _name(unit: Unit) -> str:
    """Name the curve of a unit; empty where one agent at one known dose is not what it got."""
    steps = unit.intervention.acting
    doses = {step.dose for step in steps}
    if len(unit.intervention.agents) != 1 or len(doses) != 1:
        return ""
    if not isfinite(min(doses)) or min(doses) <= 0:
        return ""
    times = ",".join(f"{step.start_hours:g}-{step.end_hours:g}" for step in steps)
    context = " ".join(f"{axis}={value}" for axis, value in sorted(unit.context.items()))
    named = (steps[0].agent, f"[{steps[0].unit}]", f"given {times} h", context)
    harvest = f"after {unit.harvest_hours:g} h"
    return " ".join(part for part in (*named, harvest) if part)


def _is_curve(units: Sequence[Unit], rows: list[int]) -> bool:
    return len({_dose(units[row]) for row in rows}) >= LEAST_DOSES


def _dose(unit: Unit) -> float:
    return unit.intervention.acting[0].dose
