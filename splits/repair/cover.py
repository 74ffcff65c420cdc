"""The blocks of least weight that must go so that no two that are left stand in each other's way.

Between two sides (a part and those that it is compared with) this is a minimum vertex cover of a
bipartite graph, which equals a smallest cut (Koenig 1931), so it is exact, whatever the number of
axes. Among three parts that are all compared it is hard in general: there the linear relaxation,
which is a smallest cut of the doubled graph (Nemhauser and Trotter 1975), gives a bound and settles
most blocks; a greedy choice with local search settles the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.repair.max_flow import UNBOUNDED, Network, smallest_cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from aivc.splits.repair.conflicts import Conflicts

MAX_ROUNDS = 20


@dataclass(frozen=True)
class Cover:
    """Blocks that go, shape (n_blocks,), and a weight below which no choice can be."""

    goes: NDArray[np.bool_]
    at_least: int


def smallest_cover(conflicts: Conflicts, stays: NDArray[np.bool_] | None = None) -> Cover | None:
    """Choose the blocks that go.

    Parameters
    ----------
    conflicts
        The blocks.
    stays
        Blocks that must stay, shape (n_blocks,).

    Returns
    -------
    Cover or None
        None where two blocks that must stay stand in each other's way.
    """
    forced = np.zeros(conflicts.n_blocks, bool)
    if stays is not None:
        forced = _in_the_way(conflicts, stays)
        if (forced & stays).any():
            return None
    open_blocks = ~forced if stays is None else ~forced & ~stays
    left = _restricted(conflicts, open_blocks)
    colour = _colours(conflicts, left)
    base = int(conflicts.weight[forced].sum())
    if colour is not None:
        goes, value = _exact(conflicts, left, colour)
        return Cover(goes | forced, base + value)
    goes, bound = _bounded(conflicts, left)
    return Cover(goes | forced, base + bound)


Meetings = list[tuple[tuple[int, ...], tuple[int, ...]]]


def _in_the_way(conflicts: Conflicts, stays: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = np.zeros(conflicts.n_blocks, bool)
    for one, other in conflicts.meetings:
        if stays[list(one)].any():
            found[list(other)] = True
        if stays[list(other)].any():
            found[list(one)] = True
    return found


def _restricted(conflicts: Conflicts, open_blocks: NDArray[np.bool_]) -> Meetings:
    is_open = open_blocks.tolist()
    found = []
    for one, other in conflicts.meetings:
        left = tuple(block for block in one if is_open[block])
        right = tuple(block for block in other if is_open[block])
        if left and right:
            found.append((left, right))
    return found


def _colours(conflicts: Conflicts, meetings: Meetings) -> dict[int, bool] | None:
    """Give parts two colours so that no two of one colour meet; None where that cannot be."""
    part = conflicts.part.tolist()
    beside: dict[int, set[int]] = {}
    for one, other in meetings:
        beside.setdefault(part[one[0]], set()).add(part[other[0]])
        beside.setdefault(part[other[0]], set()).add(part[one[0]])
    colour: dict[int, bool] = {}
    for start in sorted(beside):
        waiting = [start] if start not in colour else []
        colour.setdefault(start, False)
        while waiting:
            here = waiting.pop()
            for there in sorted(beside[here]):
                if there not in colour:
                    colour[there] = not colour[here]
                    waiting.append(there)
                elif colour[there] == colour[here]:
                    return None
    return colour


def _exact(
    conflicts: Conflicts, meetings: Meetings, colour: dict[int, bool]
) -> tuple[NDArray[np.bool_], int]:
    n_blocks = conflicts.n_blocks
    part, weight = conflicts.part.tolist(), conflicts.weight.tolist()
    source, sink = n_blocks, n_blocks + 1
    network = Network(n_blocks + 2 + len(meetings))
    used = sorted({block for pair in meetings for side in pair for block in side})
    for block in used:
        if colour[part[block]]:
            network.connect(block, sink, weight[block])
        else:
            network.connect(source, block, weight[block])
    for k, (one, other) in enumerate(meetings):
        first, second = (other, one) if colour[part[one[0]]] else (one, other)
        _meet(network, first, second, n_blocks + 2 + k)
    value, near = smallest_cut(network, source, sink)
    goes = np.zeros(n_blocks, bool)
    for block in used:
        # A block of the first colour is cut off from the source, one of the second from the sink.
        goes[block] = near[block] if colour[part[block]] else not near[block]
    return goes, value


def _meet(network: Network, first: tuple[int, ...], second: tuple[int, ...], hub: int) -> None:
    for block in first:
        network.connect(block, hub, UNBOUNDED)
    for block in second:
        network.connect(hub, block, UNBOUNDED)


def _bounded(conflicts: Conflicts, meetings: Meetings) -> tuple[NDArray[np.bool_], int]:
    share, twice = _relaxed(conflicts, meetings)
    goes = share == 2
    undecided = share == 1
    if undecided.any():
        goes |= undecided
        goes = _kept_greedily(conflicts, meetings, goes, undecided)
    return goes, -(-twice // 2)


def _relaxed(conflicts: Conflicts, meetings: Meetings) -> tuple[NDArray[np.int64], int]:
    """Return twice the share of each block that goes in the relaxation, and twice its value."""
    n_blocks = conflicts.n_blocks
    weight = conflicts.weight.tolist()
    source, sink = 2 * n_blocks, 2 * n_blocks + 1
    network = Network(2 * n_blocks + 2 + 2 * len(meetings))
    used = sorted({block for pair in meetings for side in pair for block in side})
    for block in used:
        network.connect(source, block, weight[block])
        network.connect(n_blocks + block, sink, weight[block])
    for k, (one, other) in enumerate(meetings):
        hub = 2 * n_blocks + 2 + 2 * k
        _meet(network, one, tuple(n_blocks + block for block in other), hub)
        _meet(network, other, tuple(n_blocks + block for block in one), hub + 1)
    twice, near = smallest_cut(network, source, sink)
    share = np.zeros(n_blocks, np.int64)
    for block in used:
        share[block] = (not near[block]) + near[n_blocks + block]
    return share, twice


def _kept_greedily(
    conflicts: Conflicts,
    meetings: Meetings,
    goes: NDArray[np.bool_],
    undecided: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Take blocks back, the heaviest first, then exchange them while that saves anything."""
    beside = _neighbours(conflicts.n_blocks, meetings)
    weight = conflicts.weight.tolist()
    candidates = sorted(np.flatnonzero(undecided).tolist(), key=lambda block: -weight[block])
    best: NDArray[np.bool_] | None = None
    for start in (candidates, *_by_part(conflicts, candidates)):
        tried = goes.copy()
        for block in start:
            if all(tried[other] for other in beside(block)):
                tried[block] = False
        _exchange(tried, candidates, beside, weight)
        saved = int(conflicts.weight[tried].sum())
        if best is None or saved < int(conflicts.weight[best].sum()):
            best = tried
    return goes if best is None else best


