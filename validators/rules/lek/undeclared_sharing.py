"""Axes that parts share and that the manifest does not speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.split_facts.kept_whole import claims_about, is_kept_whole, may_be_shared
from aivc.validators.split_facts.overlap import overlap_of
from aivc.validators.split_facts.overlap_causes import leaked_levels

if TYPE_CHECKING:
    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts
    from aivc.validators.split_facts.overlap import Overlap

RELATIVE = frozenset({"replicate"})
"""Numbers that start anew in each group: replicate 1 of one sample is not that of another."""


def undeclared(split: SplitFacts, pair: Pair) -> tuple[Overlap, ...]:
    """Return what two parts share on axes that are neither kept whole, nor claimed, nor declared.

    An axis that groups rows as a declared one does is left out.
    """
    claimed = {
        axis
        for claim in claims_about(split, pair)
        for axis in (claim.claim_axis, *claim.joint_with)
    }
    spoken = [
        name
        for name in split.axes
        if name in claimed or may_be_shared(split, name) or is_kept_whole(split, pair, name)
    ]
    return tuple(
        overlap_of(split, pair, facts)
        for name, facts in split.axes.items()
        if name not in spoken
        and name not in RELATIVE
        and len(leaked_levels(split, pair, facts))
        and not any(_is_same(facts, split.axes[other]) for other in spoken)
    )


def _is_same(one: AxisFacts, other: AxisFacts) -> bool:
    """Tell whether two axes have the same values with the same rows in each part."""
    return one.names == other.names and one.rows.tolist() == other.rows.tolist()
