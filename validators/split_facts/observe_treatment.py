"""What the conditions of a card tell: agents, targets, doses and times, and which are controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.generated.views import GeneticPerturbation
from aivc.validators.split_facts.observe_labelled import of_owners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import (
        Agent,
        Condition,
        DatasetCard,
        DosingEvent,
        Intervention,
        Quantity,
    )
    from aivc.storage.keys.owners import Owners
    from aivc.validators.split_facts.observe_labelled import Labelled

REMOVES = frozenset({"medium_change", "washout", "reset", "sample_take"})
"""Events that give nothing."""

TOGETHER = " + "


@dataclass(frozen=True, slots=True)
class _Told:
    label: str
    members: tuple[str, ...]


def told_by_conditions(card: DatasetCard, owners: Owners, axis: str) -> Labelled | None:
    """Return what the condition of each row tells on agent, target, dose or time."""
    treatments = Treatments(card)
    conditions = {condition.identifier: condition for condition in card.conditions}
    told = [treatments.told(conditions[name], axis) for name in owners.ids]
    if not any(told):
        return None
    labels = [None if each is None else each.label for each in told]
    if axis in {"dose", "time"}:
        return of_owners(owners, labels)
    return of_owners(owners, labels, [() if each is None else each.members for each in told])


def control_conditions(card: DatasetCard) -> frozenset[str]:
    """Name the conditions that are controls."""
    return frozenset(c.identifier for c in card.conditions if c.control and c.identifier)


class Treatments:
    """Looks up what was done in a condition."""

    def __init__(self, card: DatasetCard) -> None:
        self._agents: Mapping[str | None, Agent] = {a.identifier: a for a in card.agents}
        self._interventions = {i.identifier: i for i in card.interventions}
        self._of_controls = frozenset(c.control_agent for c in card.controls if c.control_agent)

    def told(self, condition: Condition, axis: str) -> _Told | None:
        """Return what a condition tells on an axis; a control tells nothing."""
        if axis == "time":
            return _single(_written(condition.harvest_time))
        intervention = self._interventions.get(condition.intervention)
        if condition.control or intervention is None:
            return None
        if axis == "dose":
            return _single(self._dose(intervention))
        agents = self.agents(intervention)
        members = agents if axis == "agent" else self._targets(agents)
        names = tuple(sorted({self._name(m) if axis == "agent" else m for m in members}))
        return _Told(TOGETHER.join(names), names) if names else None

    def agents(self, intervention: Intervention) -> tuple[str, ...]:
        """Return the ids of the agents that an intervention gives, vehicles left out."""
        named = [event.agent for event in self._giving(intervention)]
        if intervention.combination is not None:
            named += [member.agent for member in intervention.combination.members]
        return tuple(sorted({name for name in named if name and name not in self._of_controls}))

    def _giving(self, intervention: Intervention) -> list[DosingEvent]:
        return [event for event in intervention.events if event.event_type not in REMOVES]

    def _name(self, agent: str) -> str:
        known = self._agents.get(agent)
        return (known.label if known is not None else None) or agent

    def _targets(self, agents: Sequence[str]) -> tuple[str, ...]:
        found: set[str] = set()
        for name in agents:
            agent = self._agents.get(name)
            if isinstance(agent, GeneticPerturbation) and agent.intended_features:
                found.update(agent.intended_features)
            elif agent is not None:
                found.update(t.target_feature for t in agent.agent_targets if t.target_feature)
        return tuple(sorted(found))

    def _dose(self, intervention: Intervention) -> str | None:
        """Write the dose: one amount, or those of each agent in order of agents."""
        amounts: dict[str, dict[str, None]] = {}
        for event in self._giving(intervention):
            written = _written(event.amount)
            if event.agent in self._of_controls or event.agent is None or written is None:
                continue
            amounts.setdefault(event.agent, {})[written] = None
        return TOGETHER.join(", ".join(amounts[agent]) for agent in sorted(amounts)) or None


def _written(quantity: Quantity | None) -> str | None:
    if quantity is None or quantity.value is None:
        return None
    return f"{quantity.value:.12g} {quantity.unit or ''}".strip()


def _single(label: str | None) -> _Told | None:
    return None if label is None else _Told(label, (label,))
