"""Hold out combinations of values that training knows one by one: a drug in another cell line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.deal import deal
from aivc.splits.making.given import given_parts
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
    pairs = pair_links(problem)
    groups = groups_of(problem, (pairs,))
    units = pairs.codes if problem.request.size_in == "units" else None
    sizes = tally(groups.codes, groups.n_groups, problem.strata, units)
    levels = [_levels_of_groups(problem, links, groups) for links in problem.held]
    given = given_parts(problem, groups)
    evaluated = set(range(len(problem.request.parts))) - {problem.request.training}
    if problem.request.folds is None:
        given[(given < 0) & _is_only_one(levels, groups.n_groups)] = problem.request.training
        if groups.n_groups and not (given < 0).any() and not evaluated & set(given.tolist()):
            raise InfeasibleSplitError(_why_nothing(problem, evaluated))
    for turn, parts in deal(sizes, problem.request, 0, given):
        known = _return_unknown(parts, levels, sizes.size, problem.request.training)
        lost = evaluated - set(np.unique(known).tolist())
        if lost:
            raise InfeasibleSplitError(_why_nothing(problem, lost))
        codes = np.append(known, -1)[groups.codes]
        yield turn, problem.start.place(groups.codes >= 0, codes)


def _why_nothing(problem: Problem, lost: set[int]) -> str:
    names = " and ".join(problem.request.parts[k].name for k in sorted(lost))
    axes = " and ".join(problem.request.hold_out)
    return (
        f"Nothing is left for {names}: each of the {axes} pairs that it could hold has a value "
        "that no other pair has, so training could not know it."
    )


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


def _is_only_one(
    levels: list[tuple[NDArray[np.int64], NDArray[np.int64]]], n_groups: int
) -> NDArray[np.bool_]:
    """Return the groups that are the only one of some value; training cannot do without them."""
    is_only = np.zeros(n_groups, bool)
    for group_of, level_of in levels:
        alone = np.bincount(level_of) == 1
        is_only[group_of[alone[level_of]]] = True
    return is_only
