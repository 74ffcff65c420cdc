"""Make splits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.combinations import by_members
from aivc.splits.making.controls import further_parts, place_controls
from aivc.splits.making.crossings import CrossingError, crossings, settle
from aivc.splits.making.design import PACKED, Design, design_of
from aivc.splits.making.few_shot import with_few_shots
from aivc.splits.making.header import header_of
from aivc.splits.making.idle_buffer import idle_buffer
from aivc.splits.making.joint_blocks import by_joint_blocks
from aivc.splits.making.links import Links
from aivc.splits.making.made import MadeSplit
from aivc.splits.making.ordered import by_order
from aivc.splits.making.pairs import by_pairs
from aivc.splits.making.problem import pose
from aivc.splits.making.request_check import check_request
from aivc.splits.making.sizes import held_out_values, part_sizes, strata_deviation
from aivc.splits.making.spatial import by_blocks, with_buffer, without_linked
from aivc.splits.making.whole_groups import by_whole_groups
from aivc.splits.observations import Partitioning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.making.turns import Turn
    from aivc.splits.observations import Observations

DESIGNS = {
    Design.RANDOM: by_whole_groups,
    Design.GROUPS: by_whole_groups,
    Design.FEW_SHOT: by_whole_groups,
    Design.JOINT: by_joint_blocks,
    Design.CROSSED: by_joint_blocks,
    Design.PAIRS: by_pairs,
    Design.COMBINATIONS: by_members,
    Design.ORDERED: by_order,
    Design.BLOCKS: by_blocks,
}


def make_split(
    observations: Observations, request: SplitRequest, *, links: Sequence[Links] = ()
) -> tuple[MadeSplit, ...]:
    """Divide observations so that what is held out is in one part only.

    The result depends on the observations, the request and its seed alone; it is the same in
    whatever order the rows or the labels of the file are.

    Parameters
    ----------
    observations
        Rows on all axes, after identity was resolved.
    request
        What is wanted.
    links
        Further rows that belong together, such as identical ones.

    Returns
    -------
    tuple
        One split for every fold, repeat and inner fold.

    Raises
    ------
    SplitRequestError
        The request contradicts itself, or names a value that does not exist.
    UnknownAxisError
        The data say nothing about an axis that is asked for.
    InfeasibleSplitError
        No division does it. The message names the groups that block it and, where one was found by
        trying, the smallest change to the request that helps.
    """
    check_request(request)
    try:
        return divide(observations, request, links)
    except InfeasibleSplitError as error:
        from aivc.splits.making.explain import explained

        raise explained(error, observations, request, links) from error


def divide(
    observations: Observations, request: SplitRequest, links: Sequence[Links]
) -> tuple[MadeSplit, ...]:
    """Make the splits of a request that holds together, without explaining what blocks it."""
    problem = pose(observations, request, links)
    return tuple(_finished(problem, draft, turn) for turn, draft in _drafts(problem))


def _drafts(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    yield from DESIGNS[design_of(problem.request)](problem)


def _finished(problem: Problem, draft: Draft, turn: Turn) -> MadeSplit:
    draft = with_few_shots(problem, draft, turn)
    draft = place_controls(problem, draft, turn)
    if design_of(problem.request) not in PACKED:
        draft = settle(problem, draft)
    draft = with_buffer(problem, draft)
    if design_of(problem.request) is Design.BLOCKS:
        draft = without_linked(problem, draft)
    _demand_whole(problem, draft)
    _demand_parts(problem, draft)
    made = _partitioning(problem, draft)
    sizes = part_sizes(problem, made, turn)
    note = idle_buffer(problem, draft)
    return MadeSplit(
        made,
        header_of(problem, draft, made, sizes, turn),
        turn,
        sizes,
        strata_deviation(problem, made),
        held_out_values(problem, made),
        (note,) if note else (),
    )


def _demand_whole(problem: Problem, draft: Draft) -> None:
    """Check once more, by counting, that nothing kept whole is divided."""
    codes = np.where(problem.is_placed, draft.codes, -1).astype(np.int16)
    is_whole = design_of(problem.request) in {Design.GROUPS, Design.JOINT, Design.BLOCKS}
    yields = design_of(problem.request) is Design.BLOCKS
    kept = [links for links in problem.whole if links.things is None or not yields]
    found = [*crossings(codes, (*kept, *(problem.held if is_whole else ())))]
    for links in problem.whole if yields else ():
        if links.things is not None and links.rows is not None:
            found += crossings(codes[links.rows], [Links(links.reason, links.things)])
    if found:
        told = "; ".join(f"{each.reason} {', '.join(each.values)}" for each in found)
        message = f"The split that was made divides what it was to keep whole: {told}."
        raise CrossingError(message)


def _demand_parts(problem: Problem, draft: Draft) -> None:
    counts = np.bincount(draft.codes[draft.codes >= 0], minlength=len(problem.request.parts))
    empty = [part.name for part, n in zip(problem.request.parts, counts, strict=True) if not n]
    if empty:
        left_out = ", ".join(sorted(reason.text for reason in draft.reasons))
        message = f"Nothing is left for {' and '.join(empty)}" + (
            f", after leaving out: {left_out}." if left_out else "."
        )
        raise InfeasibleSplitError(message)


def _partitioning(problem: Problem, draft: Draft) -> Partitioning:
    """Turn what is left out into parts of their own, so that every row is somewhere."""
    parts = problem.request.parts
    names, roles = [part.name for part in parts], [part.role for part in parts]
    codes = draft.codes.copy()
    role_of = np.array([*(reason.role == "buffer" for reason in draft.reasons), False])
    out = codes < 0
    for role in ("excluded", "buffer"):
        rows = out & (role_of[draft.why] == (role == "buffer"))
        if rows.any():
            codes[rows] = len(names)
            names.append(role)
            roles.append(role)
    return Partitioning(tuple(names), tuple(roles), codes, further_parts(problem, draft))
