"""Find what training knows of a treatment: the same, or that of nearest dose and time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isfinite, log
from typing import TYPE_CHECKING, TypeAlias

from aivc.evaluation.units import Intervention

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

StepKey: TypeAlias = tuple[str, ...]
Key: TypeAlias = tuple[StepKey, ...]
"""As :attr:`aivc.evaluation.units.Intervention.key`: agent, dose, unit, start and end of steps."""

SAME, NEAREST, MEMBERS = "same treatment", "nearest treatment", "members"

_SAME = 1e-9
"""Distances that differ by less are equal but for rounding."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of treatments that stand in for one, how near they are, or why there are none."""

    rows: tuple[int, ...]
    basis: str
    why: str = ""


@dataclass(frozen=True, eq=False)
class Treatments:
    """Treatments of training with their harvest times, shape (n_treatments,)."""

    keys: Sequence[Key]
    hours: NDArray[np.float64]

    def find(self, intervention: Intervention, hours: float) -> Found:
        """Find a treatment; all of those that are equally near are returned."""
        key = intervention.key
        if key in self._rows_of_key:
            return self._at(self._rows_of_key[key], hours, SAME)
        alike = self._rows_of_outline.get(_outline(key), [])
        agents = intervention.agents
        if not alike or len(agents) > 1:
            why = f"{' + '.join(agents)} was not given in this way in training"
            return Found((), MEMBERS, why)
        doses = [_top_dose(self.keys[row]) for row in alike]
        dose = _top_dose(key)
        if not min(doses) <= dose <= max(doses):
            return Found((), MEMBERS, f"{agents[0]}: the dose lies outside those of training")
        nearest = min(_apart(dose, other) for other in doses)
        near = [
            row
            for row, other in zip(alike, doses, strict=True)
            if _apart(dose, other) <= nearest + _SAME
        ]
        return self._at(near, hours, NEAREST)

    @cached_property
    def _rows_of_key(self) -> dict[Key, list[int]]:
        return _index(self.keys)

    @cached_property
    def _rows_of_outline(self) -> dict[Key, list[int]]:
        return _index([_outline(key) for key in self.keys])

    def _at(self, rows: list[int], hours: float, basis: str) -> Found:
        times = [float(self.hours[row]) for row in rows]
        if not isfinite(hours) or not all(map(isfinite, times)):
            return Found(tuple(rows), basis)
        if not min(times) <= hours <= max(times):
            agents = " + ".join(sorted({step[0] for step in self.keys[rows[0]]}))
            return Found((), MEMBERS, f"{agents}: {hours:g} h lies outside the times of training")
        nearest = min(abs(time - hours) for time in times)
        near = [
            row
            for row, time in zip(rows, times, strict=True)
            if abs(time - hours) <= nearest + _SAME
        ]
        return Found(tuple(near), basis if nearest <= _SAME else NEAREST)


def members_of(intervention: Intervention) -> tuple[Intervention, ...]:
    """Return what was done with each agent alone.

    Examples
    --------
    >>> from aivc.evaluation.units import Step
    >>> both = Intervention((Step("a", 1.0), Step("b", 2.0)))
    >>> [member.agents for member in members_of(both)]
    [('a',), ('b',)]
    """
    return tuple(
        Intervention(tuple(step for step in intervention.steps if step.agent == agent))
        for agent in intervention.agents
    )


def _index(keys: Sequence[Key]) -> dict[Key, list[int]]:
    rows: dict[Key, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return rows


def _outline(key: Key) -> Key:
    """Return the steps without their doses."""
    return tuple((agent, unit, start, end) for agent, _, unit, start, end in key)


def _top_dose(key: Key) -> float:
    return max((float(dose) for _, dose, *_ in key if dose), default=0.0)


def _apart(one: float, other: float) -> float:
    """Return how far two doses are apart: in logarithms, because doses are chosen in these."""
    if one > 0 and other > 0:
        return abs(log(one) - log(other))
    return abs(one - other)
