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

MOST_WORK = 200_000
"""Blocks of all trials together; of a million rows on two axes, that is a handful of trials."""


@dataclass(frozen=True)
class Dropping:
    """Entries that are dropped, shape (n_entries,), and what any dropping must at least drop."""

    dropped: NDArray[np.bool_]
    at_least: int
    given_up: tuple[Need, ...] = ()
    """Parts that could not keep a row of what a claim is about."""


def by_dropping(demands: Sequence[Apart], entries: Entries) -> Dropping:
    """Choose entries to drop so that every demand holds and no part of a claim ends empty.

    Exact between two sides; see :mod:`aivc.splits.repair.cover`. Where a part would end empty, the
    cheapest of its blocks is kept instead; that is exact too if all were tried.
    """
    conflicts = conflicts_of(demands, entries)
    needs = needed(demands, entries)
    stays = np.zeros(conflicts.n_blocks, bool)
    cover = smallest_cover(conflicts, stays)
    if cover is None:
        msg = "blocks that need not stay cannot exclude one another"
        raise AssertionError(msg)
    at_least = cover.at_least
    hopeless: set[int] = set()
    while True:
        kept = ~_dropped(conflicts, cover)
        met = [k for k, need in enumerate(needs) if (need.members & kept).any()]
        unmet = [k for k in range(len(needs)) if k not in met and k not in hopeless]
        if not unmet:
            break
        also = [needs[k].members for k in met]
        forced = _forced(needs[unmet[0]].members, also, conflicts, stays)
        if forced is None:
            hopeless.add(unmet[0])
            continue
        if forced.is_exact and not stays.any():
            at_least = max(at_least, forced.cover.at_least)
        stays, cover = forced.stays, forced.cover
    given_up = tuple(needs[k] for k in sorted(hopeless))
    return Dropping(_dropped(conflicts, cover), at_least, given_up)


@dataclass(frozen=True)
class Need:
    """A part that must keep a row of a demand, and the entries that would do, (n_entries,)."""

    demand: int
    part: int
    members: NDArray[np.bool_]


def needed(demands: Sequence[Apart], entries: Entries) -> list[Need]:
    """Return each part that must keep a row of a demand."""
    return [
        Need(k, part, members)
        for k, demand in enumerate(demands)
        for part in sorted(demand.needed)
        if (members := (entries.part == part) & (demand.codes[entries.row] >= 0)).any()
    ]


def _dropped(conflicts: Conflicts, cover: Cover) -> NDArray[np.bool_]:
    goes: NDArray[np.bool_] = np.append(cover.goes, False)[conflicts.block]
    return goes & (conflicts.block >= 0)


@dataclass(frozen=True)
class _Forced:
    """A cover with one more block that stays; exact if every block that would do was tried."""

    stays: NDArray[np.bool_]
    cover: Cover
    is_exact: bool


def _forced(
    members: NDArray[np.bool_],
    also: Sequence[NDArray[np.bool_]],
    conflicts: Conflicts,
    stays: NDArray[np.bool_],
) -> _Forced | None:
    """Let one more block stay, the one with which least has to go, and each of ``also`` with it."""
    candidates = np.unique(conflicts.block[members & (conflicts.block >= 0)])
    cost = _weight_in_the_way(conflicts, candidates) - conflicts.weight[candidates]
    n_trials = max(2, min(MOST_TRIALS, MOST_WORK // max(1, conflicts.n_blocks)))
    tried = candidates[np.lexsort((candidates, cost))][:n_trials].tolist()
    is_exact = len(tried) == len(candidates)
    best: tuple[int, _Forced] | None = None
    for block in tried:
        more = stays.copy()
        more[block] = True
        cover = smallest_cover(conflicts, more)
        if cover is None:
            continue
        kept = ~_dropped(conflicts, cover)
        weight = int(conflicts.weight[cover.goes].sum())
        if not all((other & kept).any() for other in also):
            # Another choice among covers of this block might do; none is looked for.
            is_exact = False
        elif best is None or weight < best[0]:
            best = (weight, _Forced(more, cover, is_exact=True))
    return None if best is None else _Forced(best[1].stays, best[1].cover, is_exact)


def _weight_in_the_way(conflicts: Conflicts, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the weight of what meets each block; what meets it twice counts twice."""
    met = np.zeros(conflicts.n_blocks, np.int64)
    for one, other in conflicts.meetings:
        met[list(one)] += conflicts.weight[list(other)].sum()
        met[list(other)] += conflicts.weight[list(one)].sum()
    found: NDArray[np.int64] = met[blocks]
    return found
