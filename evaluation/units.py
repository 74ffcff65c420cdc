"""What is asked about: units, and what was done to them and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan, nan
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Step:
    """One agent at one dose over one stretch of time, hours from time zero.

    ``dose`` and the hours are NaN where they are not known; ``end_hours`` is NaN also where the
    exposure lasts until harvest. ``unit`` is a UCUM code, empty where none is known. Equal steps
    have equal :attr:`key`; compare these, because NaN differs from itself.
    """

    agent: str
    dose: float = nan
    unit: str = ""
    start_hours: float = 0.0
    end_hours: float = nan

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """The step as text that can be compared and sorted."""
        numbers = (self.dose, self.start_hours, self.end_hours)
        dose, start, end = ("" if isnan(number) else repr(number) for number in numbers)
        return self.agent, dose, self.unit, start, end

    @property
    def does_nothing(self) -> bool:
        """Whether the dose is known and zero."""
        return self.dose == 0


@dataclass(frozen=True, slots=True)
class Intervention:
    """What was done to a unit; no steps where it is a control.

    Examples
    --------
    >>> both = Intervention((Step("panobinostat", 0.2, "umol/L"), Step("dexamethasone", 1.0)))
    >>> both.agents
    ('dexamethasone', 'panobinostat')
    >>> Intervention((Step("panobinostat", 0.0),)).acting
    ()
    """

    steps: tuple[Step, ...] = ()

    @property
    def agents(self) -> tuple[str, ...]:
        """Names of the agents, sorted, each once."""
        return tuple(sorted({step.agent for step in self.steps}))

    @property
    def acting(self) -> tuple[Step, ...]:
        """The steps that do something, in an order that does not depend on how they were listed."""
        return tuple(
            sorted(
                (step for step in self.steps if not step.does_nothing), key=lambda step: step.key
            )
        )

    @property
    def key(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """What was done as text that can be compared; the same in any order of steps."""
        return tuple(step.key for step in self.acting)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of evaluation.

    Attributes
    ----------
    unit_id
        Its name. A predictor may not read anything from it.
    intervention
        What was done.
    context
        Value on each axis of context of the task, such as ``{"donor": "PW030"}``.
    harvest_hours
        Hours from time zero to harvest; NaN where not known.
    control
        ``unit_id`` of the unit of the training view that is its control; empty where it has none
        or the predictor may not read it.
    place
        Coordinates of a unit that has a place, and the name of its section.
    n_observations
        Rows that it was made of; 0 in queries, because it can tell the truth.
    """

    unit_id: str
    intervention: Intervention = field(default_factory=Intervention)
    context: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    harvest_hours: float = nan
    control: str = ""
    place: tuple[str, tuple[float, ...]] | None = None
    n_observations: int = 0

    @property
    def is_control(self) -> bool:
        """Whether nothing was done that does anything."""
        return not self.intervention.acting
