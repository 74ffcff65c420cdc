"""Axes that the manifest names and that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.model import SplitFacts

AXIS_OF_ROLE = {"assay": "platform"}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An axis, where the manifest names it, what for, and why it cannot be used."""

    axis: str
    pointer: str
    does: str
    reason: str


def unreadable_axes(split: SplitFacts) -> Iterator[Unreadable]:
    """Yield bound and ordered axes that cannot be used.

    The unit of the split and axes of claims are left out, because other rules speak of them.
    """
    if not split.is_divided:
        return
    spoken = {split.manifest.unit_of_split}
    for claim in split.manifest.claims:
        spoken.update((claim.claim_axis, *claim.joint_with))
    binding = split.manifest.binding
    for key in binding.keys if binding is not None else ():
        axis = AXIS_OF_ROLE.get(key.role or "", key.role or "")
        if axis in split.absent and axis not in spoken:
            yield Unreadable(axis, key.pointer, "binds", split.absent[axis])
    for ordered in split.manifest.ordered_axes:
        axis = ordered.claim_axis or ""
        reason = _why_unordered(split, axis)
        if axis and reason:
            yield Unreadable(axis, ordered.pointer, "orders parts by", reason)


def _why_unordered(split: SplitFacts, axis: str) -> str:
    facts = split.axes.get(axis)
    if facts is None:
        return split.absent.get(axis, "no column or entity tells it")
    if facts.numbers is None:
        return "its values are no numbers"
    if all(map(isnan, facts.numbers.tolist())):
        return f"none of its values is a number in {facts.unit or 'one unit'}"
    return ""
