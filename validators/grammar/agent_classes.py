"""Tell agents apart by class without loading the reading views, which rules need not pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from aivc.schema.generated.views import (
        Agent,
        Biologic,
        Chemical,
        Environmental,
        GeneticPerturbation,
    )


def is_chemical(agent: Agent | None) -> TypeGuard[Chemical]:
    """Tell whether an agent is a small molecule."""
    return agent is not None and agent.class_name == "Chemical"


def is_biologic(agent: Agent | None) -> TypeGuard[Biologic]:
    """Tell whether an agent is a protein or another biologic."""
    return agent is not None and agent.class_name == "Biologic"


def is_genetic(agent: Agent | None) -> TypeGuard[GeneticPerturbation]:
    """Tell whether an agent changes a gene or its expression."""
    return agent is not None and agent.class_name == "GeneticPerturbation"


def is_environmental(agent: Agent | None) -> TypeGuard[Environmental]:
    """Tell whether an agent is a change of the surroundings."""
    return agent is not None and agent.class_name == "Environmental"
