"""The agents that arms apply."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.control_kinds import CONTROL_CONSTRUCTS
from aivc.adapters.drafting.names import distinct, identifier
from aivc.adapters.drafting.perturbation_kinds import (
    BIOLOGIC,
    CHEMICAL,
    UNSAID,
    AgentKind,
    is_ligand,
    kind_of_word,
)
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.substances import compound_facts, vehicle_facts
from aivc.schema.vocabulary import GeneMatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aivc.adapters.drafting.arms import Arm
    from aivc.adapters.drafting.control_marks import ControlMark
    from aivc.adapters.drafting.gene_names import GeneNames
    from aivc.adapters.drafting.guides import FoundGuides
    from aivc.adapters.drafting.written_amounts import Written

Key = tuple[str, str]
"""Name of an agent and the kind of perturbation that the file gives beside it."""


@dataclass(frozen=True, slots=True)
class Agents:
    """Agents of a card, and the identifier of each by name and kind."""

    section: Section
    ids: Mapping[Key, str]
    kinds: Mapping[str, AgentKind]
    """By identifier."""
    of_controls: Mapping[ControlMark, str] = field(default_factory=dict)
    """Identifier of what is applied in place of an agent, by control."""

    def of(self, member: Written) -> str:
        """Return the identifier of the agent that a label names."""
        return self.ids[member.name, member.modality]


@dataclass(frozen=True, slots=True)
class AgentSources:
    """What agents are described from.

    Attributes
    ----------
    genes
        Genes of the organism.
    genetic_columns
        Columns whose agents are genetic.
    facts
        What other columns say of an agent (structure identifiers), by name.
    guides
        Guides by what they hit.
    column
        Columns that name the agents, for the evidence.
    """

    genes: GeneNames
    genetic_columns: frozenset[str]
    facts: Mapping[str, Mapping[str, Any]]
    guides: FoundGuides
    column: str


def draft_agents(arms: Iterable[Arm], sources: AgentSources) -> Agents:
    """Draft one agent for each name that an arm applies, and one for what controls got instead."""
    section = Section({"agents": []})
    arms = list(arms)
    members: dict[Key, Written] = {}
    for arm in arms:
        for member in arm.members:
            members.setdefault((member.name, member.modality), member)
    n_kinds = Counter(name for name, _ in members)
    several = {name for name, n in n_kinds.items() if n > 1}
    ids = distinct([identifier(n, m) if n in several else identifier(n) for n, m in members])
    kinds: dict[str, AgentKind] = {}
    for agent_id, ((name, modality), member) in zip(ids, members.items(), strict=True):
        is_genetic = member.column in sources.genetic_columns
        kind, because = _kind(name, modality, sources.column, is_genetic=is_genetic)
        kinds[agent_id] = kind
        _add(section, agent_id, name, kind, because, sources)
    by_key = dict(zip(members, ids, strict=True))
    marks = list(dict.fromkeys(arm.control for arm in arms if arm.control is not None))
    of_controls = _of_controls(section, marks, by_key, set(ids), sources)
    return Agents(section, by_key, kinds, of_controls)


def _kind(name: str, modality: str, column: str, *, is_genetic: bool) -> tuple[AgentKind, str]:
    stated = kind_of_word(modality) if modality else None
    if stated is UNSAID:
        return UNSAID, f"the file says {modality}, and not how genes were changed"
    if stated is not None:
        return stated, f"the file says {modality}"
    if is_genetic:
        said = f"the labels of {column} are names of genes or guides"
        return UNSAID, f"{said}; how genes were changed is not said"
    if is_ligand(name):
        return BIOLOGIC, f"'{name}' is a name of a cytokine, growth factor or stimulus"
    return CHEMICAL, f"the labels of {column} are no genes, so they are taken for small molecules"


def _add(
    section: Section,
    agent_id: str,
    name: str,
    kind: AgentKind,
    because: str,
    sources: AgentSources,
) -> None:
    agents: list[dict[str, Any]] = section.slots["agents"]
    place = ("agents", len(agents))
    agent: dict[str, Any] = {"agent_id": agent_id, "agent_type": kind.agent_type, "label": name}
    section.guess((*place, "agent_type"), because)
    if kind.agent_type == "GeneticPerturbation":
        agent["genetic_modality"] = kind.genetic_modality
        if kind.strategy:
            agent["strategy"] = kind.strategy
        section.guess((*place, "genetic_modality"), because)
        guides = sources.guides.of(name)
        if guides:
            agent["guides"] = [{"guide_id": g, "guide_role": "targeting"} for g in guides]
            section.guess((*place, "guides"), sources.guides.because)
        _target(section, place, agent, name, sources.genes)
    elif kind.agent_type == "Chemical":
        found = dict(sources.facts.get(name, {}))
        if "chebi_id" not in found:
            found |= compound_facts(name)
            if "chebi_id" in found:
                section.guess((*place, "chebi_id"), "ChEBI has one compound of this name")
        agent |= found
    agents.append(agent)


def _target(
    section: Section, place: tuple[str, int], agent: dict[str, Any], name: str, genes: GeneNames
) -> None:
    match = genes.find(name)
    if match is None or len(match.ensembl_ids) != 1:
        return
    agent["intended_features"] = list(match.ensembl_ids)
    said = "the label is the approved symbol of this gene"
    if match.kind in {GeneMatchKind.ALIAS, GeneMatchKind.PREVIOUS}:
        said = f"{name} is an older name of {match.symbol} ({match.ensembl_ids[0]})"
    elif match.kind in {GeneMatchKind.ENSEMBL_ID, GeneMatchKind.VERSIONED_ID}:
        said = "the label is a gene id"
    section.guess((*place, "intended_features"), said)


def _of_controls(
    section: Section,
    marks: Sequence[ControlMark],
    ids: Mapping[Key, str],
    taken: set[str],
    sources: AgentSources,
) -> dict[ControlMark, str]:
    """Return what each control got in place of an agent, and add what is not an agent yet."""
    by_name = {name: agent_id for (name, _), agent_id in ids.items()}
    found: dict[ControlMark, str] = {}
    vehicles: dict[str, str] = {}
    for mark in marks:
        if mark.kind == "vehicle":
            if mark.agent not in vehicles:
                vehicles[mark.agent] = _vehicle(section, mark.agent, taken)
            found[mark] = vehicles[mark.agent]
        elif mark.kind == "positive" and mark.agent in by_name:
            found[mark] = by_name[mark.agent]
        elif mark.kind in CONTROL_CONSTRUCTS and sources.guides.of_controls(mark.label):
            found[mark] = _construct(section, mark, taken, sources.guides)
    return found


def _vehicle(section: Section, name: str, taken: set[str]) -> str:
    """Add the agent of a vehicle; one that the file does not name is called vehicle."""
    known = vehicle_facts(name)
    agent_id = _free(identifier(name or "vehicle"), "vehicle", taken)
    agents = section.slots["agents"]
    slots = {"label": name or "vehicle"} | (known or {})
    agents.append({"agent_id": agent_id, "agent_type": "Chemical", **slots})
    if known:
        section.guess(("agents", len(agents) - 1), f"'{name}' is a known vehicle")
    return agent_id


def _construct(section: Section, mark: ControlMark, taken: set[str], guides: FoundGuides) -> str:
    """Add the agent of the guides of a control."""
    agents = section.slots["agents"]
    agent_id = _free(identifier(mark.label, "guides"), "control", taken)
    place = ("agents", len(agents))
    section.guess((*place, "guides"), guides.because)
    agents.append(
        {
            "agent_id": agent_id,
            "agent_type": "GeneticPerturbation",
            "label": mark.label,
            "genetic_modality": UNSAID.genetic_modality,
            "strategy": "control",
            "intended_features": [],
            "guides": [
                {"guide_id": guide, "guide_role": "control"}
                for guide in guides.of_controls(mark.label)
            ],
        }
    )
    section.guess((*place, "genetic_modality"), "it is that of the other guides")
    return agent_id


def _free(wanted: str, behind: str, taken: set[str]) -> str:
    found = wanted if wanted not in taken else f"{wanted}_{behind}"
    taken.add(found)
    return found
