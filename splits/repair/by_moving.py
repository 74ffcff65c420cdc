"""Move as few rows as possible so that nothing is on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.components import connected
from aivc.splits.repair.apart import pair_of
from aivc.splits.repair.by_dropping import Need, needed
from aivc.splits.repair.conflicts import crossing_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.repair.apart import Apart
    from aivc.splits.repair.entries import Entries

KEPT_SHARE = 0.5
"""A part that would be left with less of its rows is given whole groups until it has as many."""


@dataclass(frozen=True)
class Moving:
    """The part of each entry afterwards, shape (n_entries,), and the group that it moves with.

    ``group`` is -1 for entries that nothing ties to others. ``given_up`` lists parts that could not
    keep a row of what a claim is about.
    """

    part: NDArray[np.int64]
    group: NDArray[np.int64]
    given_up: tuple[Need, ...] = ()


def by_moving(demands: Sequence[Apart], entries: Entries, kept_share: float = KEPT_SHARE) -> Moving:
    """Choose a part for each group of rows that hang together and are divided.

    Rows with a code in common, directly or through others, hang together and move as one. A group
    goes where most of its rows are already, unless a part that a claim is about would be left with
    less than ``kept_share`` of its rows, or with none.
    """
    group = groups_of(demands, entries)
    n_groups = int(group.max(initial=-1)) + 1
    divided = _divided(demands, entries, group, n_groups)
    tied = group >= 0
    keys = group[tied] * entries.n_parts + entries.part[tied]
    counts = np.bincount(keys, minlength=n_groups * entries.n_parts)
    counts = counts.reshape(n_groups, entries.n_parts).astype(np.int64)
    homes = _homes(counts, _allowed(demands, entries.n_parts))
    homes[~divided] = -1  # stays where it is
    homes, given_up = _refilled(demands, entries, group, counts, homes, kept_share)
    part = entries.part.copy()
    moves = tied & (np.append(homes[:, 0], -1)[group] >= 0)
    part[moves] = homes[group[moves], entries.part[moves]]
    return Moving(part, group, given_up)


def groups_of(demands: Sequence[Apart], entries: Entries) -> NDArray[np.int64]:
    """Return the group of each entry: rows that share a code of any demand, or are one row.

    Groups are numbered by their lowest code, so that the order of rows does not matter.
    """
    n_codes = sum(demand.n_codes for demand in demands)
    left, right, before = [], [], 0
    tied = np.zeros(entries.n_rows, bool)
    for demand in demands:
        rows = np.flatnonzero(demand.codes >= 0)
        tied[rows] = True
        left.append(rows + n_codes)
        right.append(demand.codes[rows] + before)
        before += demand.n_codes
    if not tied.any():
        return np.full(len(entries), -1, np.int64)
    label = connected(n_codes + entries.n_rows, np.concatenate(left), np.concatenate(right))
    mine = label[n_codes:][entries.row]
    group = np.full(len(entries), -1, np.int64)
    here = tied[entries.row]
    is_used = np.zeros(len(label), bool)
    is_used[mine[here]] = True
    group[here] = (np.cumsum(is_used) - 1)[mine[here]]
    return group


def _divided(
    demands: Sequence[Apart], entries: Entries, group: NDArray[np.int64], n_groups: int
) -> NDArray[np.bool_]:
    found = np.zeros(n_groups, bool)
    for demand in demands:
        code = demand.codes[entries.row]
        crosses = np.append(crossing_codes(demand, entries), False)[code]
        found[group[crosses & (code >= 0)]] = True
    return found


def _allowed(demands: Sequence[Apart], n_parts: int) -> list[tuple[int, ...]]:
    """Return every set of parts of which no two are kept apart."""
    apart = frozenset().union(*(demand.pairs for demand in demands))
    return [
        parts
        for size in range(1, n_parts + 1)
        for parts in combinations(range(n_parts), size)
        if not any(pair_of(one, other) in apart for one, other in combinations(parts, 2))
    ]


def _homes(counts: NDArray[np.int64], allowed: list[tuple[int, ...]]) -> NDArray[np.int64]:
    """Return where rows of each group go from each part, shape (n_groups, n_parts)."""
    n_groups, n_parts = counts.shape
    stays = np.zeros((len(allowed), n_parts), bool)
    for k, parts in enumerate(allowed):
        stays[k, list(parts)] = True
    kept = counts @ stays.T.astype(np.int64)
    chosen = stays[kept.argmax(axis=1)] if n_groups else np.zeros((0, n_parts), bool)
    heaviest = np.where(chosen, counts, -1).argmax(axis=1)
    return np.where(chosen, np.arange(n_parts), heaviest[:, np.newaxis])


def _refilled(
    demands: Sequence[Apart],
    entries: Entries,
    group: NDArray[np.int64],
    counts: NDArray[np.int64],
    homes: NDArray[np.int64],
    kept_share: float,
) -> tuple[NDArray[np.int64], tuple[Need, ...]]:
    """Give whole groups to parts that would lose too many rows of what a claim is about."""
    needs = needed(demands, entries)
    coded_by_group = [
        _by_group(demands[need.demand].codes[entries.row] >= 0, entries, group, counts.shape)
        for need in needs
    ]
    given_up = []
    for need, coded in zip(needs, coded_by_group, strict=True):
        part = need.part
        left = _left(coded, homes, part)
        before = int(coded[:, part].sum())
        enough = max(1, kept_share * before)
        if left >= enough:
            continue
        others = [
            (other.part, theirs)
            for other, theirs in zip(needs, coded_by_group, strict=True)
            if other.part != part
        ]
        # The cheapest first: those of which most rows are in the part already.
        price = counts.sum(axis=1) - 2 * counts[:, part]
        for k in np.argsort(price, kind="stable").tolist():
            if left >= enough:
                break
            goes_elsewhere = homes[k, 0] >= 0 and (homes[k] != part).any()
            if coded[k, part] and goes_elsewhere and not _empties_another(others, homes, k):
                homes[k] = part
                left = _left(coded, homes, part)
        if not left:
            given_up.append(need)
    return homes, tuple(given_up)


def _by_group(
    has_code: NDArray[np.bool_],
    entries: Entries,
    group: NDArray[np.int64],
    shape: tuple[int, ...],
) -> NDArray[np.int64]:
    """Count the entries with a code by group and part."""
    here = has_code & (group >= 0)
    keys = group[here] * shape[1] + entries.part[here]
    return np.bincount(keys, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)


def _left(coded: NDArray[np.int64], homes: NDArray[np.int64], part: int) -> int:
    """Count the entries with a code that a part has after moving."""
    stays = homes[:, :1] < 0
    own = np.arange(homes.shape[1])[np.newaxis, :] == part
    return int(coded[np.where(stays, own, homes == part)].sum())


def _empties_another(
    needs: Sequence[tuple[int, NDArray[np.int64]]],
    homes: NDArray[np.int64],
    chosen: int,
) -> bool:
    for other, coded in needs:
        gives = _left(coded[chosen : chosen + 1], homes[chosen : chosen + 1], other)
        if gives and gives == _left(coded, homes, other):
            return True
    return False
