"""Groups: the smallest sets of rows that can be placed without dividing anything kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.making.components import connected
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.making.links import Links


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by group.

    Groups are numbered by the name of their first value, or by the hash of their first row's name
    where they have no value: neither the order of rows nor the order of labels in a file matters.

    ``codes`` has shape (n_rows,), -1 for rows that take no part.
    """

    codes: NDArray[np.int64]
    n_groups: int

    def sizes(self) -> NDArray[np.int64]:
        """Count the rows of each group."""
        return np.bincount(self.codes[self.codes >= 0], minlength=self.n_groups)


def group_rows(
    is_active: NDArray[np.bool_], whole: Sequence[Links], id_hashes: NDArray[np.uint64]
) -> Groups:
    """Group rows that share a value of anything kept whole, directly or through other rows.

    Parameters
    ----------
    is_active
        Rows that take part, shape (n_rows,).
    whole
        What is kept whole; those with names first decide how groups are ordered.
    id_hashes
        Hash of the name of each row, shape (n_rows,).
    """
    rows = np.flatnonzero(is_active)
    places, n_places = _places(rows, whole)
    home = _first_place(places, len(rows))
    is_alone = home < 0
    alone = np.flatnonzero(is_alone)
    order = np.argsort(id_hashes[rows[alone]], kind="stable")
    home[alone[order]] = n_places + np.arange(len(alone))
    n_nodes = n_places + len(alone)
    label = connected(n_nodes, *_edges(home, places))
    distinct, codes = np.unique(label[home], return_inverse=True)
    all_codes = np.full(len(is_active), -1, np.int64)
    all_codes[rows] = codes
    return Groups(all_codes, len(distinct))


def _places(rows: NDArray[np.intp], whole: Sequence[Links]) -> tuple[list[NDArray[np.int64]], int]:
    """Give numbers to the values of all that is kept whole, those with names in their order."""
    places: list[NDArray[np.int64]] = []
    n_places = 0
    for links in whole:
        codes = links.codes[rows].astype(np.int64)
        n_codes = max(int(links.codes.max(initial=-1)) + 1, len(links.levels))
        if links.levels:
            codes = _by_name(links.levels)[codes]
        places.append(np.where(codes < 0, -1, codes + n_places))
        n_places += n_codes
    return places, n_places


def _by_name(levels: Sequence[str]) -> NDArray[np.int64]:
    """Return the rank of each level by name, and -1 at the end for what is missing."""
    rank = np.empty(len(levels) + 1, np.int64)
    rank[np.array(sorted(range(len(levels)), key=levels.__getitem__), np.intp)] = np.arange(
        len(levels)
    )
    rank[-1] = -1
    return rank


def _first_place(places: Sequence[NDArray[np.int64]], n_rows: int) -> NDArray[np.int64]:
    home = np.full(n_rows, -1, np.int64)
    for place in places:
        home = np.where(home < 0, place, home)
    return home


def _edges(
    home: NDArray[np.int64], places: Sequence[NDArray[np.int64]]
) -> tuple[NDArray[Any], NDArray[Any]]:
    left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for place in places:
        crosses = (place >= 0) & (place != home)
        if crosses.any():
            distinct = joint_codes([home[crosses], place[crosses]]).combinations
            left.append(distinct[:, 0])
            right.append(distinct[:, 1])
    return np.concatenate(left), np.concatenate(right)
