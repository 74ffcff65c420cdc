"""What was done in each condition, put together from interventions, controls and agents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.generated.views import (
        Agent,
        Condition,
        Control,
        DatasetCard,
        DosingEvent,
        Intervention,
        Quantity,
    )

APPLYING = frozenset({"administer", "set_concentration", "rechallenge", "induce"})
"""Events that apply an agent."""

NO_REFERENCE = frozenset({"positive", "empty", "carrier", "reference_channel"})
"""Kinds of control that treated observations are not compared with."""


@dataclass(frozen=True, slots=True)
class Member:
    """One agent of a condition.

    Attributes
    ----------
    agent_id
        Its identifier.
    agent
        What the card says of it; None where the card does not list it.
    applied
        Events that apply it, in the order of the card.
    """

    agent_id: str
    agent: Agent | None
    applied: tuple[DosingEvent, ...] = ()

    @property
    def label(self) -> str:
        """Name it for people."""
        return (self.agent.label if self.agent else None) or self.agent_id

    @property
    def dose(self) -> Quantity | None:
        """Return the dose where the agent is applied once; several doses are a schedule."""
        if len(self.applied) != 1 or self.applied[0].additional_doses:
            return None
        return self.applied[0].amount


@dataclass(frozen=True, slots=True)
class Arm:
    """One condition, and all that was done in it.

    Attributes
    ----------
    condition
        The condition.
    members
        Agents in the order in which they are combined; for a control what is applied instead.
    intervention, control
        What it is; None for the other.
    """

    condition: Condition
    members: tuple[Member, ...]
    intervention: Intervention | None = None
    control: Control | None = None

    @property
    def condition_id(self) -> str:
        """Return the identifier of the condition."""
        return self.condition.condition_id or ""

    @property
    def events(self) -> tuple[DosingEvent, ...]:
        """Return what was done, in the order of the card."""
        return self.intervention.events if self.intervention else ()

    @property
    def is_control(self) -> bool:
        """Tell whether treated observations are compared with it."""
        return self.control is not None and self.control.control_kind not in NO_REFERENCE


def arms_of(card: DatasetCard) -> tuple[Arm, ...]:
    """Put together what was done in each condition of a card, in its order.

    Conditions without an identifier are left out: no row can belong to them.
    """
    agents = {agent.agent_id: agent for agent in card.agents if agent.agent_id}
    interventions = {i.intervention_id: i for i in card.interventions if i.intervention_id}
    controls = {c.control_id: c for c in card.controls if c.control_id}
    found = []
    for condition in card.conditions:
        if condition.condition_id is None:
            continue
        intervention = interventions.get(condition.intervention or "")
        control = controls.get(condition.control or "")
        applied = intervention.events if intervention else ()
        ids = _ordered(intervention, control)
        members = tuple(Member(name, agents.get(name), _applying(name, applied)) for name in ids)
        found.append(Arm(condition, members, intervention, control))
    return tuple(found)


def _ordered(intervention: Intervention | None, control: Control | None) -> tuple[str, ...]:
    if intervention is None:
        agent = control.control_agent if control else None
        return (agent,) if agent else ()
    combined = intervention.combination.members if intervention.combination else ()
    in_order = sorted(combined, key=lambda member: member.order_index or 0)
    named = [member.agent for member in in_order]
    named += [event.agent for event in intervention.events if event.event_type in APPLYING]
    return tuple(dict.fromkeys(name for name in named if name))


def _applying(agent_id: str, events: Sequence[DosingEvent]) -> tuple[DosingEvent, ...]:
    return tuple(e for e in events if e.agent == agent_id and e.event_type in APPLYING)
