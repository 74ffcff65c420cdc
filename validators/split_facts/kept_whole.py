"""Which axes a manifest keeps whole between two parts, and which it lets them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind, coarser

if TYPE_CHECKING:
    from aivc.schema.generated.views import Claim
    from aivc.validators.split_facts.model import Pair, SplitFacts

LENIENT = frozenset({"train_only", "shared_all"})
"""Control policies under which controls of an evaluated group may be learned from."""


def claims_about(split: SplitFacts, pair: Pair) -> tuple[Claim, ...]:
    """Return the claims that compare two parts; without ``against_partition`` that is training."""
    evaluated, reference = split.parts[pair.evaluated], split.parts[pair.reference]
    found = []
    for claim in split.manifest.claims:
        names = {evaluated.name, reference.name}
        if claim.against_partition is not None:
            is_meant = {claim.partition, claim.against_partition} == names
        else:
            is_meant = claim.partition == evaluated.name and reference.role == "training"
        if is_meant:
            found.append(claim)
    return tuple(found)


def claimed_unseen(split: SplitFacts, pair: Pair, axis: str) -> Claim | None:
    """Return the claim that no value of this axis alone is known to the reference."""
    return next(
        (
            claim
            for claim in claims_about(split, pair)
            if claim.novelty == "unseen" and claim.claim_axis == axis and not claim.joint_with
        ),
        None,
    )


def is_kept_whole(split: SplitFacts, pair: Pair, axis: str) -> bool:
    """Tell whether no value of an axis may be in both parts: any is then a leak.

    That is so for the unit of the split, for what is claimed to be unseen, and for axes of single
    physical things, such as cells and wells, unless the manifest lists these in ``shared_axes``.
    """
    if split.manifest.unit_of_split == axis or claimed_unseen(split, pair, axis) is not None:
        return True
    return AXES[axis].kind is AxisKind.UNIT and axis not in split.manifest.shared_axes


def may_be_shared(split: SplitFacts, axis: str) -> bool:
    """Tell whether the manifest says that parts share values of an axis.

    What is declared of a finer axis holds for those that it lies within: who shares samples shares
    donors.
    """
    declared = split.manifest.shared_axes
    return any(name == axis or (name in AXES and axis in coarser(name)) for name in declared)


def pointer_of(split: SplitFacts, pair: Pair, axis: str) -> str:
    """Return where the manifest says that an axis is kept whole; empty where it does not say so."""
    claim = claimed_unseen(split, pair, axis)
    if claim is not None:
        return claim.pointer
    return "/unit_of_split" if split.manifest.unit_of_split == axis else ""


def counts_controls(split: SplitFacts) -> bool:
    """Tell whether a control makes its donor, plate or batch one that the part holds.

    Under ``train_only`` and ``shared_all`` it does not: the manifest says that baselines are known.
    """
    return split.manifest.control_policy not in LENIENT
