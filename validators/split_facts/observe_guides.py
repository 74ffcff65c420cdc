"""The targets of rows, by their guides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.generated.views import GeneticPerturbation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.split_facts.observe_labelled import Labelled


def guide_targets(card: DatasetCard) -> Mapping[str, tuple[str, ...]]:
    """Return the features that each guide of the card is made against, by id of the guide."""
    found: dict[str, tuple[str, ...]] = {}
    for agent in card.agents:
        if isinstance(agent, GeneticPerturbation):
            for guide in agent.guides:
                features = guide.guide_features or agent.intended_features
                if guide.identifier and features:
                    found.setdefault(guide.identifier, tuple(features))
    return found


def targets_of_rows(card: DatasetCard, guides: Labelled) -> Labelled | None:
    """Let the guide of each row tell its target; None where the card knows none of them."""
    known = guide_targets(card)
    if not known:
        return None
    members = tuple(known.get(label, ()) for label in guides.labels)
    if not any(members):
        return None
    return replace(guides, source="card", members=members, numbers=None)
