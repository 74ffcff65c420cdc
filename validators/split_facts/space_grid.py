"""Nearest rows of another set, by a grid of cells, or by a tree where cells are crowded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aivc.splits.making.tree import all_nearest_in_tree
from aivc.validators.split_facts.space_cells import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from aivc.validators.split_facts.space_points import Points

    Cost = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_CANDIDATES = 1 << 19
"""Pairs of points that are compared at a time."""

_PER_CELL = 4.0
"""Points that share a cell in the first round, on average over points."""

_CROWD = 256
"""Points around a point, on average, from which a tree is cheaper than comparing with each."""


class Nearest(NamedTuple):
    """The best partner of each point of the query.

    ``cost`` is infinite and ``row`` -1 where none is nearer than the limit.
    """

    cost: NDArray[np.float64]
    row: NDArray[np.int64]


def distance(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Straight distance of steps, shape (n, n_dimensions)."""
    found: NDArray[np.float64] = np.sqrt(np.einsum("ij,ij->i", steps, steps))
    return found


def uncovered_share(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of a box that another of the same size does not cover; steps in units of its sides."""
    apart = np.minimum(np.abs(steps), 1.0)
    found: NDArray[np.float64] = 1.0 - np.prod(1.0 - apart, axis=1)
    return found


def nearest(
    query: Points,
    reference: Points,
    limit: float,
    cost: Cost = distance,
    *,
    is_same_set: bool = False,
) -> Nearest:
    """Find for each point of the query the reference point of least cost below a limit.

    Cells begin small, so that few points share one, and double until the limit is reached; points
    that have found their partner drop out on the way. Those that wait until cells hold crowds, as
    of two dense clumps far apart, ask a k-d tree for the straight distance.

    Parameters
    ----------
    query, reference
        Distinct places.
    limit
        Cost from which points are no neighbours. Finite, or infinite to look until all is seen.
    cost
        Of steps between two points; never below the largest step along one dimension.
    is_same_set
        Whether a point at the very same place is the point itself, and not counted.
    """
    found = Nearest(np.full(len(query), np.inf), np.full(len(query), -1, np.int64))
    if not len(query) or not len(reference) or not limit > 0:
        return found
    frame = Frame.around(query, reference)
    size = min(_first_size(reference, frame), limit)
    waiting = np.arange(len(query))
    while len(waiting):
        asked = query.some(waiting)
        is_plain = cost is distance and not is_same_set
        if is_plain and _are_crowded(asked, reference, frame, size):
            _by_tree(asked, reference, limit, found, waiting)
            break
        _round(asked, reference, frame, size, cost, found, waiting, is_same_set=is_same_set)
        if size >= limit or size > frame.largest_side:
            break
        # A partner outside the cells around a point costs at least one side of a cell.
        waiting = waiting[found.cost[waiting] > size]
        size = min(2 * size, limit)
    too_far = found.cost >= limit
    found.cost[too_far] = np.inf
    found.row[too_far] = -1
    return found


def _first_size(reference: Points, frame: Frame) -> float:
    """Side of cells of which a point shares its own with few others."""
    size = frame.largest_side or 1.0
    for _ in range(64):
        _, counts = np.unique(frame.cells(reference, size).key, return_counts=True)
        crowd = float(np.dot(counts, counts)) / len(reference)
        if crowd <= _PER_CELL:
            break
        smaller = size * min(0.5, (_PER_CELL / crowd) ** (1 / len(frame.low)))
        if smaller == 0 or (frame.sides / smaller > float(1 << 40)).any():
            break
        size = smaller
    return size


def _are_crowded(query: Points, reference: Points, frame: Frame, size: float) -> bool:
    """Tell whether a point has very many others in the cells around its own, on average."""
    keys = np.sort(frame.cells(reference, size).key)
    cells = frame.cells(query, size)
    mine, counts = np.unique(cells.key, return_counts=True)
    n_near = sum(
        np.searchsorted(keys, mine + strip + 1, side="right")
        - np.searchsorted(keys, mine + strip - 1, side="left")
        for strip in cells.strips()
    )
    return int(np.dot(n_near, counts)) > _CROWD * len(query)


def _by_tree(
    query: Points,
    reference: Points,
    limit: float,
    found: Nearest,
    places: NDArray[np.int64],
) -> None:
    """Ask a tree of each section."""
    for section in np.unique(query.section).tolist():
        mine = np.flatnonzero(query.section == section)
        theirs = np.flatnonzero(reference.section == section)
        if not len(theirs):
            continue
        at, partner = all_nearest_in_tree(query.places[mine], reference.places[theirs], limit)
        starts = np.flatnonzero(np.append(True, at[1:] != at[:-1])) if len(at) else at
        counts = np.diff(np.append(starts, len(at)))
        costs = distance(query.places[mine[at]] - reference.places[theirs[partner]])
        if len(at):
            asked = places[mine[at[starts]]]
            _keep_best(found, asked, costs, starts, counts, reference.row[theirs[partner]])


def _round(
    query: Points,
    reference: Points,
    frame: Frame,
    size: float,
    cost: Cost,
    found: Nearest,
    places: NDArray[np.int64],
    *,
    is_same_set: bool,
) -> None:
    """Compare each point with those in the cells around its own."""
    theirs = frame.cells(reference, size)
    by_cell = np.argsort(theirs.key, kind="stable")
    keys = theirs.key[by_cell]
    mine = frame.cells(query, size)
    order = np.argsort(mine.key, kind="stable")
    for strip in mine.strips():
        middle = mine.key[order] + strip
        first = np.searchsorted(keys, middle - 1, side="left")
        n_near = np.searchsorted(keys, middle + 1, side="right") - first
        for part in _batches(n_near):
            counts = n_near[part]
            has = counts > 0
            counts = counts[has]
            if not len(counts):
                continue
            asked = order[part][has]
            starts = np.cumsum(counts) - counts
            other = np.arange(int(counts.sum())) + np.repeat(first[part][has] - starts, counts)
            candidates = by_cell[other]
            steps = np.repeat(query.places[asked], counts, axis=0) - reference.places[candidates]
            costs = cost(steps)
            if is_same_set:
                costs[~steps.any(axis=1)] = np.inf
            _keep_best(found, places[asked], costs, starts, counts, reference.row[candidates])


def _keep_best(
    found: Nearest,
    asked: NDArray[np.int64],
    costs: NDArray[np.float64],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
    rows: NDArray[np.int64],
) -> None:
    best = np.minimum.reduceat(costs, starts)
    # Of equally near rows the first of the file, whatever the order of cells.
    ties = np.where(costs == np.repeat(best, counts), rows, np.iinfo(np.int64).max)
    row = np.minimum.reduceat(ties, starts)
    old_cost, old_row = found.cost[asked], found.row[asked]
    is_better = (best < old_cost) | ((best == old_cost) & (row < old_row))
    is_better &= np.isfinite(best)
    found.cost[asked[is_better]] = best[is_better]
    found.row[asked[is_better]] = row[is_better]


def _batches(counts: NDArray[np.int64]) -> Iterator[slice]:
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        seen = int(ends[start - 1]) if start else 0
        stop = int(np.searchsorted(ends, seen + _CANDIDATES, side="right"))
        stop = max(stop, start + 1)
        yield slice(start, stop)
        start = stop
