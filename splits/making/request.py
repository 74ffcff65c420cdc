"""What a split shall be like."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.splits.axes import AXES, AxisKind

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES = ("training", "validation", "calibration", "test", "external_test")
"""Roles of parts that can be asked for, from the one that is learned from to the last judged."""

POLICIES = ("split_with_group", "split_random", "train_only", "shared_all")


class SplitRequestError(AivcError, ValueError):
    """A request contradicts itself or names what does not exist."""


@dataclass(frozen=True, slots=True)
class PartRequest:
    """One part that is asked for.

    ``size`` below 1 is a share, from 1 on a count; None takes what the others leave.
    """

    name: str
    role: str
    size: float | None = None


TRAIN_AND_TEST = (PartRequest("train", "training"), PartRequest("test", "test", 0.2))


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """What a split shall be like.

    Attributes
    ----------
    hold_out
        Axes whose values in the evaluated parts are not in training. Several are held out jointly:
        a test row is then new on each of them, and a row that is new on some only is left out
        (or trained on, see ``off_diagonal``).
    parts
        Name, role and size of each part. Exactly one of them trains.
    size_in
        What sizes count: ``observations``, or ``units``, the values of the first held-out axis.
    novelty
        ``unseen``, or ``seen_in_other_context``: what is new is then the combination of values of
        the held-out axes, each of which training knows from elsewhere.
    off_diagonal
        Of several axes that are each unseen: ``excluded`` or ``training``, where rows go that are
        held out on some axes only.
    folds, leave_one_out, repeats, inner_folds
        Each group is tested in one of ``folds``, or alone; all of it ``repeats`` times with other
        seeds; within what is not tested, ``inner_folds`` folds take turns in validation.
    strata
        Axes or columns of obs whose shares shall be the same in all parts.
    few_shot
        Number of observations of each held-out value that go to training after all.
    members_seen
        Numbers of members that training knows, for combinations: one test part for each.
    interpolate, extrapolate
        Ordered axis (``dose``, ``time``) of which values between, or beyond, those of training are
        tested.
    block, buffer
        Edge of blocks in space, and distance that is kept free between parts, in the unit of the
        coordinates.
    given
        Values that a part shall hold, as (axis, value), by name of the part.
    exclude
        Values whose observations are left out, as (axis, value).
    keep_whole, shared
        Further axes whose values lie in one part each; physical units (``well``, ``cell``) that may
        be in several parts although they are kept whole otherwise.
    controls
        Policy of controls; None chooses ``split_with_group`` where a held-out axis has a value for
        controls, and ``split_random`` elsewhere.
    tolerance
        Greatest difference between the size of a part that was asked for and the one it gets, as a
        share of everything.
    draw
        Number of the draw under one seed: who is not content with one may draw again.
    """

    hold_out: tuple[str, ...] = ()
    parts: tuple[PartRequest, ...] = TRAIN_AND_TEST
    size_in: str = "observations"
    novelty: str = "unseen"
    off_diagonal: str = "excluded"
    folds: int | None = None
    leave_one_out: bool = False
    repeats: int = 1
    inner_folds: int | None = None
    strata: tuple[str, ...] = ()
    few_shot: int | None = None
    members_seen: tuple[int, ...] = ()
    interpolate: str = ""
    extrapolate: str = ""
    block: float | None = None
    buffer: float | None = None
    given: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    exclude: tuple[tuple[str, str], ...] = ()
    keep_whole: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    controls: str | None = None
    tolerance: float = 0.1
    validation_role: str = "model_selection"
    purpose: str = "benchmark"
    seed: int = 0
    draw: int = 0

    @property
    def training(self) -> int:
        """Position of the part that trains."""
        return next(k for k, part in enumerate(self.parts) if part.role == "training")

    @property
    def tested(self) -> int:
        """Position of the part that takes turns: the first test, or else the last part."""
        tests = [k for k, part in enumerate(self.parts) if part.role == "test"]
        return tests[0] if tests else len(self.parts) - 1

    @property
    def has_turns(self) -> bool:
        """Whether several divisions are asked for: folds, repeats, or folds within folds."""
        return bool(self.folds or self.leave_one_out or self.inner_folds or self.repeats > 1)

    @property
    def ordered_axis(self) -> str:
        """The ordered axis that is held out, or nothing."""
        return self.interpolate or self.extrapolate

    @property
    def control_policy(self) -> str:
        """The policy of controls, chosen by the held-out axes where none is asked for."""
        if self.controls is not None:
            return self.controls
        is_by_intervention = bool(self.members_seen or self.ordered_axis) or (
            bool(self.hold_out)
            and all(AXES[axis].kind is AxisKind.INTERVENTION for axis in self.hold_out)
        )
        mixes_contexts = self.novelty != "unseen" or self.off_diagonal != "excluded"
        return "split_random" if is_by_intervention or mixes_contexts else "split_with_group"
