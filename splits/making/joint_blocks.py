"""Hold out several axes at once: a tested row is new on each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.making.deal import deal
from aivc.splits.making.draft import Reason
from aivc.splits.making.given import given_parts
from aivc.splits.making.groups import Groups
from aivc.splits.making.tally import tally
from aivc.splits.making.whole_groups import groups_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.links import Links
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn

OFF_DIAGONAL = Reason("held out on some axes and not on others")


def by_joint_blocks(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    """Yield a draft for every turn: each axis is divided, and a part is where they agree.

    A row without a value on one axis, such as a control, goes by the others.
    """
    dimensions = _dimensions(problem)
    dealt = [
        deal(
            tally(groups.codes, groups.n_groups, problem.strata, _units(problem, links)),
            problem.request,
            k,
            given_parts(problem, groups, {links.axis}),
        )
        for k, (links, groups) in enumerate(zip(problem.held, dimensions, strict=True))
    ]
    for turns in zip(*dealt, strict=True):
        codes = [
            np.append(parts, -1)[groups.codes]
            for (_, parts), groups in zip(turns, dimensions, strict=True)
        ]
        yield turns[0][0], _joined(problem, codes)


def _joined(problem: Problem, codes: list[NDArray[np.int64]]) -> Draft:
    together = np.stack(codes)
    high = together.max(axis=0)
    low = np.where(together < 0, np.iinfo(np.int64).max, together).min(axis=0)
    agrees = (high >= 0) & (low == high)
    draft = problem.start.place(agrees, high)
    differs = (high >= 0) & (low != high)
    if problem.request.off_diagonal == "training":
        return draft.place(differs, problem.request.training)
    return draft.leave_out(differs, OFF_DIAGONAL)


def _dimensions(problem: Problem) -> list[Groups]:
    """Group the rows on each axis; every further hard link merges groups on one axis only.

    Two rows of different parts differ on every axis, so it is enough that a link is kept on one.
    The axis is chosen on which more groups remain.
    """
    kept: list[tuple[Links, ...]] = [()] * len(problem.held)
    for links in problem.whole:
        remaining = [
            groups_of_axis(problem, k, (*kept[k], links)).n_groups
            - groups_of_axis(problem, k, kept[k]).n_groups
            for k in range(len(problem.held))
        ]
        best = int(np.argmax(remaining))
        kept[best] = (*kept[best], links)
    return [groups_of_axis(problem, k, kept[k]) for k in range(len(problem.held))]


def groups_of_axis(problem: Problem, k: int, whole: tuple[Links, ...]) -> Groups:
    """Group rows by one held-out axis and some links; rows without a value have no group."""
    from dataclasses import replace

    narrowed = replace(problem, whole=whole)
    groups = groups_of(narrowed, (problem.held[k],))
    return Groups(np.where(_valued(problem.held[k]), groups.codes, -1), groups.n_groups)


def _units(problem: Problem, links: Links) -> NDArray[Any] | None:
    return links.codes if problem.request.size_in == "units" else None


def _valued(links: Links) -> NDArray[Any]:
    return np.asarray(links.codes >= 0)
