"""The members of single and combined interventions, as a table of levels by members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import UnknownAxisError

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from aivc.splits.making.problem import Problem
    from aivc.splits.observations import AxisKeys, Observations

_TRIALS = 8
"""Starts of the growth of a set of members; the best is kept."""


@dataclass(frozen=True, slots=True)
class MemberSets:
    """Levels of an axis and the members that they are made of.

    Attributes
    ----------
    level_of_rows
        Level of each row, -1 where it has none, shape (n_rows,).
    level, member
        Every (level, member) that belongs together, level ascending.
    size, n_rows
        Members and rows of each level, shape (n_levels,).
    n_members
        Members in all.
    is_alone
        Whether each member is also a level of its own, shape (n_members,).
    """

    level_of_rows: NDArray[np.int64]
    level: NDArray[np.int64]
    member: NDArray[np.int64]
    size: NDArray[np.int64]
    n_rows: NDArray[np.int64]
    n_members: int
    is_alone: NDArray[np.bool_]

    @property
    def n_levels(self) -> int:
        """Levels."""
        return len(self.size)

    @property
    def combined(self) -> NDArray[np.intp]:
        """Levels of several members."""
        return np.flatnonzero(self.size > 1)

    def count(self, members: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Count the members of each level that are among some."""
        chosen = members[self.member]
        return np.bincount(self.level[chosen], minlength=self.n_levels)

    def grown(
        self, free: NDArray[np.bool_], wanted: int, draw: Generator, *, inside: bool
    ) -> NDArray[np.bool_]:
        """Choose members for a test, as a mask.

        Drawn blindly, a fifth of the members holds a twenty-fifth of the pairs, or none. So a set
        is grown from a random member by the one that completes most combinations, several times,
        and the set that holds most is kept. Where no combination has to lie inside, any will do.
        """
        candidates = np.flatnonzero(free)
        wanted = min(wanted, len(candidates))
        if not inside:
            chosen = np.zeros(self.n_members, bool)
            chosen[draw.permutation(candidates)[:wanted]] = True
            return chosen
        trials = [self._grown_once(free, wanted, draw) for _ in range(_TRIALS)]
        return max(trials, key=self._n_inside)

    def _n_inside(self, chosen: NDArray[np.bool_]) -> int:
        return int(((self.count(chosen) == self.size) & (self.size > 1)).sum())

    def _grown_once(
        self, free: NDArray[np.bool_], wanted: int, draw: Generator
    ) -> NDArray[np.bool_]:
        chosen = np.zeros(self.n_members, bool)
        lot = draw.uniform(size=self.n_members)
        in_combination = (self.size > 1)[self.level]
        level, member = self.level[in_combination], self.member[in_combination]
        for _ in range(wanted):
            lacking = self.size - self.count(chosen)
            gain = np.bincount(member, 1.0 / lacking[level].clip(1) ** 2, minlength=self.n_members)
            closes = np.bincount(member, lacking[level] == 1, minlength=self.n_members)
            worth = np.where(free & ~chosen, closes + 0.01 * gain + lot, -np.inf)
            chosen[np.argmax(worth)] = True
        return chosen


def member_sets(problem: Problem) -> MemberSets:
    """Lay out the members of the rows that the design places.

    Raises
    ------
    UnknownAxisError
        No axis tells combinations.
    """
    keys = _axis_with_members(problem.observations)
    codes = np.where(problem.is_placed, keys.codes, -1).astype(np.int64)
    names = sorted({name for members in keys.members for name in members})
    place = {name: k for k, name in enumerate(names)}
    level = np.repeat(np.arange(len(keys.members)), [len(m) for m in keys.members])
    member = np.array([place[name] for members in keys.members for name in members], np.int64)
    size = np.bincount(level, minlength=len(keys.members))
    n_rows = np.bincount(codes[codes >= 0], minlength=len(keys.members))
    is_alone = np.zeros(len(names), bool)
    single = (size == 1) & (n_rows > 0)
    is_alone[member[single[level]]] = True
    occurs = n_rows > 0
    number = np.where(occurs, np.cumsum(occurs) - 1, -1)
    kept = occurs[level]
    return MemberSets(
        np.append(number, -1)[codes],
        number[level[kept]],
        member[kept],
        size[occurs],
        n_rows[occurs],
        len(names),
        is_alone,
    )


def _axis_with_members(observations: Observations) -> AxisKeys:
    for axis in ("agent", "target", "guide", "combination"):
        keys = observations.axes.get(axis)
        if keys is not None and any(len(members) > 1 for members in keys.members):
            return keys
    message = (
        "The data tell of no combinations: no label of an agent, target or guide has several "
        "members. Say what separates them with `binding: {combination_separator: +}`."
    )
    raise UnknownAxisError(message)
