"""Which design a request is, and what that design may claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from aivc.splits.making.ordered import agents_of_order

if TYPE_CHECKING:
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import Observations


class Design(Enum):
    """The kinds of division."""

    RANDOM = "random"
    GROUPS = "groups"
    JOINT = "joint"
    CROSSED = "crossed"
    """Blocks of several axes where the rows off the diagonal train: only the pair is new."""

    PAIRS = "pairs"
    COMBINATIONS = "combinations"
    ORDERED = "ordered"
    BLOCKS = "blocks"
    FEW_SHOT = "few_shot"


PACKED = frozenset({Design.RANDOM, Design.GROUPS, Design.BLOCKS, Design.PAIRS})
"""Designs that divide no link, because whole groups are placed."""


def design_of(request: SplitRequest) -> Design:
    """Return the design of a request that holds together."""
    if request.members_seen:
        return Design.COMBINATIONS
    if request.ordered_axis:
        return Design.ORDERED
    if request.block is not None:
        return Design.BLOCKS
    if request.few_shot is not None:
        return Design.FEW_SHOT
    if request.novelty == "seen_in_other_context":
        return Design.PAIRS
    if len(request.hold_out) > 1:
        return Design.JOINT if request.off_diagonal == "excluded" else Design.CROSSED
    return Design.GROUPS if request.hold_out else Design.RANDOM


@dataclass(frozen=True, slots=True)
class Told:
    """What the header says about a design.

    ``whole`` are the axes that it keeps whole by construction; ``claims`` are those of one
    evaluated part, without its name.
    """

    whole: tuple[str, ...]
    method: str
    claims: tuple[dict[str, Any], ...] = ()
    order_rule: str = ""
    members: bool = field(default=False)


def told_by(request: SplitRequest, observations: Observations) -> Told:
    """Return what a design may say: that which was asked for and holds by construction."""
    design = design_of(request)
    held = request.hold_out
    match design:
        case Design.GROUPS | Design.JOINT:
            return Told(held, _method(request), tuple(_unseen(axis) for axis in held))
        case Design.CROSSED | Design.PAIRS:
            claim = {
                "claim_axis": held[0],
                "joint_with": list(held[1:]),
                "novelty": "seen_in_other_context",
            }
            return Told((), _method(request), (claim,))
        case Design.FEW_SHOT:
            shots: dict[str, Any] = {
                "claim_axis": held[0],
                "novelty": "few_shot",
                "few_shot_limit": request.few_shot,
            }
            return Told((), _method(request), (shots,))
        case Design.COMBINATIONS:
            return Told(("combination",), "random", (_unseen("combination"),), members=True)
        case Design.ORDERED:
            return _told_of_order(request, observations)
        case Design.BLOCKS:
            # Blocks that touch are neighbours: without a buffer there is nothing to claim of them.
            blocks = () if request.buffer is None else ("spatial_block",)
            claims = tuple(_unseen(axis) for axis in (*blocks, *held))
            return Told(("spatial_block",), "spatial_block", claims)
        case _:
            return Told((), _method(request))


def _unseen(axis: str) -> dict[str, Any]:
    return {"claim_axis": axis, "novelty": "unseen"}


def _told_of_order(request: SplitRequest, observations: Observations) -> Told:
    axis = request.ordered_axis
    claim: dict[str, Any] = {"claim_axis": axis}
    if agents_of_order(observations) is not None:
        claim["joint_with"] = ["agent"]
    claim["novelty"] = "interpolation" if request.interpolate else "extrapolation"
    rule = "test_within_training" if request.interpolate else "test_beyond_training"
    return Told((), "temporal" if axis == "time" else "random", (claim,), rule)


def _method(request: SplitRequest) -> str:
    if request.leave_one_out:
        return "leave_one_group_out"
    if request.folds is not None:
        return "group_kfold" if request.hold_out or request.keep_whole else "random"
    if request.strata:
        return "stratified"
    if "scaffold" in request.hold_out:
        return "scaffold"
    if "compound_cluster" in request.hold_out:
        return "similarity_cluster"
    return "random"
