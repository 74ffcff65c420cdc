"""Which condition is compared with which: what a card says about treatments and controls."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import Agent, Condition, Control, DatasetCard, Intervention

NOT_BIOLOGICAL = frozenset({"empty", "carrier", "reference_channel"})
"""Kinds of control without an untreated state of cells in them."""

POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Treated conditions, control conditions, and the links between them.

    Parameters
    ----------
    treated
        Conditions with an intervention and no control. A positive control that has an intervention
        is treated too: it is compared with a negative one.
    controls
        Controls of the card by identifier.
    realised
        Conditions that are each control, by its identifier; controls that no condition is are
        absent.
    links
        Identifiers of the controls declared for each treated condition, in the order of the card.
    """

    treated: Mapping[str, Condition]
    controls: Mapping[str, Control]
    realised: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[str, ...]]

    def references(self, condition_id: str) -> tuple[Control, ...]:
        """Return the controls that a treated condition may be compared with.

        Controls without cells and positive controls are left out, as is what no condition is.
        """
        linked = (self.controls[control_id] for control_id in self.links[condition_id])
        return tuple(c for c in linked if is_reference(c) and c.control_id in self.realised)

    def reference_conditions(self, condition_id: str) -> tuple[str, ...]:
        """Return the control conditions that a treated condition may be compared with."""
        return tuple(
            name
            for control in self.references(condition_id)
            for name in self.realised[control.control_id or ""]
            if name != condition_id
        )

    @property
    def negative_conditions(self) -> frozenset[str]:
        """Conditions that are some biological control other than a positive one."""
        return frozenset(
            name
            for control_id, names in self.realised.items()
            if is_reference(self.controls[control_id])
            for name in names
        )


def is_reference(control: Control) -> bool:
    """Tell whether an effect can be measured against a control of this kind."""
    return control.control_kind not in NOT_BIOLOGICAL and control.control_kind != POSITIVE


def contrasts_of(card: DatasetCard) -> Contrasts:
    """Read treatments, controls and links from a card; what does not resolve is left out."""
    controls = {c.control_id: c for c in card.controls if c.control_id is not None}
    realised: defaultdict[str, list[str]] = defaultdict(list)
    treated: dict[str, Condition] = {}
    for condition in card.conditions:
        name = condition.condition_id
        if name is None:
            continue
        control = controls.get(condition.control or "")
        if control is not None:
            realised[condition.control or ""].append(name)
        if condition.intervention is not None and (
            condition.control is None or (control and control.control_kind == POSITIVE)
        ):
            treated[name] = condition
    return Contrasts(
        treated,
        controls,
        {control_id: tuple(names) for control_id, names in realised.items()},
        _links(treated, controls),
    )


def _links(
    treated: Mapping[str, Condition], controls: Mapping[str, Control]
) -> dict[str, tuple[str, ...]]:
    for_all = [name for name, control in controls.items() if control.is_for_all_treated]
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for name, control in controls.items():
        if control.is_for_all_treated:
            continue
        for condition in dict.fromkeys(control.control_for):
            listed[condition].append(name)
    order = {name: position for position, name in enumerate(controls)}
    return {
        condition.condition_id or "": tuple(
            name
            for name in sorted((*for_all, *listed[condition.condition_id or ""]), key=order.get)  # type: ignore[arg-type]
            if name != condition.control
        )
        for condition in treated.values()
    }


def agents_of(intervention: Intervention) -> tuple[str, ...]:
    """Return the identifiers of the agents of an intervention, sorted."""
    named = {event.agent for event in intervention.events}
    if intervention.combination is not None:
        named.update(member.agent for member in intervention.combination.members)
    return tuple(sorted(name for name in named if name is not None))


def agents_by_condition(card: DatasetCard) -> dict[str, tuple[Agent, ...]]:
    """Return the agents of every condition that has an intervention; unknown agents are left out.

    Conditions of the same intervention share one tuple.
    """
    known = {agent.agent_id: agent for agent in card.agents}
    applied = {
        intervention.intervention_id: tuple(
            known[name] for name in agents_of(intervention) if name in known
        )
        for intervention in card.interventions
    }
    return {
        condition.condition_id: applied[condition.intervention]
        for condition in card.conditions
        if condition.condition_id is not None and condition.intervention in applied
    }
