"""When an agent acted on a unit: at which dose, for how long, and how long ago it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, isnan, nan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.units import Step, Unit


@dataclass(frozen=True, slots=True)
class Exposure:
    """One stretch of one dose.

    ``hours`` is how long it lasted until harvest, ``washed`` how long before harvest it ended;
    ``dose`` and ``hours`` are NaN where they are not known.
    """

    agent: str
    dose: float
    unit: str
    hours: float
    washed: float


def exposures_of(unit: Unit) -> tuple[Exposure, ...]:
    """Return the exposures of a unit; steps that follow each other at the same dose are one.

    Examples
    --------
    >>> from aivc.evaluation.units import Intervention, Step, Unit
    >>> steps = (Step("a", 1.0, "", 0.0, 6.0), Step("a", 1.0, "", 6.0, 12.0))
    >>> (one,) = exposures_of(Unit("u", Intervention(steps), harvest_hours=24.0))
    >>> one.hours, one.washed
    (12.0, 12.0)
    """
    joined: list[Step] = []
    steps = sorted(unit.intervention.steps, key=lambda step: (step.agent, step.start_hours))
    for step in steps:
        if joined and _follows(joined[-1], step):
            joined[-1] = _join(joined[-1], step)
        else:
            joined.append(step)
    return tuple(_exposure(step, unit.harvest_hours) for step in joined)


def _follows(one: Step, other: Step) -> bool:
    return (one.agent, one.dose, one.unit, one.end_hours) == (
        other.agent,
        other.dose,
        other.unit,
        other.start_hours,
    )


def _join(one: Step, other: Step) -> Step:
    return replace(one, end_hours=other.end_hours)


def _exposure(step: Step, harvest: float) -> Exposure:
    end = harvest if isnan(step.end_hours) else step.end_hours
    if not isfinite(harvest) or not isfinite(step.start_hours):
        return Exposure(step.agent, step.dose, step.unit, nan, 0.0)
    last = min(end, harvest)
    return Exposure(step.agent, step.dose, step.unit, last - step.start_hours, harvest - last)


def by_agent(exposures: Sequence[Exposure]) -> dict[str, list[Exposure]]:
    """Group exposures by their agent."""
    found: dict[str, list[Exposure]] = {}
    for exposure in exposures:
        found.setdefault(exposure.agent, []).append(exposure)
    return found
