"""Rows that have a row of another set within a distance."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.tree import ROUNDING, nearest_in_tree
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SLACK = 1e-9
"""Relative; a distance that is the buffer but for rounding is within it."""

_CROWD = 64
"""Candidates in a cell, on average over rows, from which a tree is cheaper than trying each."""

_MOST = 4096
"""Candidates in a cell of any one row, each of which is a turn of its own."""

_ROOM = 7
"""Cells beyond the last one on every axis."""

_MOST_CELLS = 1 << 62
"""Cells that can have numbers of their own."""


def rows_near(
    points: NDArray[np.float64],
    section: NDArray[np.int64],
    asking: NDArray[np.intp],
    others: NDArray[np.intp],
    distance: float,
) -> NDArray[np.bool_]:
    """Return which of the asking rows have one of the others within the distance.

    Points are put into the cells of a grid so small that two points of one cell are always near.
    Most rows are settled by that; the rest compares with the points of the cells around, one point
    of each cell at a time, so that memory does not grow with the number of neighbours. Where many
    points crowd the cells around, a k-d tree is asked instead.

    Parameters
    ----------
    points
        Places of all rows, shape (n_rows, 2) or (n_rows, 3).
    section
        Rows of different sections are never near.
    asking, others
        Positions of rows.
    distance
        In the unit of ``points``; a distance of exactly this is near.
    """
    is_near = np.zeros(len(asking), bool)
    if not len(asking) or not len(others):
        return is_near
    n_axes = points.shape[1]
    limit = distance * (1 + _SLACK)
    grid = _Grid(points, section, np.concatenate([asking, others]), limit / np.sqrt(n_axes))
    if not grid.is_numbered:
        return _by_tree(points, section, asking, others, limit)
    mine, theirs = grid.cells[: len(asking)], grid.cells[len(asking) :]
    order = np.lexsort(tuple(theirs.T[::-1]))
    sorted_cells, sorted_rows = theirs[order], others[order]
    keys = grid.keys(sorted_cells)
    reach = int(np.ceil(np.sqrt(n_axes)))
    steps = sorted(product(range(-reach, reach + 1), repeat=n_axes), key=lambda s: np.dot(s, s))
    for step in steps:
        left = np.flatnonzero(~is_near)
        if not len(left):
            break
        wanted = grid.keys(mine[left] + np.array([0, *step]))
        first = np.searchsorted(keys, wanted, side="left")
        last = np.searchsorted(keys, wanted, side="right")
        n_candidates = last - first
        if n_candidates.sum() > _CROWD * len(left) or n_candidates.max() > _MOST:
            is_near[left] = _by_tree(points, section, asking[left], others, limit)
            break
        is_near[left] = _any_within(points, asking[left], sorted_rows, first, last, limit)
    return is_near


def _by_tree(
    points: NDArray[np.float64],
    section: NDArray[np.int64],
    rows: NDArray[np.intp],
    others: NDArray[np.intp],
    limit: float,
) -> NDArray[np.bool_]:
    found = np.zeros(len(rows), bool)
    for one in np.unique(section[rows]).tolist():
        mine = np.flatnonzero(section[rows] == one)
        theirs = np.unique(points[others[section[others] == one]], axis=0)
        if not len(theirs):
            continue
        at = nearest_in_tree(points[rows[mine]], theirs, limit * (1 + ROUNDING))
        has = at >= 0
        apart = points[rows[mine[has]]] - theirs[at[has]]
        found[mine[has]] = np.einsum("ij,ij->i", apart, apart) <= limit * limit
    return found


def _any_within(
    points: NDArray[np.float64],
    rows: NDArray[np.intp],
    candidates: NDArray[np.intp],
    first: NDArray[np.intp],
    last: NDArray[np.intp],
    limit: float,
) -> NDArray[np.bool_]:
    found = np.zeros(len(rows), bool)
    waiting = np.flatnonzero(first < last)
    at = first.copy()
    while len(waiting):
        apart = points[rows[waiting]] - points[candidates[at[waiting]]]
        found[waiting] = np.einsum("ij,ij->i", apart, apart) <= limit * limit
        at[waiting] += 1
        waiting = waiting[~found[waiting] & (at[waiting] < last[waiting])]
    return found


class _Grid:
    """Cells of a grid over some rows, and one number for each cell."""

    def __init__(
        self,
        points: NDArray[np.float64],
        section: NDArray[np.int64],
        rows: NDArray[np.intp],
        edge: float,
    ) -> None:
        places = points[rows]
        cells = np.floor((places - places.min(axis=0)) / edge)
        number = joint_codes([section[rows]]).codes.astype(np.int64)
        spans = [float(number.max()), *cells.max(axis=0).tolist()]
        # A single place that is far away makes more cells than there are numbers.
        self.is_numbered = math.prod(span + _ROOM for span in spans) < _MOST_CELLS
        self.cells = np.column_stack(
            [number, cells.astype(np.int64) if self.is_numbered else cells]
        )
        # Room on every side, so that a step over the border is no other cell.
        self.spans = self.cells.max(axis=0) + _ROOM

    def keys(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give cells numbers so that no two of them, or of their neighbours, have one number."""
        key = np.zeros(len(cells), np.int64)
        for axis, span in enumerate(self.spans.tolist()):
            key = key * span + cells[:, axis] + 3
        return key
