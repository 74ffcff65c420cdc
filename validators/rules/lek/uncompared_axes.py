"""Axes that the card or a column tells, and that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.split_facts.model import SplitFacts

AXIS_OF_ROLE = {"assay": "platform"}
ALWAYS_SAID = frozenset({"well"})
"""Axes that are compared whatever the manifest says; where they cannot be, that is told."""


def uncompared_axes(split: SplitFacts, card: DatasetCard) -> Iterator[tuple[str, str]]:
    """Yield axes with the reason; those that the manifest names are told by other rules."""
    if not split.is_divided:
        return
    named = {split.manifest.unit_of_split, *(o.claim_axis for o in split.manifest.ordered_axes)}
    for claim in split.manifest.claims:
        named.update((claim.claim_axis, *claim.joint_with))
    named.update(_bound(split.manifest.binding))
    told = _bound(card.binding) | ALWAYS_SAID - frozenset(split.manifest.shared_axes)
    for axis, reason in sorted(split.absent.items()):
        if axis in told and axis not in named:
            yield axis, reason


def _bound(binding: object) -> frozenset[str]:
    keys = getattr(binding, "keys", ())
    return frozenset(AXIS_OF_ROLE.get(key.role or "", key.role or "") for key in keys)
