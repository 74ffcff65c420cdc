"""The agents that arms apply."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import distinct, identifier
from aivc.adapters.drafting.perturbation_kinds import (
    BIOLOGIC,
    CHEMICAL,
    KNOCKOUT,
    AgentKind,
    is_ligand,
    kind_of_word,
)
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.substances import compound_facts, vehicle_facts
from aivc.schema.vocabulary import GeneMatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.adapters.drafting.arms import Arm
    from aivc.adapters.drafting.gene_names import GeneNames

Key = tuple[str, str]
"""Name of an agent and the kind of perturbation that the file gives beside it."""


@dataclass(frozen=True, slots=True)
class Agents:
    """Agents of a card, and the identifier of each by name and kind."""

    section: Section
    ids: Mapping[Key, str]
    kinds: Mapping[str, AgentKind]
    """By identifier."""
    vehicles: Mapping[str, str] = field(default_factory=dict)
    """Identifier of each vehicle by name."""


def draft_agents(
    arms: Iterable[Arm], genes: GeneNames, facts: Mapping[str, Mapping[str, Any]], column: str
) -> Agents:
    """Draft one agent for each name that an arm applies, and one for each vehicle.

    Parameters
    ----------
    arms
        The arms.
    genes
        Genes of the organism; knows none where agents are no genes.
    facts
        What other columns say of an agent (structure identifiers), by name.
    column
        Column that names the agents, for the evidence.
    """
    section = Section({"agents": []})
    arms = list(arms)
    keys = list(dict.fromkeys((w.name, arm.modality) for arm in arms for w in arm.members))
    names = [name for name, _ in keys]
    is_genetic = bool(names) and genes.share(dict.fromkeys(names)) >= 0.8
    several = {name for name in names if names.count(name) > 1}
    ids = distinct([identifier(n, m) if n in several else identifier(n) for n, m in keys])
    kinds: dict[str, AgentKind] = {}
    for agent_id, (name, modality) in zip(ids, keys, strict=True):
        kind, because = _kind(name, modality, column, is_genetic=is_genetic)
        kinds[agent_id] = kind
        _add(section, agent_id, name, kind, because, genes, facts.get(name, {}))
    vehicles = _vehicles(section, arms, set(ids))
    return Agents(section, dict(zip(keys, ids, strict=True)), kinds, vehicles)


def _kind(name: str, modality: str, column: str, *, is_genetic: bool) -> tuple[AgentKind, str]:
    stated = kind_of_word(modality) if modality else None
    if stated is not None:
        return stated, f"the file says {modality}"
    if is_genetic:
        said = f"the labels of {column} are gene symbols; how genes were changed is not said"
        return KNOCKOUT, said
    if is_ligand(name):
        return BIOLOGIC, f"'{name}' is a name of a cytokine, growth factor or stimulus"
    return CHEMICAL, f"the labels of {column} are no genes, so they are taken for small molecules"


def _add(
    section: Section,
    agent_id: str,
    name: str,
    kind: AgentKind,
    because: str,
    genes: GeneNames,
    facts: Mapping[str, Any],
) -> None:
    agents: list[dict[str, Any]] = section.slots["agents"]
    place = ("agents", len(agents))
    agent: dict[str, Any] = {"agent_id": agent_id, "agent_type": kind.agent_type, "label": name}
    section.guess((*place, "agent_type"), because)
    if kind.agent_type == "GeneticPerturbation":
        agent |= {"genetic_modality": kind.genetic_modality, "strategy": kind.strategy}
        section.guess((*place, "genetic_modality"), because)
        _target(section, place, agent, name, genes)
    elif kind.agent_type == "Chemical":
        found = dict(facts)
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


def _vehicles(section: Section, arms: list[Arm], taken: set[str]) -> dict[str, str]:
    """Add an agent for each vehicle; one that the file does not name is called vehicle."""
    marks = [arm.control for arm in arms if arm.control is not None]
    names = dict.fromkeys(mark.vehicle for mark in marks if mark.kind == "vehicle")
    vehicles = {}
    for name in names:
        known = vehicle_facts(name)
        agent_id = identifier(name or "vehicle")
        if agent_id in taken:
            agent_id = f"{agent_id}_vehicle"
        agents = section.slots["agents"]
        agents.append(
            {
                "agent_id": agent_id,
                "agent_type": "Chemical",
                **({"label": name or "vehicle"} | (known or {})),
            }
        )
        if known:
            section.guess(("agents", len(agents) - 1), f"'{name}' is a known vehicle")
        vehicles[name] = agent_id
    return vehicles
