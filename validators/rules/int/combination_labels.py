"""Read the labels of the file as the agents that they name, beside those that the card applies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.agent_classes import is_genetic
from aivc.validators.grammar.labels import members_of, perturbing_members
from aivc.validators.rules.int.labelled_conditions import labelled_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.applied import Applications
    from aivc.validators.rules.int.labelled_conditions import Labelled


ROLES = ("agent", "target", "guide")
"""Roles whose labels name agents."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One label, read.

    Attributes
    ----------
    label
        As the file writes it.
    n_named, n_applied
        Perturbing agents that the label names, and that the card applies.
    has_separator
        Whether the declared separator stands in the label.
    undeclared_separator
        Text between the names of two agents that are applied together, where none is declared.
    """

    label: str
    n_named: int
    n_applied: int
    has_separator: bool
    undeclared_separator: str = ""

    @property
    def differs(self) -> bool:
        """Whether a label that was taken apart names another number of agents."""
        return self.has_separator and self.n_named != self.n_applied


@dataclass(frozen=True, slots=True)
class CombinationLabels:
    """What is needed to read the labels of a card.

    Attributes
    ----------
    separator
        The declared one.
    names
        Names of agents, guides and controls; they are never taken apart.
    controls
        Names of what perturbs nothing.
    agent_of_guide
        Agent by guide.
    """

    applications: Applications
    separator: str | None
    names: frozenset[str]
    controls: frozenset[str]
    agent_of_guide: Mapping[str, str]

    @classmethod
    def of(cls, card: DatasetCard, applications: Applications) -> CombinationLabels:
        """Gather the names of a card."""
        controls = {name for c in card.controls for name in (c.control_id, c.label) if name}
        names: set[str] = set()
        agent_of_guide: dict[str, str] = {}
        for name, agent in applications.agents.items():
            own = {name, agent.label or name}
            guides = [g.guide_id for g in agent.guides if g.guide_id] if is_genetic(agent) else []
            agent_of_guide.update(dict.fromkeys(guides, name))
            own.update(guides)
            names |= own
            if name in applications.inert:
                controls |= own
        separator = card.binding.combination_separator if card.binding is not None else None
        return cls(applications, separator, frozenset(names), frozenset(controls), agent_of_guide)

    def named(self, label: str) -> tuple[str, ...]:
        """Return the perturbing agents that a label names, each once, as agents where known."""
        members = perturbing_members(members_of(label, self.separator, self.names), self.controls)
        return tuple(dict.fromkeys(self.agent_of_guide.get(m, m) for m in members))

    def applied(self, intervention: Intervention, role: str) -> tuple[str, ...]:
        """Return the perturbing agents applied that a column of a role can name."""
        agents = self.applications.perturbing(intervention)
        if role == "agent":
            return agents
        return tuple(a for a in agents if is_genetic(self.applications.agents.get(a)))


def readings_of(
    card: DatasetCard, facts: Facts, role: str, labels: CombinationLabels
) -> Iterator[Reading]:
    """Read the labels of a role in treated conditions."""
    found = [
        (labelled, intervention)
        for labelled in labelled_conditions(card, facts, role)
        if labelled.condition.control is None
        and (
            intervention := labels.applications.interventions.get(
                labelled.condition.intervention or ""
            )
        )
    ]
    singles = _labels_of_singles(found, role, labels)
    for labelled, intervention in found:
        applied = labels.applied(intervention, role)
        members = members_of(labelled.label, labels.separator, labels.names)
        if not applied:
            continue
        yield Reading(
            labelled.label,
            len(labels.named(labelled.label)),
            len(applied),
            len(members) > 1,
            "" if labels.separator else _text_between(labelled.label, applied, singles),
        )


def _labels_of_singles(
    found: list[tuple[Labelled, Intervention]], role: str, labels: CombinationLabels
) -> dict[str, set[str]]:
    """Return what the file calls each agent, from the conditions in which it is alone."""
    singles: defaultdict[str, set[str]] = defaultdict(set)
    for name, agent in labels.applications.agents.items():
        singles[name] |= {name, agent.label or name}
    for labelled, intervention in found:
        applied = labels.applied(intervention, role)
        if len(applied) == 1:
            singles[applied[0]].add(labelled.label)
    return singles


def _text_between(label: str, applied: tuple[str, ...], singles: Mapping[str, set[str]]) -> str:
    """Return the text between the names of two applied agents at the ends of a label."""
    for first in applied:
        for last in applied:
            if first == last:
                continue
            for start in singles[first]:
                for end in singles[last]:
                    between = label[len(start) : len(label) - len(end)]
                    if between and label == f"{start}{between}{end}":
                        return between
    return ""
