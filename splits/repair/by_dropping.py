"""Drop as few rows as possible so that nothing is on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.repair.conflicts import Conflicts, conflicts_of
from aivc.splits.repair.cover import Cover, smallest_cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.repair.apart import Apart
    from aivc.splits.repair.entries import Entries

MOST_TRIALS = 64
"""Blocks that are tried, where one must stay so that a part does not end empty."""


@dataclass(frozen=True)
class Dropping:
    """Entries that are dropped, shape (n_entries,), and what any dropping must at least drop."""

    dropped: NDArray[np.bool_]
    at_least: int
    emptied: tuple[int, ...] = ()
    """Parts that cannot keep a row of what a claim is about."""


def by_dropping(demands: Sequence[Apart], entries: Entries) -> Dropping:
    """Choose entries to drop so that every demand holds and no part of a claim ends empty.

    Exact between two sides; see :mod:`aivc.splits.repair.cover`. Where a part would end empty, the
    cheapest of its blocks is kept instead; that is exact too if all were tried.
    """
    conflicts = conflicts_of(demands, entries)
    needs = needed(demands, entries)
    cover = smallest_cover(conflicts)
    if cover is None:  # nothing has to stay yet
        msg = "blocks that need not stay cannot exclude one another"
        raise AssertionError(msg)
    at_least = cover.at_least
    stays = np.zeros(conflicts.n_blocks, bool)
    hopeless: list[int] = []
    for part, members in needs:
        if _has_any(members, conflicts, cover):
            continue
        forced = _forced(members, conflicts, stays)
        if forced is None:
            hopeless.append(part)
            continue
        stays, cover, tried_all = forced
        if tried_all:
            at_least = max(at_least, cover.at_least)
    dropped = (conflicts.block >= 0) & np.append(cover.goes, False)[conflicts.block]
    return Dropping(dropped, at_least, tuple(hopeless))


Need = tuple[int, "NDArray[np.bool_]"]


def needed(demands: Sequence[Apart], entries: Entries) -> list[Need]:
    """Return each part that must keep a row of a demand, with the entries that would do."""
    return [
        (part, members)
        for demand in demands
        for part in sorted(demand.needed)
        if (members := (entries.part == part) & (demand.codes[entries.row] >= 0)).any()
    ]


def _has_any(members: NDArray[np.bool_], conflicts: Conflicts, cover: Cover) -> bool:
    goes = (conflicts.block >= 0) & np.append(cover.goes, False)[conflicts.block]
    return bool((members & ~goes).any())


def _forced(
    members: NDArray[np.bool_], conflicts: Conflicts, stays: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], Cover, bool] | None:
    """Let one more block stay, the one with which least has to go."""
    candidates = np.unique(conflicts.block[members & (conflicts.block >= 0)])
    cost = _weight_in_the_way(conflicts, candidates)
    order = np.lexsort((candidates, cost - conflicts.weight[candidates]))
    best: tuple[int, NDArray[np.bool_], Cover] | None = None
    for block in candidates[order][:MOST_TRIALS].tolist():
        tried = stays.copy()
        tried[block] = True
        cover = smallest_cover(conflicts, tried)
        if cover is None:
            continue
        weight = int(conflicts.weight[cover.goes].sum())
        if best is None or weight < best[0]:
            best = (weight, tried, cover)
    if best is None:
        return None
    return best[1], best[2], len(candidates) <= MOST_TRIALS and not stays.any()


def _weight_in_the_way(conflicts: Conflicts, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the weight of what meets each block; what meets it twice counts twice."""
    met = np.zeros(conflicts.n_blocks, np.int64)
    for one, other in conflicts.meetings:
        met[list(one)] += conflicts.weight[list(other)].sum()
        met[list(other)] += conflicts.weight[list(one)].sum()
    found: NDArray[np.int64] = met[blocks]
    return found
