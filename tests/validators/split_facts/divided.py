"""Facts of a split of rows made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.generated.views import DatasetCard
from aivc.splits.manifest.integrity import IntegrityFacts
from aivc.validators.split_facts.control import measure_controls
from aivc.validators.split_facts.count import count_axes
from aivc.validators.split_facts.model import SplitFacts

if TYPE_CHECKING:
    from aivc.schema.generated.views import SplitManifest
    from aivc.splits.observations import Observations, Partitioning


def divided(
    observations: Observations,
    partitioning: Partitioning,
    manifest: SplitManifest,
    card: DatasetCard | None = None,
) -> SplitFacts:
    """Count rows that were made by hand."""
    counted = count_axes(observations, partitioning, manifest)
    facts = SplitFacts(
        manifest,
        {},
        "split.yaml",
        IntegrityFacts(),
        parts=counted.parts,
        axes=counted.axes,
        joints=counted.joints,
        associations=counted.associations,
    )
    controls = measure_controls(facts, card or DatasetCard(), observations, partitioning)
    return replace(facts, controls=controls)
