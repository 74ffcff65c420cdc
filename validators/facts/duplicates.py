"""Find equal hashes in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Things whose hash another thing before them has.

    Attributes
    ----------
    count
        How many.
    first
        Positions of the first five, ascending.
    groups
        The first five groups of equal things, by their first member: at most five positions each.
    """

    count: int
    first: tuple[int, ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()


NO_DUPLICATES = Duplicates(0)


def repeated_hashes(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return every hash that is there more than once, ascending, each once."""
    ordered = np.sort(hashes)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    is_first = np.ones(len(again), bool)
    is_first[1:] = again[1:] != again[:-1]
    once: NDArray[np.uint64] = again[is_first]
    return once


def find_duplicates(
    hashes: NDArray[np.uint64], keep: NDArray[np.bool_] | None = None
) -> Duplicates:
    """Count equal hashes and show the first of them.

    Sorting 8 bytes per thing is all the memory that it takes where few are equal.

    Parameters
    ----------
    hashes
        One hash per thing, shape (n,).
    keep
        Which things count, shape (n,); all where it is None.
    """
    counted = hashes if keep is None else hashes[keep]
    repeated = repeated_hashes(counted)
    del counted
    if not len(repeated):
        return NO_DUPLICATES
    n_members = 0
    seen = np.zeros(len(repeated), bool)
    first: list[int] = []
    groups: dict[int, list[int]] = {}
    for positions, group in _members(hashes, keep, repeated):
        n_members += len(positions)
        _extend(groups, positions, group)
        if len(first) < MAX_EXAMPLES:
            fresh = np.zeros(len(group), bool)
            fresh[np.unique(group, return_index=True)[1]] = True
            is_copy = seen[group] | ~fresh
            first.extend(positions[is_copy][: MAX_EXAMPLES - len(first)].tolist())
            seen[group] = True
    return Duplicates(
        n_members - len(repeated), tuple(first), tuple(tuple(group) for group in groups.values())
    )


def _members(
    hashes: NDArray[np.uint64], keep: NDArray[np.bool_] | None, repeated: NDArray[np.uint64]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield positions of things that are not alone, and the group of each, a chunk at a time."""
    for start in range(0, len(hashes), _CHUNK):
        chunk = hashes[start : start + _CHUNK]
        group = np.searchsorted(repeated, chunk)
        group[group == len(repeated)] = 0
        is_member = repeated[group] == chunk
        if keep is not None:
            is_member &= keep[start : start + _CHUNK]
        inside = np.flatnonzero(is_member)
        yield inside + start, group[inside]


def _extend(
    groups: dict[int, list[int]], positions: NDArray[np.intp], group: NDArray[np.intp]
) -> None:
    if len(groups) < MAX_EXAMPLES:
        found, at = np.unique(group, return_index=True)
        for number in found[np.argsort(at)].tolist():
            if len(groups) < MAX_EXAMPLES:
                groups.setdefault(number, [])
    for number, members in groups.items():
        if len(members) < MAX_EXAMPLES:
            inside = positions[group == number]
            members.extend(inside[: MAX_EXAMPLES - len(members)].tolist())
