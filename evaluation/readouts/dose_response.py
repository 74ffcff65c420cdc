"""The readout of curves over doses."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from aivc.evaluation.readouts.aligned import aligned
from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.hill import BY_CHANCE, SLOPES, STEPS, Curves, fit_curves
from aivc.evaluation.readouts.measured_effects import treated_with_controls
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView

EC50, MEAN_EFFECT = "log10_ec50@", "auc@"
"""What stands before the name of a feature in the names of the columns."""

LEAST_DOSES = 3
"""Doses beside that of the control; from two, the EC50 is that of the grid."""


@dataclass(frozen=True, eq=False)
class Point:
    """A dose of a curve that training measured, and the effect there, shape (n_features,)."""

    dose: float
    effect: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class DoseResponse:
    """EC50 and mean effect of each feature, for each agent, context and harvest time.

    Where only some doses of a curve are asked for, the others are those that training measured,
    the same for truth and prediction.

    Columns are ``log10_ec50@FEATURE``, in decades of the unit of the dose, and ``auc@FEATURE``, in
    the space of the states. An EC50 weighs 1 where the effect follows its curve better than noise
    would, and 0 elsewhere, so that measured noise is not judged.

    Attributes
    ----------
    response_features
        Features whose effect is followed over doses.
    known
        Points that training measured, by curve.
    """

    readout_id: str
    response_features: tuple[str, ...]
    known: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)

    kind = ReadoutKind.DOSE_RESPONSE
    coverage = 1.0

    @property
    def notes(self) -> tuple[str, ...]:
        """Whether curves are completed with what training measured."""
        if not self.known:
            return ()
        note = (
            f"{len(self.known)} curves have doses that training measured; where others of the same "
            f"curve are asked for, truth and prediction share these"
        )
        return (note,)

    @property
    def features(self) -> tuple[str, ...]:
        """EC50 of all features, then their mean effects."""
        return tuple(
            f"{part}{name}" for part in (EC50, MEAN_EFFECT) for name in self.response_features
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the features, of how curves are fitted, and of the known points."""
        import numpy as np

        order = np.argsort(np.asarray(self.response_features))
        points = sorted(
            (name, point.dose, point.effect[order].tolist())
            for name, of_curve in self.known.items()
            for point in of_curve
        )
        return digest_of(
            self.kind,
            features=sorted(self.response_features),
            slopes=SLOPES,
            steps=STEPS,
            least_doses=LEAST_DOSES,
            by_chance=BY_CHANCE,
            known=points,
        )

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each curve of at least three doses, one of them asked for."""
        import numpy as np

        inner = Expression(self.readout_id, self.response_features)
        effects = inner.values(states, controls, units, features).values
        curves = {
            name: rows
            for name, rows in _curves(units).items()
            if len(self._doses(name, units, rows)) >= LEAST_DOSES
        }
        values = np.full((len(curves), len(self.features)), np.nan)
        weights = np.full_like(values, np.nan)
        for row, (name, members) in enumerate(curves.items()):
            if np.isfinite(effects[members]).all():
                fitted = self._fit(name, units, members, effects)
                values[row] = np.concatenate([fitted.log10_ec50, fitted.mean_effect])
                weights[row] = np.concatenate([fitted.is_told, np.ones(len(fitted.is_told))])
        members_of = tuple(map(tuple, curves.values()))
        return ReadoutValues(tuple(curves), members_of, self.features, values, weights)

    def _doses(self, name: str, units: Sequence[Unit], rows: Sequence[int]) -> set[float]:
        known = {point.dose for point in self.known.get(name, ())}
        return known | {_dose(units[row]) for row in rows}

    def _fit(
        self, name: str, units: Sequence[Unit], rows: list[int], effects: NDArray[np.float64]
    ) -> Curves:
        import numpy as np

        asked = {_dose(units[row]) for row in rows}
        # A dose that is asked for is judged on what is asked, not on what training has of it.
        known = [point for point in self.known.get(name, ()) if point.dose not in asked]
        given = np.asarray([*(_dose(units[row]) for row in rows), *(p.dose for p in known)])
        measured = np.vstack([effects[rows], *(point.effect[None, :] for point in known)])
        doses = np.unique(given)
        # Replicates count as one, so that no dose pulls the curve by being measured often.
        means = np.stack([measured[given == dose].mean(axis=0) for dose in doses])
        return fit_curves(doses, means)


def dose_response(
    readout_id: str, features: Sequence[str], view: TrainingView | None
) -> DoseResponse:
    """Return the readout of curves, with the points that training measured.

    Parameters
    ----------
    readout_id
        Its name.
    features
        Features whose effect is followed over doses.
    view
        Training, with controls; None where all doses are asked for.
    """
    known: dict[str, list[Point]] = {}
    for unit, state, control in treated_with_controls(view) if view is not None else ():
        name = _name(unit)
        if name:
            assert view is not None  # noqa: S101 - there are no units without a view
            effect = aligned((state - control)[None, :], view.features, features)[0]
            known.setdefault(name, []).append(Point(_dose(unit), effect))
    return DoseResponse(
        readout_id, tuple(features), {name: tuple(points) for name, points in known.items()}
    )


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


def _dose(unit: Unit) -> float:
    return unit.intervention.acting[0].dose
