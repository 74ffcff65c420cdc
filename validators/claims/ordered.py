"""Claims that doses or times lie between, or beyond, those of training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.claims.counter_examples import largest
from aivc.validators.claims.model import Judgement, Obstacle, Verdict
from aivc.validators.claims.sides import axis_of, cannot, rows_of, unknown_rows
from aivc.validators.claims.unseen import one_value
from aivc.validators.claims.wording import each_of, label_of, listed, plural_of, rows, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.claims.sides import Rows, Sides
    from aivc.validators.split_facts.model import AxisFacts, SplitFacts

GROUPED_BY = ("agent", "target")
"""Doses of one agent say nothing about the range of another."""

WHERE = {"interpolation": "between", "extrapolation": "beyond"}

SAME = 1e-9
"""Numbers that differ by less than this share are one number, written in different units."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each value of the evaluated part lies among those of the reference.

    All of shape (n_levels,), false where the evaluated part has no rows: among them, strictly
    between the smallest and the largest, strictly outside both, and of a group that the reference
    does not have. ``number`` is NaN where a value is no number.
    """

    known: NDArray[np.bool_]
    between: NDArray[np.bool_]
    beyond: NDArray[np.bool_]
    alone: NDArray[np.bool_]
    number: NDArray[np.float64]


def groups_of(facts: SplitFacts, claimed: str, joint_with: tuple[str, ...]) -> tuple[str, ...]:
    """Return the axes within whose values an order is judged."""
    if joint_with:
        return joint_with
    for axis in GROUPED_BY:
        if axis in facts.axes and facts.joint(claimed, axis) is not None:
            return (axis,)
    return ()


def judge_order(
    facts: SplitFacts, claimed: str, joint_with: tuple[str, ...], sides: Sides, novelty: str
) -> Judgement:
    """Judge ``interpolation`` or ``extrapolation`` on dose or time, for each agent of its own."""
    if claimed in facts.axes and facts.axes[claimed].numbers is None:
        reason = f"the values of {label_of(claimed)} have no order"
        return cannot(Obstacle.NO_NUMBERS, reason)
    groups = groups_of(facts, claimed, joint_with)
    axis = axis_of(facts, (claimed, *groups))
    if isinstance(axis, Judgement):
        return axis
    told = unknown_rows(axis, sides)
    if isinstance(told, Judgement):
        return told
    counted = rows_of(axis, sides, with_controls=True)
    if counted.n_all_levels < 2:
        return one_value(axis, counted.n_all_levels)
    if axis.unlisted_levels is not None:
        return cannot(Obstacle.NOT_KNOWN, "there are too many values to list them")
    placed = placed_levels(facts, axis, claimed, counted)
    is_evaluated = counted.evaluated > 0
    unread = is_evaluated & _is_nan(placed.number)
    if int(counted.evaluated[unread].sum()) * 2 > counted.n_rows:
        reason = (
            f"the {label_of(claimed)} of {int(counted.evaluated[unread].sum()):,} of "
            f"{rows(counted.n_rows)} of {sides.evaluated_name} could not be read as a number"
        )
        return cannot(Obstacle.NO_NUMBERS, reason)
    if unread.any():
        n_unread = int(counted.evaluated[unread].sum())
        told = (*told, f"the {label_of(claimed)} of {rows(n_unread)} could not be read as a number")
    fits = placed.between if novelty == "interpolation" else placed.beyond
    breaks = is_evaluated & ~unread & ~fits
    is_one = counted.n_levels == 1
    each = [f"one {label_of(group)}" if is_one else plural_of(group) for group in groups]
    of_each = f" of {listed(each)}" if each else ""
    of_part = f"{of_each} of {sides.evaluated_name}"
    what = f"{together([claimed], counted.n_levels)}{of_part}"
    if breaks.any():
        return Judgement(
            Verdict.REFUTED,
            f"{int(breaks.sum()):,} of {counted.n_levels:,} {what} "
            f"{'is' if breaks.sum() == 1 else 'are'} not {WHERE[novelty]} those of "
            f"{sides.reference_name}: {_how(placed, breaks, sides)}",
            int(breaks.sum()),
            counted.n_levels,
            int(counted.evaluated[breaks].sum()),
            counted.n_rows,
            largest(axis, breaks, counted),
            told,
        )
    return Judgement(
        Verdict.SUPPORTED,
        f"{each_of(counted.n_levels, [claimed])}{of_part} "
        f"{'lies' if is_one else 'lie'} {WHERE[novelty]} those of "
        f"{sides.reference_name}",
        0,
        counted.n_levels,
        0,
        counted.n_rows,
        qualifiers=told,
    )


def _how(placed: Placed, breaks: NDArray[np.bool_], sides: Sides) -> str:
    ways = (
        (placed.known, f"in {sides.reference_name} itself"),
        (placed.between, "between its values"),
        (placed.beyond, "beyond its values"),
        (placed.alone, f"with nothing in {sides.reference_name} to compare with"),
    )
    return ", ".join(
        f"{int((breaks & where).sum()):,} {words}"
        for where, words in ways
        if (breaks & where).any()
    )


def placed_levels(facts: SplitFacts, axis: AxisFacts, claimed: str, counted: Rows) -> Placed:
    """Place each value of the evaluated part among those of the reference, within its group."""
    import numpy as np

    number = numbers_of(facts, axis, claimed)
    group = _groups(axis, claimed)
    is_known = (counted.reference > 0) & ~np.isnan(number)
    n_groups = int(group.max(initial=-1)) + 1
    low, high = np.full(n_groups, np.inf), np.full(n_groups, -np.inf)
    np.minimum.at(low, group[is_known], number[is_known])
    np.maximum.at(high, group[is_known], number[is_known])
    is_placed = (counted.evaluated > 0) & ~np.isnan(number)
    alone = is_placed & (low[group] > high[group])
    slack = SAME * np.abs(number)
    known = is_placed & ~alone & _is_among(number, group, is_known, slack)
    inside = (number > low[group] + slack) & (number < high[group] - slack)
    outside = (number < low[group] - slack) | (number > high[group] + slack)
    free = is_placed & ~alone & ~known
    return Placed(known, free & inside, free & outside, alone, number)


def numbers_of(facts: SplitFacts, axis: AxisFacts, claimed: str) -> NDArray[np.float64]:
    """Return the number of each level, in the one unit of the axis; NaN where it is none."""
    import numpy as np

    single = facts.axes[claimed]
    if single.numbers is None:
        return np.full(axis.n_levels, np.nan)
    by_name = {single.name_of(k): float(number) for k, number in enumerate(single.numbers)}
    k = axis.axes.index(claimed)
    names = axis.names[k]
    codes = axis.levels[:, k].tolist()
    return np.array([by_name.get(names[code], np.nan) for code in codes], np.float64)


def has_order(axis: str) -> bool:
    """Tell whether values of the axis lie along a line."""
    return axis in AXES and axis in {"dose", "time"}


def _groups(axis: AxisFacts, claimed: str) -> NDArray[np.int64]:
    import numpy as np

    others = [k for k, name in enumerate(axis.axes) if name != claimed]
    if not others or not axis.n_levels:
        return np.zeros(axis.n_levels, np.int64)
    _, codes = np.unique(axis.levels[:, others], axis=0, return_inverse=True)
    return codes.reshape(-1).astype(np.int64)


def _is_among(
    number: NDArray[np.float64],
    group: NDArray[np.int64],
    is_known: NDArray[np.bool_],
    slack: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Tell whether a known number of the same group is as good as equal."""
    import numpy as np

    found = np.zeros(len(number), bool)
    order = np.lexsort((number, group))
    members: Sequence[int] = order.tolist()
    for before, after in ((members, members[1:]), (members[::-1], members[::-1][1:])):
        last = -1
        for here, following in zip(before, after, strict=False):
            last = here if is_known[here] else last
            near = last >= 0 and group[last] == group[following]
            if near and abs(number[last] - number[following]) <= slack[following]:
                found[following] = True
    return found | is_known


def _is_nan(number: NDArray[np.float64]) -> NDArray[np.bool_]:
    import numpy as np

    return np.isnan(number)
