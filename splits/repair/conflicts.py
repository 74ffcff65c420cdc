"""Which rows stand in each other's way: blocks of alike rows, and places where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.repair.apart import Apart
    from aivc.splits.repair.entries import Entries


@dataclass(frozen=True)
class Conflicts:
    """Blocks of entries, and the meetings that may not be.

    Entries of a block are in one part and have the same codes, so that they stay or go together.

    Attributes
    ----------
    block
        Block of each entry, -1 for one that is in nobody's way; shape (n_entries,).
    weight, part
        Entries and part of each block, shape (n_blocks,).
    meetings
        Pairs of lists of blocks: none of the first may stay together with any of the second.
    """

    block: NDArray[np.int64]
    weight: NDArray[np.int64]
    part: NDArray[np.int64]
    meetings: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    @property
    def n_blocks(self) -> int:
        """Blocks."""
        return len(self.weight)


def crossing_codes(apart: Apart, entries: Entries) -> NDArray[np.bool_]:
    """Tell which codes are on both sides of a pair, shape (n_codes,)."""
    counts = entries.counts(apart.codes, apart.n_codes) > 0
    crossing = np.zeros(apart.n_codes, bool)
    for one, other in sorted(apart.pairs):
        crossing |= counts[:, one] & counts[:, other]
    return crossing


def conflicts_of(demands: Sequence[Apart], entries: Entries) -> Conflicts:
    """Find the blocks that stand in each other's way."""
    crossing = [crossing_codes(demand, entries) for demand in demands]
    columns = []
    for demand, is_crossing in zip(demands, crossing, strict=True):
        code = demand.codes[entries.row]
        columns.append(np.where(np.append(is_crossing, False)[code], code, -1))
    stacked = np.column_stack(columns) if columns else np.empty((len(entries), 0), np.int64)
    involved = (stacked >= 0).any(axis=1) & (entries.part >= 0)
    block = np.full(len(entries), -1, np.int64)
    if not involved.any():
        empty = np.empty(0, np.int64)
        return Conflicts(block, empty, empty, ())
    keys = [entries.part[involved], *(stacked[involved, k] for k in range(stacked.shape[1]))]
    joint = joint_codes(keys)
    block[involved] = joint.codes
    part = joint.combinations[:, 0]
    weight = np.bincount(joint.codes, minlength=len(part)).astype(np.int64)
    meetings = [
        meeting
        for k, demand in enumerate(demands)
        for meeting in _meetings(demand, joint.combinations[:, k + 1], part)
    ]
    return Conflicts(block, weight, part, tuple(meetings))


def _meetings(
    demand: Apart, code: NDArray[np.int64], part: NDArray[np.int64]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    here = np.flatnonzero(code >= 0)
    order = here[np.lexsort((part[here], code[here]))]
    starts = np.flatnonzero(np.diff(code[order], prepend=-1))
    found = []
    for blocks in np.split(order, starts[1:]):
        by_part: dict[int, list[int]] = {}
        for one in blocks.tolist():
            by_part.setdefault(int(part[one]), []).append(one)
        found += [
            (tuple(by_part[one]), tuple(by_part[other]))
            for one, other in sorted(demand.pairs)
            if one in by_part and other in by_part
        ]
    return found
