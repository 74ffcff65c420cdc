"""The small molecules of a card, and what their SMILES say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import Chemical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard


def chemicals(card: DatasetCard) -> Iterator[Chemical]:
    """Yield the small molecules among the agents."""
    for agent in card.agents:
        if isinstance(agent, Chemical):
            yield agent
