"""Read the labels of the file as the agents that they name, beside those that the card applies."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from aivc.validators.grammar.agent_classes import is_genetic
from aivc.validators.grammar.labels import LabelReader, perturbing_members
from aivc.validators.rules.int.labelled_conditions import labelled_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.applied import Applications


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
        Perturbing agents that the label names, 1 where it was not taken apart, and that the card
        applies.
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
    reader
        Takes labels apart; it knows the names of agents and guides.
    controls
        Names of what perturbs nothing.
    agent_of_guide
        Agent by guide.
    perturbing
        Perturbing agents by intervention.
    """

    applications: Applications
    reader: LabelReader
    controls: frozenset[str]
    agent_of_guide: Mapping[str, str]
    perturbing: Mapping[str, tuple[str, ...]]

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
        perturbing = {
            name: applications.perturbing(intervention)
            for name, intervention in applications.interventions.items()
        }
        reader = LabelReader.of(separator, names)
        return cls(applications, reader, frozenset(controls), agent_of_guide, perturbing)

    def named(self, members: tuple[str, ...]) -> tuple[str, ...]:
        """Return the perturbing agents among the members of a label, each once."""
        perturbing = perturbing_members(members, self.controls, self.reader.names)
        return tuple(dict.fromkeys(self.agent_of_guide.get(m, m) for m in perturbing))

    def applied(self, condition: Condition, role: str) -> tuple[str, ...]:
        """Return the perturbing agents applied in a condition that a column of a role can name."""
        if condition.control is not None:
            return ()
        agents = self.perturbing.get(condition.intervention or "", ())
        if role == "agent":
            return agents
        return tuple(a for a in agents if is_genetic(self.applications.agents.get(a)))


def readings_of(
    card: DatasetCard, facts: Facts, role: str, labels: CombinationLabels
) -> Iterator[Reading]:
    """Read the labels of a role in treated conditions."""
    found = [
        (labelled.label, applied)
        for labelled in labelled_conditions(card, facts, role)
        if (applied := labels.applied(labelled.condition, role))
    ]
    is_declared = bool(labels.reader.separator)
    singles = {} if is_declared else _labels_of_singles(found, labels)
    for label, applied in found:
        members = labels.reader.members(label)
        yield Reading(
            label,
            len(labels.named(members)) if len(members) > 1 else 1,
            len(applied),
            len(members) > 1,
            "" if is_declared else _text_between(label, applied, singles),
        )


def _labels_of_singles(
    found: list[tuple[str, tuple[str, ...]]], labels: CombinationLabels
) -> dict[str, set[str]]:
    """Return what the file calls each agent, from the conditions in which it is alone."""
    singles = {
        name: {name, agent.label or name} for name, agent in labels.applications.agents.items()
    }
    for label, applied in found:
        if len(applied) == 1:
            singles.setdefault(applied[0], set()).add(label)
    return singles


def _text_between(label: str, applied: tuple[str, ...], singles: Mapping[str, set[str]]) -> str:
    """Return the text between the names of two applied agents at the ends of a label."""
    for first, last in permutations(applied, 2):
        names, others = singles.get(first, set()), singles.get(last, set())
        end = next((n for n in range(len(label), 0, -1) if label[:n] in names), None)
        if end is None:
            continue
        start = next((n for n in range(end + 1, len(label)) if label[n:] in others), None)
        if start is not None:
            return label[end:start]
    return ""
