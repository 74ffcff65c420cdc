"""Whether more holds than a claim says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind, coarser
from aivc.validators.claims.identifiability import is_wholly_new
from aivc.validators.claims.judge import axes_of
from aivc.validators.claims.model import Verdict
from aivc.validators.claims.sides import Sides, rows_of, sides_of, tolerates_controls
from aivc.validators.claims.unseen import judge_unseen

if TYPE_CHECKING:
    from aivc.schema.generated.views import Claim
    from aivc.validators.split_facts.model import SplitFacts


def stronger_axes(facts: SplitFacts, claim: Claim) -> tuple[str, ...]:
    """Return the axes on which values are unseen altogether, and of which a claim says less.

    Axes that the manifest claims or shares itself are left out, and a claim that does not hold has
    none.
    """
    sides = sides_of(facts, claim)
    if not isinstance(sides, Sides) or claim.members_seen is not None:
        return ()
    axes = axes_of(claim)
    if any(axis not in facts.axes for axis in axes):
        return ()
    if claim.novelty == "few_shot":
        return _not_even_few(facts, axes, sides)
    if claim.novelty != "unseen":
        return ()
    if judge_unseen(facts, axes, sides).verdict is not Verdict.SUPPORTED:
        return ()
    candidates = axes if claim.joint_with else _wider(axes[0])
    said = _unseen_in(facts, claim) | set(facts.manifest.shared_axes)
    found = [
        axis
        for axis in AXES
        if axis in candidates
        and axis not in said
        and axis in facts.axes
        and is_wholly_new(facts, axis, sides)
        and judge_unseen(facts, (axis,), sides).verdict is Verdict.SUPPORTED
    ]
    return tuple(axis for axis in found if not any(more in coarser(axis) for more in found))


def _wider(axis: str) -> frozenset[str]:
    if axis == "combination":  # of a combination, agent and target are its members joined
        return frozenset()
    return frozenset(name for name in coarser(axis) if AXES[name].kind is not AxisKind.UNIT)


def _not_even_few(facts: SplitFacts, axes: tuple[str, ...], sides: Sides) -> tuple[str, ...]:
    axis = facts.joint(*axes)
    if axis is None:
        return ()
    counted = rows_of(axis, sides, with_controls=not tolerates_controls(facts))
    if not counted.n_rows or bool((counted.reference[counted.evaluated > 0] > 0).any()):
        return ()
    return axes if counted.n_all_levels > 1 else ()


def _unseen_in(facts: SplitFacts, claim: Claim) -> set[str]:
    return {
        other.claim_axis or ""
        for other in facts.manifest.claims
        if other.partition == claim.partition and other.novelty == "unseen" and not other.joint_with
    }
