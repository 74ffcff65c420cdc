"""The largest claims that a split supports, whether its manifest makes them or not."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind, coarser
from aivc.validators.claims.identifiability import shape_of, weighed
from aivc.validators.claims.members import judge_members, members_seen
from aivc.validators.claims.model import ClaimVerdict, Judgement, Verdict
from aivc.validators.claims.ordered import groups_of, judge_order
from aivc.validators.claims.seen import judge_few_shot
from aivc.validators.claims.sides import Sides, between, rows_of
from aivc.validators.claims.space import BLOCK, is_measured_in_space, judge_places
from aivc.validators.claims.unseen import judge_unseen
from aivc.validators.claims.wording import claim_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.model import SplitFacts

ORDERED = ("dose", "time")
FEW_ROWS = 100
FEW_OF_USUAL = 0.1
"""A value counts as few-shot where training has at most so many of its rows, and at most this share
of what it has of a usual value: otherwise every rare value would be one."""


def supported(facts: SplitFacts) -> tuple[ClaimVerdict, ...]:
    """Return the largest claims that each pair of parts supports.

    A claim that follows from another is left out: of an unseen donor the samples are unseen too.
    Units, such as wells, are named only where nothing else is new, and axes on which every row has
    a value of its own not at all: any split keeps these apart. Each claim has its verdict on
    identifiability, as if the manifest made it.
    """
    found: list[ClaimVerdict] = []
    for pair in facts.pairs():
        sides = between(facts, pair.evaluated, (pair.reference,))
        if isinstance(sides, Sides):
            found.extend(_of_pair(facts, sides))
    return tuple(found)


def _of_pair(facts: SplitFacts, sides: Sides) -> Iterator[ClaimVerdict]:
    if is_measured_in_space(facts, (BLOCK,)):
        near = judge_places(facts, sides)
        if near.verdict is Verdict.SUPPORTED:
            yield _verdict(facts, (BLOCK,), "unseen", sides, near)
    unseen = unseen_axes(facts, sides)
    telling = tuple(axis for axis in unseen if not tells_rows_apart(facts, axis))
    largest = largest_axes(facts, telling, sides)
    placed = [verdict for axis in ORDERED for verdict in _order(facts, axis, sides)]
    if "combination" in unseen:
        placed += _members(facts, sides)
    for axis in largest:
        if any(verdict.axes[0] == axis for verdict in placed):
            continue  # where it lies, or what it is made of, says more than that it is new
        yield _verdict(facts, (axis,), "unseen", sides, judge_unseen(facts, (axis,), sides))
    for axes in _unseen_joints(facts, sides, unseen):
        yield _verdict(facts, axes, "unseen", sides, judge_unseen(facts, axes, sides))
    yield from placed
    for axis in facts.axes:
        if axis not in unseen:
            yield from _few_shot(facts, axis, sides)


def unseen_axes(facts: SplitFacts, sides: Sides) -> tuple[str, ...]:
    """Return all axes on which the evaluated part is wholly new."""
    return tuple(
        axis
        for axis in facts.axes
        if judge_unseen(facts, (axis,), sides).verdict is Verdict.SUPPORTED
    )


def tells_rows_apart(facts: SplitFacts, axis: str) -> bool:
    """Tell whether every row has a value of its own, so that the axis is new in any part."""
    counted = facts.axes[axis]
    compared = [k for k, part in enumerate(facts.parts) if part.is_compared]
    if counted.rows[:, compared].sum(axis=1).max(initial=0) > 1:
        return False
    if counted.unlisted_rows is None or counted.unlisted_levels is None:
        return True
    return bool((counted.unlisted_rows[compared] == counted.unlisted_levels[compared]).all())


def largest_axes(facts: SplitFacts, unseen: tuple[str, ...], sides: Sides) -> tuple[str, ...]:
    """Leave out axes whose novelty follows from that of another."""
    kept = [
        axis
        for axis in unseen
        if axis not in told_by_combinations(facts, unseen, sides)
        and not any(follows(facts, axis, other) for other in unseen if other != axis)
    ]
    things = [axis for axis in kept if AXES[axis].kind is not AxisKind.UNIT]
    return tuple(things or kept)


def told_by_combinations(
    facts: SplitFacts, unseen: tuple[str, ...], sides: Sides
) -> tuple[str, ...]:
    """Return the axes on which only combinations are new, which is told of combinations."""
    if "combination" not in unseen:
        return ()
    found = members_seen(facts, sides)
    is_alone = not isinstance(found, Judgement) and not found.n_single_rows
    return ("condition", "agent", "guide", "target") if is_alone else ()


def follows(facts: SplitFacts, finer: str, other: str) -> bool:
    """Tell whether an unseen value of ``other`` makes those of ``finer`` unseen by nature.

    By nature, or because in these data a technical axis lies within it.
    """
    if other in coarser(finer):
        return finer != "combination"
    is_technical = AXES[finer].kind in {AxisKind.TECHNICAL, AxisKind.UNIT} or finer == "sample"
    shape = shape_of(facts, other, finer) if is_technical else None
    if shape is None or not shape.other_in_one:
        return False
    # Of two technical axes that are one and the same, the first speaks.
    both_technical = AXES[other].kind is AxisKind.TECHNICAL
    names = list(AXES)
    return not (both_technical and shape.is_one_to_one and names.index(finer) < names.index(other))


def _unseen_joints(
    facts: SplitFacts, sides: Sides, unseen: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    for axes in facts.joints:
        if set(axes) & set(unseen) or "observation" in axes:
            continue
        smaller = (part for n in range(2, len(axes)) for part in combinations(axes, n))
        if any(_is_unseen(facts, part, sides) for part in smaller):
            continue
        if _is_unseen(facts, axes, sides):
            yield axes


def _is_unseen(facts: SplitFacts, axes: tuple[str, ...], sides: Sides) -> bool:
    return judge_unseen(facts, axes, sides).verdict is Verdict.SUPPORTED


def _members(facts: SplitFacts, sides: Sides) -> Iterator[ClaimVerdict]:
    found = members_seen(facts, sides)
    if isinstance(found, Judgement):
        return
    classes = found.classes()
    if len(classes) == 1:
        [wanted] = classes
        judged = judge_members(facts, sides, wanted)
        if judged.verdict is Verdict.SUPPORTED:
            yield _verdict(facts, ("combination",), "unseen", sides, judged, members=wanted)


def _order(facts: SplitFacts, axis: str, sides: Sides) -> Iterator[ClaimVerdict]:
    if axis not in facts.axes or facts.axes[axis].numbers is None:
        return
    for novelty in ("interpolation", "extrapolation"):
        judged = judge_order(facts, axis, (), sides, novelty)
        if judged.verdict is Verdict.SUPPORTED:
            yield _verdict(facts, (axis, *groups_of(facts, axis, ())), novelty, sides, judged)


def _few_shot(facts: SplitFacts, axis: str, sides: Sides) -> Iterator[ClaimVerdict]:
    import numpy as np

    if AXES[axis].kind is AxisKind.UNIT:
        return
    counted = rows_of(facts.axes[axis], sides, with_controls=True)
    is_evaluated = counted.evaluated > 0
    others = counted.reference[~is_evaluated & (counted.reference > 0)]
    if not is_evaluated.any() or not len(others):
        return
    limit = int(counted.reference[is_evaluated].max())
    if 0 < limit <= min(FEW_ROWS, FEW_OF_USUAL * float(np.median(others))):
        judged = judge_few_shot(facts, (axis,), sides, limit)
        if judged.verdict is Verdict.SUPPORTED:
            yield _verdict(facts, (axis,), "few_shot", sides, judged, limit=limit)


def _verdict(
    facts: SplitFacts,
    axes: tuple[str, ...],
    novelty: str,
    sides: Sides,
    judged: Judgement,
    *,
    limit: int | None = None,
    members: int | None = None,
) -> ClaimVerdict:
    confounders: tuple[str, ...] = ()
    if novelty != "few_shot" and axes != (BLOCK,) and (len(axes) == 1 or novelty != "unseen"):
        judged, confounders = weighed(facts, axes[0], sides, judged, frozenset())
    return ClaimVerdict(
        claim=claim_in_words(
            axes,
            novelty,
            sides.evaluated_name,
            sides.reference_name,
            limit=limit,
            members_seen=members,
        ),
        axes=axes,
        novelty=novelty,
        evaluated=sides.evaluated_name,
        reference=sides.reference_name,
        verdict=judged.verdict,
        because=judged.because,
        n_levels=judged.n_levels,
        n_rows=judged.n_rows,
        qualifiers=judged.qualifiers,
        members_seen=members,
        confounders=confounders,
    )
