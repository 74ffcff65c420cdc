"""Hold out combinations of values that training knows one by one: a drug in another cell line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.deal import deal
from aivc.splits.making.links import Links
from aivc.splits.making.tally import tally
from aivc.splits.making.whole_groups import groups_of
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.groups import Groups
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn


def by_pairs(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    """Yield a draft for every turn in which each value of a tested pair is in training elsewhere.

    Raises
    ------
    InfeasibleSplitError
        No pair can be held out: each is the only one of a value.
    """
    groups = groups_of(problem, (pair_links(problem),))
    sizes = tally(groups.codes, groups.n_groups, problem.strata)
    levels = [_levels_of_groups(problem, links, groups) for links in problem.held]
    given = _given(problem, groups)
    for turn, parts in deal(sizes, problem.request, 0, given):
        known = _return_unknown(parts, levels, sizes.size, problem.request.training)
        lost = set(np.unique(parts).tolist()) - set(np.unique(known).tolist())
        if lost:
            names = " and ".join(problem.request.parts[k].name for k in sorted(lost))
            message = (
                f"Nothing is left for {names}: each of its {' and '.join(problem.request.hold_out)}"
                " pairs has a value that no other pair has, so training could not know it."
            )
            raise InfeasibleSplitError(message)
        codes = np.append(known, -1)[groups.codes]
        yield turn, problem.start.place(groups.codes >= 0, codes)


def pair_links(problem: Problem) -> Links:
    """Return the pair of values of each row, -1 where one is missing."""
    joint = joint_codes([links.codes for links in problem.held])
    is_whole = (joint.combinations >= 0).all(axis=1)
    levels = tuple(
        " | ".join(links.levels[code] for links, code in zip(problem.held, pair, strict=True))
        for pair in joint.combinations[is_whole].tolist()
    )
    number = np.where(is_whole, np.cumsum(is_whole) - 1, -1)
    reason = " and ".join(links.reason for links in problem.held)
    return Links(reason, number[joint.codes], levels)


def _levels_of_groups(
    problem: Problem, links: Links, groups: Groups
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every (group, level) that occurs, as two arrays."""
    rows = (groups.codes >= 0) & problem.is_placed
    pairs = joint_codes([groups.codes[rows], links.codes[rows]]).combinations
    return pairs[:, 0], pairs[:, 1]


def _return_unknown(
    parts: NDArray[np.int64],
    levels: list[tuple[NDArray[np.int64], NDArray[np.int64]]],
    size: NDArray[np.int64],
    training: int,
) -> NDArray[np.int64]:
    """Send groups back to training until it knows every value, the smallest first."""
    returned = parts.copy()
    for group_of, level_of in levels:
        n_levels = int(level_of.max(initial=-1)) + 1
        known = np.zeros(n_levels, bool)
        known[level_of[returned[group_of] == training]] = True
        order = np.lexsort((group_of, size[group_of]))
        for at in order[~known[level_of[order]]].tolist():
            if not known[level_of[at]]:
                returned[group_of[at]] = training
                known[level_of[group_of == group_of[at]]] = True
    return returned


def _given(problem: Problem, groups: Groups) -> NDArray[np.int64]:
    from aivc.splits.making.given import given_parts

    return given_parts(problem, groups)
