"""Agents from a table whose features are guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import identifier
from aivc.adapters.drafting.role_names import rank_of
from aivc.adapters.drafting.section import Section
from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.gene_names import GeneNames
    from aivc.adapters.drafting.measured import Measured
    from aivc.storage.model import Column, Frame


def draft_guides(measured: Sequence[Measured], genes: GeneNames) -> Section:
    """Draft one agent for each target of the guides that a table counts."""
    section = Section({"agents": []})
    for item in measured:
        if item.features.feature_type != "guide":
            continue
        target = _target(item.table.var)
        if target is not None:
            _add(section, item, target, genes)
    return section


def _target(var: Frame) -> Column | None:
    ranked = [
        (rank, info.name)
        for info in var.columns
        if (rank := rank_of("target", info.name)) is not None
    ]
    try:
        return var.column(min(ranked)[1]) if ranked else None
    except UnreadableInputError:
        return None


def _add(section: Section, item: Measured, target: Column, genes: GeneNames) -> None:
    by_target: dict[str, list[str]] = {}
    for guide, code in zip(item.features.names, target.codes.tolist(), strict=False):
        if code >= 0:
            by_target.setdefault(target.categories[code], []).append(guide)
    said = f"{item.table.name} counts {len(item.features.names)} guides, and var says what they hit"
    unsaid = "the file has guides and does not say how they change their genes"
    for name in sorted(by_target):
        is_control = control_kind_of(name) is not None
        match = None if is_control else genes.find(name)
        features = list(match.ensembl_ids) if match and len(match.ensembl_ids) == 1 else []
        role = "control" if is_control else "targeting"
        place = ("agents", len(section.slots["agents"]))
        agent: dict[str, Any] = {
            "agent_id": identifier(name),
            "agent_type": "GeneticPerturbation",
            "label": name,
            "genetic_modality": "knockout",
            "strategy": "control" if is_control else "CRISPR knockout screen",
            "guides": [{"guide_id": guide, "guide_role": role} for guide in by_target[name]],
        }
        if features or is_control:
            agent["intended_features"] = features
        section.guess((*place, "agent_type"), said)
        section.guess((*place, "genetic_modality"), unsaid)
        section.slots["agents"].append(agent)
