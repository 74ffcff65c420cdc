"""Read what 10x writes about each feature into var."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.facts.model import FrameFacts

COLUMN = "feature_types"

KINDS = {
    "Gene Expression": ("gene",),
    "Antibody Capture": ("antibody_tag", "hashtag", "protein"),
    "Multiplexing Capture": ("hashtag",),
    "CRISPR Guide Capture": ("guide",),
    "Peaks": ("peak",),
}
"""Feature types of the standard by the words of Cell Ranger."""


def kinds_in(var: FrameFacts | None) -> tuple[tuple[str, int], ...]:
    """Return the known kinds of feature that var names, with how many there are of each."""
    column = var.columns.get(COLUMN) if var is not None else None
    if column is None:
        return ()
    pairs = zip(column.categories, column.counts.tolist(), strict=True)
    return tuple((kind, count) for kind, count in pairs if count and kind in KINDS)
