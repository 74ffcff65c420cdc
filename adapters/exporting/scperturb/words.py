"""The words of scPerturb for kinds of perturbation, units and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import Biologic, Environmental, GeneticPerturbation
from aivc.schema.vocabulary import VocabularyUnavailableError, genes, is_descendant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.adapters.exporting.arms import Member
    from aivc.schema.generated.views import Agent

CONTROL = "control"
JOIN = "+"

UNITS = {
    "mol/L": "M",
    "mmol/L": "mM",
    "umol/L": "uM",
    "nmol/L": "nM",
    "pmol/L": "pM",
}
"""Units that the field spells in another way than UCUM."""

GENETIC = {
    "activation": "CRISPRa",
    "interference": "CRISPRi",
    "knockout": "CRISPR-cas9",
    "cutting": "CRISPR-cas9",
    "overexpression": "ORF overexpression",
    "mutant_overexpression": "ORF overexpression",
    "knockdown": "RNAi",
}

NORMAL, CANCER = "PATO:0000461", "MONDO:0005070"


def perturbation_type(agent: Agent | None) -> str | None:
    """Return the kind of an agent in the words of scPerturb."""
    if isinstance(agent, GeneticPerturbation):
        modality = agent.genetic_modality or ""
        return GENETIC.get(modality, modality.replace("_", " ") or None)
    if isinstance(agent, Biologic):
        return "cytokine" if agent.biologic_type == "cytokine" else "protein"
    if isinstance(agent, Environmental):
        return agent.environmental_factor
    words = {"Chemical": "drug", "Infectious": "infection", "Cellular": "cells"}
    return words.get(agent.agent_type or "") if agent else None


def symbols_of(features: Iterable[str], organism: str | None) -> tuple[str, ...]:
    """Return the symbols of genes given as Ensembl ids; the id where no symbol is held."""
    try:
        table = genes(organism) if organism else None
    except VocabularyUnavailableError:
        table = None
    return tuple((table.by_id(feature) if table else None) or feature for feature in features)


def label_of_member(member: Member, organism: str | None) -> str:
    """Name an agent: a genetic one by its targets, any other by its label."""
    target = target_of(member, organism)
    return target or member.label


def target_of(member: Member, organism: str | None) -> str | None:
    """Return the genes that a genetic agent is meant for; None for any other agent."""
    if not isinstance(member.agent, GeneticPerturbation) or not member.agent.intended_features:
        return None
    return JOIN.join(symbols_of(member.agent.intended_features, organism))


def is_cancer(diseases: Iterable[str]) -> bool | None:
    """Tell whether one of some diseases is a neoplasm; None where it is not known."""
    known = [term for term in diseases if term.startswith("MONDO:") or term == NORMAL]
    if not known:
        return None
    return any(term != NORMAL and is_descendant(term, CANCER, include_self=True) for term in known)
