"""How many members of each combination training knows alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.claims.counter_examples import largest
from aivc.validators.claims.model import Judgement, Obstacle, Verdict
from aivc.validators.claims.sides import axis_of, cannot, rows_of
from aivc.validators.claims.wording import each_of, members, rows, together

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.claims.sides import Rows, Sides
    from aivc.validators.split_facts.model import AxisFacts, SplitFacts

SINGLES = ("agent", "target", "guide")
"""Axes on which a single treatment has a value, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class MembersSeen:
    """Combinations of the evaluated part that the reference does not hold, in any order.

    Attributes
    ----------
    axis
        Facts of the axis ``combination``.
    counted
        Rows of each combination.
    is_new
        Combinations of the evaluated part that the reference does not hold, shape (n_levels,).
    n_seen
        Members that the reference holds as single treatments, shape (n_levels,).
    n_in_others
        Members that the reference holds in other combinations and never alone, shape (n_levels,).
    n_single_rows
        Rows of the evaluated part with a single treatment.
    """

    axis: AxisFacts
    counted: Rows
    is_new: NDArray[np.bool_]
    n_seen: NDArray[np.int64]
    n_in_others: NDArray[np.int64]
    n_single_rows: int

    def classes(self) -> dict[int, int]:
        """Return how many new combinations have each number of members seen, ascending."""
        import numpy as np

        numbers, counts = np.unique(self.n_seen[self.is_new], return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def members_seen(facts: SplitFacts, sides: Sides) -> MembersSeen | Judgement:
    """Count the members of each combination that the reference knows alone."""
    import numpy as np

    axis = axis_of(facts, ("combination",))
    if isinstance(axis, Judgement):
        return axis
    counted = rows_of(axis, sides, with_controls=False)
    if not counted.n_rows:
        return cannot(Obstacle.EMPTY_PART, f"{sides.evaluated_name} holds no combination")
    singles = _singles(facts, axis)
    if singles is None:
        return cannot(Obstacle.NO_AXIS, "the data do not say which treatments are single ones")
    if axis.unlisted_levels is not None or singles.unlisted_levels is not None:
        return cannot(Obstacle.NOT_KNOWN, "there are too many combinations to list them")
    of_singles = rows_of(singles, sides, with_controls=False)
    is_single = np.array([len(members) == 1 for members in singles.members], bool)
    seen_alone = {
        singles.members[k][0] for k in np.flatnonzero(is_single & (of_singles.reference > 0))
    }
    seen_in_others = {
        member for k in np.flatnonzero(counted.reference) for member in axis.members[k]
    } - seen_alone
    return MembersSeen(
        axis,
        counted,
        (counted.evaluated > 0) & (counted.reference == 0),
        np.array([sum(m in seen_alone for m in members) for members in axis.members], np.int64),
        np.array([sum(m in seen_in_others for m in members) for members in axis.members], np.int64),
        int(of_singles.evaluated[is_single].sum()),
    )


def judge_members(facts: SplitFacts, sides: Sides, wanted: int) -> Judgement:
    """Judge whether each new combination has exactly ``wanted`` members that training knows alone.

    The other members must be in no row of the reference: one that it knows from another
    combination is no unseen member. Combinations that the reference holds are not new, and not
    judged here.
    """
    found = members_seen(facts, sides)
    if isinstance(found, Judgement):
        return found
    part, reference = sides.evaluated_name, sides.reference_name
    n_levels, n_rows = int(found.is_new.sum()), int(found.counted.evaluated[found.is_new].sum())
    breaks = found.is_new & ((found.n_seen != wanted) | (found.n_in_others > 0))
    told = _qualifiers(found, sides)
    if breaks.any():
        return Judgement(
            Verdict.REFUTED,
            f"of {n_levels:,} new {together(['combination'], n_levels)} of {part}, "
            f"{int(breaks.sum()):,} {'has' if breaks.sum() == 1 else 'have'} another number of "
            f"members that {reference} knows alone, or one that it knows otherwise: "
            f"{_shares(found, breaks)}",
            int(breaks.sum()),
            n_levels,
            int(found.counted.evaluated[breaks].sum()),
            n_rows,
            largest(found.axis, breaks, found.counted),
            told,
        )
    return Judgement(
        Verdict.SUPPORTED,
        f"of {each_of(n_levels, ['combination'], 'all')} of {part}, {reference} knows "
        f"{members(wanted)} alone",
        0,
        n_levels,
        0,
        n_rows,
        qualifiers=told,
    )


def _shares(found: MembersSeen, breaks: NDArray[np.bool_]) -> str:
    """Say how many combinations have how many members seen alone."""
    said = [f"{n:,} with {n_seen}" for n_seen, n in found.classes().items()]
    n_others = int((breaks & (found.n_in_others > 0)).sum())
    if n_others:
        said.append(f"{n_others:,} with a member known from other combinations")
    return ", ".join(said)


def _qualifiers(found: MembersSeen, sides: Sides) -> tuple[str, ...]:
    if not found.n_single_rows:
        return ()
    have, are = ("has", "is") if found.n_single_rows == 1 else ("have", "are")
    singles = f"{rows(found.n_single_rows)} of {sides.evaluated_name}"
    return (f"{singles} {have} a single treatment and {are} not judged",)


def _singles(facts: SplitFacts, combinations: AxisFacts) -> AxisFacts | None:
    """Return the axis that the members of combinations are values of."""
    members = {member for level in combinations.members for member in level}
    best: AxisFacts | None = None
    most = 0
    for name in SINGLES:
        axis = facts.axes.get(name)
        if axis is None:
            continue
        known = sum(len(level) == 1 and level[0] in members for level in axis.members)
        if best is None or known > most:
            best, most = axis, known
    return best
