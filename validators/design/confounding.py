"""Roles that are the treatment under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.comparability import coarsest, is_confounded
from aivc.validators.design.role_tables import BLOCK_ROLES
from aivc.validators.design.treatments import treatments_by_block

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, DesignFacts


def block_roles(card: DatasetCard) -> tuple[str, ...]:
    """Return the roles that blocks are made of.

    A knocked-out line is a cell line of its own, so where genes are perturbed the cell line is
    part of the treatment.
    """
    if any(agent.agent_type == "GeneticPerturbation" for agent in card.agents):
        return tuple(role for role in BLOCK_ROLES if role != "cell_line")
    return BLOCK_ROLES


def confounded_roles(card: DatasetCard, design: DesignFacts) -> dict[str, Contingency]:
    """Return rows by treatment and block for each role whose blocks are the treatments.

    Of roles that are names for the same partition only the first is returned.
    """
    found = {}
    for role in block_roles(card):
        table = treatments_by_block(card, design, role)
        if table is not None and is_confounded(table):
            found[role] = table
    return {role: found[role] for role in coarsest(design, found)}
