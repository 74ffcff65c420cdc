"""Curves of agents: the share of an effect by dose, its size by exposure, what wash-out leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.dosing.exposures import by_agent, exposures_of
from aivc.reference_models.predictors.dosing.hill_curve import activity
from aivc.reference_models.predictors.responses.measured import spread_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.predictors.asking.model import Asked
    from aivc.reference_models.predictors.dosing.exposures import Exposure

    Array = NDArray[np.float64]

ONE, SEVERAL = "curve", "sum of curves"

_ROUNDING = 1e-9
"""How far beyond the ends of training a dose or time is still at the end."""


@dataclass(frozen=True, eq=False)
class AgentCurves:
    """Curves of agents.

    Attributes
    ----------
    features
        Names of the features.
    size, systematic
        What is usual for each feature, and the mean response of training, shape (n_features,).
    agents, dose_units
        Names, and the unit of each one's doses.
    ec50, slope, low, high
        Of each agent, shape (n_agents,), with the 90 % profile interval of the EC50; NaN where one
        dose was given.
    doses
        Lowest and highest dose of training, shape (n_agents, 2); NaN where the agent has none.
    hours, hours_of, amplitudes
        Knots in hours of exposure, shape (n_knots,), the agent of each, and the full effect there,
        shape (n_knots, n_features).
    washed, washed_of, remains
        Knots in hours since the exposure ended, the agent of each, and the share that remains.
    """

    features: tuple[str, ...]
    size: Array
    systematic: Array
    agents: tuple[str, ...]
    dose_units: tuple[str, ...]
    ec50: Array
    slope: Array
    low: Array
    high: Array
    doses: Array
    hours: Array
    hours_of: NDArray[np.int64]
    amplitudes: Array
    washed: Array
    washed_of: NDArray[np.int64]
    remains: Array

    def answer(self, asked: Asked) -> Answer:
        """Answer with the control and the sum of the effects of all agents."""
        deltas = np.zeros(asked.base.shape)
        basis, abstains = [ONE] * len(asked.units), [""] * len(asked.units)
        for row, unit in enumerate(asked.units):
            groups = by_agent(exposures_of(unit))
            whys = [self._why_not(exposures) for exposures in groups.values()]
            abstains[row] = next((why for why in whys if why), "")
            basis[row] = ONE if len(groups) < 2 else SEVERAL
            if abstains[row]:
                deltas[row] = self.systematic
            else:
                deltas[row] = sum(self._effect(exposures[0]) for exposures in groups.values())
        spread = spread_of(deltas, self.size)
        return Answer(self.features, asked.base + deltas, spread, tuple(basis), tuple(abstains))

    def _why_not(self, exposures: Sequence[Exposure]) -> str:
        """Say why the effect of an agent cannot be told; empty where it can."""
        name, first = exposures[0].agent, exposures[0]
        if name not in self.agents:
            return f"{name} was not given alone in training"
        if len(exposures) > 1:
            return f"{name} was given {len(exposures)} times apart, and the model knows of one"
        place = self.agents.index(name)
        if first.unit != self.dose_units[place]:
            known = self.dose_units[place] or "no unit"
            return f"{name}: the dose is in {first.unit or 'no unit'}, and in {known} in training"
        hours, washed = self.hours[self.hours_of == place], self.washed[self.washed_of == place]
        if not _inside(first.dose, self.doses[place]):
            return f"{name}: the dose lies outside those of training"
        if not _inside(first.hours, hours):
            return f"{name}: the exposure is longer or shorter than those of training"
        if not _inside(first.washed, washed):
            return f"{name}: the time since the exposure ended lies outside those of training"
        return ""

    def _effect(self, exposure: Exposure) -> Array:
        place = self.agents.index(exposure.agent)
        share = activity(np.array(exposure.dose), self.ec50[place], self.slope[place])
        knots, ends = self.hours_of == place, self.washed_of == place
        full = between(exposure.hours, self.hours[knots], self.amplitudes[knots])
        remains = between(exposure.washed, self.washed[ends], self.remains[ends, None])
        effect: Array = share * remains * full
        return effect


def _inside(value: float, known: Array) -> bool:
    if np.isnan(value) or np.isnan(known).any():
        return bool(np.isnan(value) and np.isnan(known).all())
    return bool(known.min() - _ROUNDING <= value <= known.max() + _ROUNDING)


def between(value: float, knots: Array, values: Array) -> Array:
    """Interpolate rows of values linearly between knots, ascending."""
    if len(knots) == 1 or np.isnan(value):
        first: Array = values[0]
        return first
    upper = int(np.clip(np.searchsorted(knots, value), 1, len(knots) - 1))
    share = np.clip((value - knots[upper - 1]) / (knots[upper] - knots[upper - 1]), 0.0, 1.0)
    mixed: Array = (1 - share) * values[upper - 1] + share * values[upper]
    return mixed
