"""Hold out the values of one axis, or nothing in particular: groups are placed as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.deal import deal
from aivc.splits.making.given import given_parts
from aivc.splits.making.groups import Groups, group_rows
from aivc.splits.making.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.links import Links
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn


def by_whole_groups(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    """Yield a draft for every turn in which no group is divided."""
    groups = groups_of(problem, problem.held)
    sizes = tally(groups.codes, groups.n_groups, problem.strata, units_of(problem))
    given = given_parts(problem, groups)
    for turn, parts in deal(sizes, problem.request, 0, given):
        codes = np.append(parts, -1)[groups.codes]
        yield turn, problem.start.place(groups.codes >= 0, codes)


def groups_of(problem: Problem, held: Sequence[Links]) -> Groups:
    """Group rows by what is held out and by all hard links; groups of controls alone are left out.

    A group without a value on any held-out axis has nothing that could be new. It is placed with
    the controls.
    """
    hashes = problem.observations.id_hashes
    groups = group_rows(problem.is_placed, (*held, *problem.whole), hashes)
    if not held:
        return groups
    has_value = np.zeros(groups.n_groups, bool)
    for links in held:
        has_value[groups.codes[problem.is_placed & (links.codes >= 0)]] = True
    number = np.where(has_value, np.cumsum(has_value) - 1, -1)
    return Groups(np.append(number, -1)[groups.codes], int(has_value.sum()))


def units_of(problem: Problem) -> NDArray[np.signedinteger] | None:
    """Return the values that sizes count, None where they count rows."""
    if problem.request.size_in == "observations" or not problem.held:
        return None
    return problem.held[0].codes
