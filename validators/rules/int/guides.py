"""The guides of a card, with the agent that each belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.grammar.agent_classes import is_genetic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, GeneticPerturbation, GuideRNA


def genetic_agents(card: DatasetCard) -> tuple[GeneticPerturbation, ...]:
    """Return the agents that change a gene."""
    return tuple(agent for agent in card.agents if is_genetic(agent))


def guides_of(card: DatasetCard) -> Iterator[tuple[GeneticPerturbation, GuideRNA]]:
    """Yield each guide with its agent, in the order of the card."""
    for agent in genetic_agents(card):
        for guide in agent.guides:
            yield agent, guide
