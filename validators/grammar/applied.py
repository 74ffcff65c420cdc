"""Which agents an intervention applies, and which of them perturb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.agent_classes import is_environmental, is_genetic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.schema.generated.views import (
        Agent,
        Condition,
        Control,
        DatasetCard,
        DosingEvent,
        Intervention,
    )

APPLYING = frozenset({"administer", "set_concentration", "rechallenge", "induce"})
"""Types of event that apply an agent."""

IN_THE_MEDIUM = frozenset({"nutrient", "osmolarity", "ph"})
"""Environmental factors that a change of medium takes away."""


@dataclass(frozen=True, slots=True)
class Applications:
    """The agents, interventions and controls of a card by id; where an id is repeated, the first.

    Attributes
    ----------
    agents, interventions, controls
        By identifier.
    inert
        Agents that are a control themselves: vehicles, and constructs that hit nothing.
    """

    agents: Mapping[str, Agent]
    interventions: Mapping[str, Intervention]
    controls: Mapping[str, Control]
    inert: frozenset[str]

    def applied(self, intervention: Intervention) -> tuple[str, ...]:
        """Return the agents that the events apply, each once, in the order of the events."""
        return tuple(dict.fromkeys(e.agent for e in doses_among(intervention.events) if e.agent))

    def perturbing(self, intervention: Intervention) -> tuple[str, ...]:
        """Return the agents applied that are no controls and are not only given at zero."""
        amounts: dict[str, bool] = {}
        for event in doses_among(intervention.events):
            if event.agent is not None and event.agent not in self.inert:
                amounts[event.agent] = amounts.get(event.agent, False) or not is_zero(event)
        return tuple(agent for agent, has_amount in amounts.items() if has_amount)

    def stays_without_medium(self, agent_id: str) -> bool:
        """Tell whether an agent outlasts a change of medium: genes, cells, germs, heat, gas."""
        agent = self.agents.get(agent_id)
        if is_environmental(agent):
            return agent.environmental_factor not in IN_THE_MEDIUM
        kinds = {"GeneticPerturbation", "Cellular", "Infectious"}
        return agent is not None and agent.class_name in kinds


def applications_of(card: DatasetCard) -> Applications:
    """Index a card."""
    vehicles = {c.control_agent for c in card.controls if c.control_kind != "positive"}
    agents: dict[str, Agent] = {}
    for agent in card.agents:
        if agent.agent_id is not None:
            agents.setdefault(agent.agent_id, agent)
    inert = {i for i, agent in agents.items() if i in vehicles or hits_nothing(agent)}
    interventions: dict[str, Intervention] = {}
    for intervention in card.interventions:
        if intervention.intervention_id is not None:
            interventions.setdefault(intervention.intervention_id, intervention)
    controls: dict[str, Control] = {}
    for control in card.controls:
        if control.control_id is not None:
            controls.setdefault(control.control_id, control)
    return Applications(agents, interventions, controls, frozenset(inert))


def hits_nothing(agent: Agent) -> bool:
    """Tell whether an agent is a construct without a target: all its guides are controls."""
    if not is_genetic(agent) or agent.intended_features:
        return False
    if agent.guides:
        return all(guide.guide_role == "control" for guide in agent.guides)
    return agent.strategy in {"control", "no perturbations"}


def doses_among(events: Iterable[DosingEvent]) -> tuple[DosingEvent, ...]:
    """Return the events that apply an agent."""
    return tuple(event for event in events if event.event_type in APPLYING)


def is_zero(event: DosingEvent) -> bool:
    """Tell whether an event gives an agent at zero: nothing, or taken down to nothing.

    Zero degrees and no oxygen are something that was done, so these kinds are never zero.
    """
    if event.amount is None or event.dose_kind in {"temperature", "partial_pressure_fraction"}:
        return False
    return event.amount.value == 0


def conditions_by_intervention(card: DatasetCard) -> dict[str, list[Condition]]:
    """Group the conditions of a card by the intervention that they name."""
    found: dict[str, list[Condition]] = {}
    for condition in card.conditions:
        if condition.intervention is not None:
            found.setdefault(condition.intervention, []).append(condition)
    return found
