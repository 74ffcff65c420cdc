"""What agents do to a state: dose, schedule and combination."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import exp, inf, isfinite, isnan, log, tanh
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.operators.errors import StateError
from aivc.validators.grammar.composing import INTERVENE, Applied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.units import Intervention, Step
    from aivc.reference_models.operators.state import State

NO_INTERACTION: Mapping[frozenset[str], NDArray[np.float64]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Agent:
    """How an agent acts.

    Attributes
    ----------
    effect
        Change of the state at full activity, shape (n_state_features,).
    ec50, slope
        Of the Hill curve in dose; with an ``ec50`` of zero any dose is the full one.
    rise_hours, decay_hours
        Time constants with which activity builds up and is washed out; zero is at once.
    """

    effect: NDArray[np.float64]
    ec50: float = 0.0
    slope: float = 1.0
    rise_hours: float = 0.0
    decay_hours: float = 0.0

    def level(self, dose: float) -> float:
        """Return the activity, 0 to 1, that a dose leads to in the end; an unknown dose is full."""
        if dose == 0:
            return 0.0
        if isnan(dose) or self.ec50 == 0:
            return 1.0
        # The hyperbolic tangent does not overflow where powers of doses do.
        return (1 + tanh(self.slope * (log(dose) - log(self.ec50)) / 2)) / 2

    def activity(self, steps: Sequence[Step], harvest_hours: float) -> float:
        """Return the activity at harvest, after the steps of this agent.

        Activity moves towards the level of the dose that is present, exponentially; doses that are
        present at the same time add up. So a step cut in two is the same as the step.
        """
        if not isfinite(harvest_hours):
            return self.level(sum(step.dose for step in steps)) if steps else 0.0
        times = {0.0, harvest_hours}
        for step in steps:
            times |= {step.start_hours, _end(step)}
        within = sorted(time for time in times if time <= harvest_hours)
        activity = 0.0
        for start, end in pairwise(within):
            present = [step.dose for step in steps if step.start_hours <= start < _end(step)]
            level = self.level(sum(present)) if present else 0.0
            constant = self.rise_hours if level > activity else self.decay_hours
            kept = exp(-(end - start) / constant) if constant > 0 else 0.0
            activity = level + (activity - level) * kept
        return activity


def _end(step: Step) -> float:
    return inf if isnan(step.end_hours) else step.end_hours


@dataclass(frozen=True, eq=False)
class Intervene:
    """An intervention on the state, with what is known of its agents.

    Attributes
    ----------
    intervention
        Agents, doses, and when. Steps of dose zero do nothing.
    agents
        How each agent acts.
    acts_at
        Scale at which it is done; it reaches the units of finer scales too.
    harvest_hours
        Hours from time zero to harvest; infinite for the steady state.
    interactions
        Change of the state, beyond the sum, where two agents are both at full activity, by the
        names of the two.

    Raises
    ------
    StateError
        If nothing is known of an agent that is given.
    """

    intervention: Intervention
    agents: Mapping[str, Agent]
    acts_at: str
    harvest_hours: float = inf
    interactions: Mapping[frozenset[str], NDArray[np.float64]] = field(
        default_factory=lambda: NO_INTERACTION
    )

    def __post_init__(self) -> None:
        unknown = [step.agent for step in self.intervention.acting if step.agent not in self.agents]
        if unknown:
            msg = f"nothing is known of {unknown[0]!r}; known are {', '.join(sorted(self.agents))}"
            raise StateError(msg)

    @property
    def type(self) -> Applied:
        """An intervention, as the grammar has it."""
        return Applied(INTERVENE, self.acts_at, self.acts_at)

    def activities(self) -> dict[str, float]:
        """Return the activity of each agent at harvest."""
        steps: dict[str, list[Step]] = {}
        for step in self.intervention.acting:
            steps.setdefault(step.agent, []).append(step)
        return {
            name: self.agents[name].activity(given, self.harvest_hours)
            for name, given in steps.items()
        }

    def __call__(self, state: State) -> State:
        """Change the state of every unit."""
        activities = self.activities()
        change = np.zeros(state.values.shape[1])
        for name, activity in activities.items():
            change = change + activity * self.agents[name].effect
        for one, other in combinations(activities, 2):
            beyond = self.interactions.get(frozenset({one, other}))
            if beyond is not None:
                change = change + activities[one] * activities[other] * beyond
        return state.holding(state.values + change)
