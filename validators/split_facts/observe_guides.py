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


def targets_of_rows(guides: Labelled, keys: AxisKeys, context: IdentityContext) -> AxisKeys | None:
    """Let the guide of each row tell its target; None where no guide tells any.

    Parameters
    ----------
    guides, keys
        Guides of rows as they are called, and resolved as guides.
    context
        Targets that are told, and the organism.
    """
    found = resolve_guide_targets(
        guides.labels,
        told=context.guide_targets,
        organism=context.organism,
        separator=context.separator,
        control_labels=context.control_labels,
    )
    if found.names == keys.levels:
        return None  # a guide whose target cannot be read is its own
    return keys_of("target", guides, found)