def _by_part(conflicts: Conflicts, candidates: list[int]) -> list[list[int]]:
    """Start with all blocks of one part, for each part."""
    part = conflicts.part.tolist()
    return [
        sorted(candidates, key=lambda block: part[block] != first)
        for first in sorted({part[block] for block in candidates})
    ]


def _neighbours(n_blocks: int, meetings: Meetings) -> Callable[[int], set[int]]:
    places: list[list[tuple[int, int]]] = [[] for _ in range(n_blocks)]
    for k, pair in enumerate(meetings):
        for side, blocks in enumerate(pair):
            for block in blocks:
                places[block].append((k, side))

    def beside(block: int) -> set[int]:
        return {other for k, side in places[block] for other in meetings[k][1 - side]}

    return beside


def _exchange(
    tried: NDArray[np.bool_],
    candidates: list[int],
    beside: Callable[[int], set[int]],
    weight: list[int],
) -> None:
    for _ in range(MAX_ROUNDS):
        changed = False
        for block in candidates:
            if not tried[block]:
                continue
            ousted = [other for other in beside(block) if not tried[other]]
            if sum(weight[other] for other in ousted) < weight[block]:
                tried[ousted] = True
                tried[block] = False
                changed = True
        for block in candidates:
            if tried[block] and all(tried[other] for other in beside(block)):
                tried[block] = False
                changed = True
        if not changed:
            return
