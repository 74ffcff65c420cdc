"""What claims say of one another, whatever the data are."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, coarser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import Claim, SplitManifest

KNOWN = frozenset({"seen", "few_shot", "seen_in_other_context"})


def contradictions(manifest: SplitManifest) -> Iterator[tuple[Claim, str]]:
    """Yield each claim that cannot be true with what the manifest says before it, and what that is.

    Parameters
    ----------
    manifest
        The header.
    """
    for claim in manifest.claims:
        axis = claim.claim_axis
        if claim.novelty == "unseen" and not claim.joint_with and axis in manifest.shared_axes:
            yield claim, f"`shared_axes` says that {axis} may be shared"
    for one, other in combinations(manifest.claims, 2):
        if are_about_the_same_parts(one, other) and _exclude(one, other):
            yield other, f"`{one.pointer}` says that {_said(one)}"


def repetitions(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield each claim that follows from another one of the manifest, with that one."""
    for k, claim in enumerate(claims):
        for j, other in enumerate(claims):
            both = follows_from(claim, other) and follows_from(other, claim)
            if j != k and follows_from(claim, other) and (not both or j < k):
                yield claim, other
                break


def are_about_the_same_parts(one: Claim, other: Claim) -> bool:
    """Tell whether two claims compare the same part with the same others."""
    return one.partition == other.partition and (one.against_partition or "") == (
        other.against_partition or ""
    )


def follows_from(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim is true wherever another one is."""
    if not are_about_the_same_parts(claim, other) or claim.novelty != other.novelty:
        return False
    mine, its = _axes(claim), _axes(other)
    if claim.novelty != "unseen":
        same_limit = claim.few_shot_limit == other.few_shot_limit
        return set(mine) == set(its) and mine[0] == its[0] and same_limit
    if claim.members_seen not in {None, other.members_seen}:
        return False
    known = set(mine).union(*(coarser(axis) for axis in mine if axis in AXES))
    return set(its) <= known


def _exclude(one: Claim, other: Claim) -> bool:
    novelties = {one.novelty, other.novelty}
    same_axes = set(_axes(one)) == set(_axes(other))
    if novelties == {"interpolation", "extrapolation"}:
        return same_axes
    if novelties == {"unseen"}:
        seen = {one.members_seen, other.members_seen} - {None}
        return same_axes and len(seen) > 1
    unseen = one if one.novelty == "unseen" else other
    known = other if unseen is one else one
    if unseen.novelty != "unseen" or known.novelty not in KNOWN:
        return False
    if known.novelty == "seen_in_other_context":
        return _axes(unseen) == (known.claim_axis,)
    return set(_axes(unseen)) <= set(_axes(known))


def _axes(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys((claim.claim_axis or "", *claim.joint_with)))


def _said(claim: Claim) -> str:
    axes = " and ".join(_axes(claim))
    members = "" if claim.members_seen is None else f" with {claim.members_seen} members seen"
    novelty = str(claim.novelty).replace("_", " ")
    return f"{axes} of {claim.partition} is {novelty}{members}"
