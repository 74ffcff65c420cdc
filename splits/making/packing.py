"""Pack groups into parts: large ones first by lot, small ones in bulk, then moves and swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.local_search import improve

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from aivc.splits.making.tally import Tally

_ONE_BY_ONE = 20_000
"""Groups that are placed singly; smaller ones hardly matter alone and are dealt in bulk."""


def pack(
    sizes: Tally,
    targets: NDArray[np.int64],
    draw: Generator,
    fixed: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Return the part of each group, shape (n_groups,).

    Whole groups are placed, so nothing that a group keeps together is divided. A group goes to a
    part with the chance that the part's free room has in all free room, so that every group may
    be tested under some seed; then moves and swaps bring sizes and shares of strata near what they
    should be.

    Parameters
    ----------
    sizes
        Of the groups, which are ordered by name.
    targets
        Size that each part is to get, in the unit of ``sizes.size``; 0 closes a part.
    draw
        Source of chance.
    fixed
        Part of the groups that are already placed, -1 for the others.
    """
    n_groups = len(sizes.size)
    parts = np.full(n_groups, -1, np.int64) if fixed is None else fixed.astype(np.int64)
    free = np.flatnonzero(parts < 0)
    if not len(free):
        return parts
    room = targets.astype(np.float64) - _filled(parts, sizes.size, len(targets))
    if len(free):
        order = _large_first(sizes.size[free], draw)
        singly, bulk = free[order[:_ONE_BY_ONE]], free[order[_ONE_BY_ONE:]]
        _place_singly(parts, singly, sizes.size, room, targets > 0, draw)
        _place_in_bulk(parts, bulk, sizes, room, targets > 0, draw)
    _fill_empty(parts, free, sizes.size, targets)
    improve(parts, free, sizes, targets)
    return parts


def _filled(parts: NDArray[np.int64], size: NDArray[np.int64], n_parts: int) -> NDArray[np.float64]:
    is_placed = parts >= 0
    weights = size[is_placed].astype(np.float64)
    return np.bincount(parts[is_placed], weights, minlength=n_parts).astype(np.float64)


def _large_first(size: NDArray[np.int64], draw: Generator) -> NDArray[np.intp]:
    """Order by size, with sizes shaken by up to a half so that seeds differ."""
    return np.argsort(-size * draw.uniform(0.5, 1.0, len(size)), kind="stable")


def _place_singly(
    parts: NDArray[np.int64],
    groups: NDArray[np.intp],
    size: NDArray[np.int64],
    room: NDArray[np.float64],
    is_open: NDArray[np.bool_],
    draw: Generator,
) -> None:
    chances = draw.uniform(size=len(groups))
    left = [float(r) for r in room]
    choices = [k for k in range(len(left)) if is_open[k]]
    for group, chance in zip(groups.tolist(), chances.tolist(), strict=True):
        weight = float(size[group])
        part = _drawn([k for k in choices if left[k] >= weight], left, chance)
        if part is None:
            part = max(choices, key=lambda k: (left[k], -k))
        parts[group] = part
        left[part] -= weight
    room[:] = left


def _drawn(choices: list[int], room: list[float], chance: float) -> int | None:
    total = sum(room[k] for k in choices)
    if not choices or total <= 0:
        return choices[0] if choices else None
    mark = chance * total
    for k in choices:
        mark -= room[k]
        if mark < 0:
            return k
    return choices[-1]


def _place_in_bulk(
    parts: NDArray[np.int64],
    groups: NDArray[np.intp],
    sizes: Tally,
    room: NDArray[np.float64],
    is_open: NDArray[np.bool_],
    draw: Generator,
) -> None:
    """Cut the groups of each main stratum, in random order, by the room that is left."""
    if not len(groups):
        return
    free = np.where(is_open, np.maximum(room, 0), 0)
    if free.sum() <= 0:
        free = is_open.astype(np.float64)
    edges = np.cumsum(free) / free.sum()
    stratum = (
        sizes.strata[groups].argmax(axis=1)
        if sizes.strata.shape[1]
        else np.zeros(len(groups), np.int64)
    )
    order = np.lexsort((draw.permutation(len(groups)), stratum))
    ordered = groups[order]
    weight = sizes.size[ordered].astype(np.float64)
    middle = np.cumsum(weight) - weight / 2
    starts = np.flatnonzero(np.diff(stratum[order], prepend=-1))
    before = np.repeat((middle - weight / 2)[starts], np.diff([*starts, len(ordered)]))
    total = np.repeat(np.add.reduceat(weight, starts), np.diff([*starts, len(ordered)]))
    share = (middle - before) / np.maximum(total, 1)
    parts[ordered] = np.minimum(np.searchsorted(edges, share, side="right"), len(edges) - 1)
    room -= np.bincount(parts[groups], sizes.size[groups], minlength=len(room))


def _fill_empty(
    parts: NDArray[np.int64],
    free: NDArray[np.intp],
    size: NDArray[np.int64],
    targets: NDArray[np.int64],
) -> None:
    """Give every part that is to get something a group, the smallest that can be spared."""
    for part in np.flatnonzero(targets > 0).tolist():
        counts = np.bincount(parts[parts >= 0], minlength=len(targets))
        if counts[part]:
            continue
        spare = free[counts[parts[free]] > 1]
        if len(spare):
            parts[spare[np.argmin(size[spare])]] = part
