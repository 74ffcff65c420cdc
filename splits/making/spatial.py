"""Hold out blocks in space, and keep a distance free around what is evaluated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.distances import distance_in_words
from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.blocks import block_links, coordinates_of
from aivc.splits.making.draft import Reason
from aivc.splits.making.near import rows_near
from aivc.splits.making.request import ROLES
from aivc.splits.making.whole_groups import by_whole_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn
    from aivc.splits.observations import Coordinates


def no_place(coordinates: Coordinates) -> Reason:
    """Return why rows without a place are left out, as far as it is known."""
    why = f": {coordinates.unplaced}" if coordinates.unplaced else ""
    return Reason(f"no coordinates{why}")


def by_blocks(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    """Yield a draft for every turn: blocks are groups, and the buffer is taken out of them."""
    edge = problem.request.block
    if edge is None:
        yield from by_whole_groups(problem)
        return
    coordinates = coordinates_of(problem.observations)
    blocks = block_links(coordinates, edge)
    start = problem.start.leave_out(problem.is_placed & (blocks.codes < 0), no_place(coordinates))
    posed = replace(
        problem,
        start=start,
        is_placed=problem.is_placed & start.is_open,
        whole=(blocks, *(links for links in problem.whole if links.things is None)),
    )
    yield from by_whole_groups(posed)


def without_linked(problem: Problem, draft: Draft) -> Draft:
    """Take out rows that have a thing in common with rows of a part that is judged later."""
    parts = problem.request.parts
    order = sorted(range(len(parts)), key=lambda k: ROLES.index(parts[k].role))
    for links in problem.whole:
        if links.things is None or links.rows is None or not len(links.things):
            continue
        reason = Reason(f"measures the same {links.reason} as another part", "buffer")
        for place, early in enumerate(order):
            codes = draft.codes[links.rows]
            is_later = np.zeros(int(links.things.max()) + 1, bool)
            is_later[links.things[np.isin(codes, order[place + 1 :])]] = True
            leaving = np.zeros(len(draft.codes), bool)
            leaving[links.rows[(codes == early) & is_later[links.things]]] = True
            draft = draft.leave_out(leaving, reason)
    return draft


def with_buffer(problem: Problem, draft: Draft) -> Draft:
    """Take out rows of a part that is learned from earlier and lie near one that is judged later.

    Raises
    ------
    InfeasibleSplitError
        The buffer takes a whole part.
    """
    distance = problem.request.buffer
    if distance is None:
        return draft
    coordinates = coordinates_of(problem.observations)
    section = coordinates.section.astype(np.int64)
    has_place = np.isfinite(coordinates.values).all(axis=1)
    reason = Reason(
        f"within {distance_in_words(distance, coordinates.unit)} of another part", "buffer"
    )
    order = sorted(
        range(len(problem.request.parts)), key=lambda k: ROLES.index(problem.request.parts[k].role)
    )
    for place, early in enumerate(order):
        asking = np.flatnonzero((draft.codes == early) & has_place)
        later = np.isin(draft.codes, order[place + 1 :]) & has_place
        near = rows_near(coordinates.values, section, asking, np.flatnonzero(later), distance)
        leaving = np.zeros(len(section), bool)
        leaving[asking[near]] = True
        draft = draft.leave_out(leaving, reason)
        if not (draft.codes == early).any():
            message = (
                f"A buffer of {distance:g} leaves nothing of part "
                f"{problem.request.parts[early].name}: every observation is that near to another "
                "part. Use larger blocks or a smaller buffer."
            )
            raise InfeasibleSplitError(message)
    return draft
