"""The targets of rows, by their guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import GeneticPerturbation
from aivc.splits.identity.guides import resolve_guide_targets
from aivc.validators.split_facts.observe_identity import keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.identity.context import IdentityContext
    from aivc.splits.observations import AxisKeys
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


def targets_of_rows(guides: Labelled, context: IdentityContext) -> AxisKeys | None:
    """Let the guide of each row tell its target; None where no name of a guide tells any."""
    found = resolve_guide_targets(
        guides.labels,
        told=context.guide_targets,
        organism=context.organism,
        separator=context.separator,
        control_labels=context.control_labels,
    )
    if not any("guide against" in merge.reason for merge in found.merges):
        return None
    return keys_of("target", guides, found)
