"""The same schedule written in the same way, however it was written down."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING

from aivc.evaluation.units import Intervention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.evaluation.units import Unit


def canonical(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return units with what acted on them before harvest, in an order that says nothing.

    Steps of dose zero and steps from harvest on are left out, and an exposure that lasts until
    harvest or beyond has no end.

    Examples
    --------
    >>> from aivc.evaluation.units import Step, Unit
    >>> steps = (Step("a", 1.0, "", 0.0, 48.0), Step("a", 1.0, "", 30.0), Step("b", 0.0))
    >>> (unit,) = canonical([Unit("u", Intervention(steps), harvest_hours=24.0)])
    >>> unit.intervention.key
    (('a', '1.0', '', '0.0', ''),)
    """
    return tuple(replace(unit, intervention=_acted(unit)) for unit in units)


def _acted(unit: Unit) -> Intervention:
    harvest = unit.harvest_hours
    return Intervention(
        tuple(
            replace(step, end_hours=nan) if step.end_hours >= harvest else step
            for step in unit.intervention.acting
            if not step.start_hours >= harvest
        )
    )
