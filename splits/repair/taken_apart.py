"""Take apart what must not be on both sides: by dropping, by moving, or by whichever is less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.repair.by_dropping import Dropping, Need, by_dropping
from aivc.splits.repair.by_moving import KEPT_SHARE, Moving, by_moving
from aivc.splits.repair.conflicts import crossing_codes
from aivc.splits.repair.entries import NOWHERE, Entries
from aivc.splits.repair.model import RepairBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning
    from aivc.splits.repair.apart import Apart

MOVES_ALONG = "it belongs together with rows that are moved"


@dataclass(frozen=True)
class Change:
    """Parts of entries afterwards, the reason of each drop, and what is known of the effort."""

    part: NDArray[np.int64]
    why: NDArray[np.int64]
    reasons: tuple[str, ...]
    at_least: int
    given_up: tuple[Need, ...]

    def n_touched(self, before: Entries) -> int:
        """Count the entries that change."""
        return int((self.part != before.part).sum())


def taken_apart(
    demands: tuple[Apart, ...], entries: Entries, partitioning: Partitioning, by: RepairBy
) -> Change:
    """Return the change that leaves nothing on two sides of a demand, and touches fewest entries.

    Parameters
    ----------
    demands
        What must not be on both sides.
    entries, partitioning
        The split as it is.
    by
        How to mend.

    Returns
    -------
    Change
        ``given_up`` names demands that could only be met by emptying a part.
    """
    changes = []
    if by is not RepairBy.MOVE:
        dropping = by_dropping(demands, entries)
        changes.append(_by_dropping(dropping, demands, entries, partitioning))
    if by is not RepairBy.DROP:
        kept_share = KEPT_SHARE if by is RepairBy.MOVE else 0.0
        moving = by_moving(demands, entries, kept_share)
        changes.append(_by_moving(moving, demands, entries, partitioning))
    if by is RepairBy.SMALLEST and not dropping.given_up and not moving.given_up:
        mixed = _mixed(changes[0], changes[1], moving.group, entries)
        if not _is_emptied(demands, entries, mixed):
            changes.append(mixed)
    # Of what empties nothing, the one that touches fewest; of equals the last, which drops fewer.
    least = min(
        range(len(changes)),
        key=lambda k: (len(changes[k].given_up), changes[k].n_touched(entries), -k),
    )
    chosen = changes[least]
    if by is RepairBy.DROP:
        return chosen
    # Dropping the rows that a change moves would do as well, but for parts that end empty.
    alone = by_dropping([replace(demand, needed=frozenset()) for demand in demands], entries)
    return replace(chosen, at_least=alone.at_least)


def _by_dropping(
    dropping: Dropping, demands: Sequence[Apart], entries: Entries, partitioning: Partitioning
) -> Change:
    why, reasons = _reasons(dropping.dropped, demands, entries, partitioning)
    part = np.where(dropping.dropped, NOWHERE, entries.part)
    return Change(part, why, reasons, dropping.at_least, dropping.given_up)


def _by_moving(
    moving: Moving, demands: Sequence[Apart], entries: Entries, partitioning: Partitioning
) -> Change:
    why, reasons = _reasons(moving.part != entries.part, demands, entries, partitioning)
    return Change(moving.part, why, reasons, 0, moving.given_up)


def _reasons(
    touched: NDArray[np.bool_],
    demands: Sequence[Apart],
    entries: Entries,
    partitioning: Partitioning,
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Give each entry that is touched the first reason that applies."""
    reasons = [MOVES_ALONG]
    why = np.full(len(entries), -1, np.int64)
    for demand in demands:
        crossing = np.append(crossing_codes(demand, entries), False)[demand.codes[entries.row]]
        mine = touched & crossing & (why < 0)
        for one in np.unique(entries.part[mine]).tolist():
            others = sorted({p for pair in demand.pairs if one in pair for p in pair} - {one})
            names = " or ".join(partitioning.names[k] for k in others)
            why[mine & (entries.part == one)] = len(reasons)
            reasons.append(_shared(demand.what, names))
    why[touched & (why < 0)] = 0
    return why, tuple(reasons)


def _shared(what: str, others: str) -> str:
    return f"it is in {others} too" if what == "observation" else f"its {what} is in {others} too"


def _mixed(dropping: Change, moving: Change, group: NDArray[np.int64], entries: Entries) -> Change:
    """Take for each group whichever touches fewer; the move where both touch as many."""
    n_groups = int(group.max(initial=-1)) + 1
    tied = group >= 0
    n_dropped = np.bincount(group[tied & (dropping.part != entries.part)], minlength=n_groups)
    n_moved = np.bincount(group[tied & (moving.part != entries.part)], minlength=n_groups)
    drops = np.append(n_dropped < n_moved, False)[group]
    return Change(
        np.where(drops, dropping.part, moving.part),
        np.where(
            drops, dropping.why, np.where(moving.why < 0, -1, moving.why + len(dropping.reasons))
        ),
        (*dropping.reasons, *moving.reasons),
        0,
        (),
    )


def _is_emptied(demands: tuple[Apart, ...], entries: Entries, change: Change) -> bool:
    for demand in demands:
        has_code = demand.codes[entries.row] >= 0
        for part in demand.needed:
            had = bool((has_code & (entries.part == part)).any())
            if had and not bool((has_code & (change.part == part)).any()):
                return True
    return False
