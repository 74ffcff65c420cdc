"""From joint keys to the part of each row; a row may be claimed by several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.distinct import distinct_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.manifest.join import Joined


def memberships(
    joins: Sequence[Joined], n_rows: int, n_parts: int
) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Return the part of each row, and every further part of rows that are in several.

    The part in ``codes`` is the first one in the order of the header, not the one that is listed
    first. The further ones are pairs of row and part, ascending, shape (n, 2).
    """
    codes = np.full(n_rows, -1, np.int16)
    pairs: list[NDArray[np.int64]] = []
    for joined in joins:
        known = joined.asked >= 0
        claims = distinct_values(joined.asked[known] * n_parts + joined.parts[known])
        keys, parts = claims // max(1, n_parts), claims % max(1, n_parts)
        is_first = np.ones(len(keys), bool)
        is_first[1:] = keys[1:] != keys[:-1]
        part_of_key = np.full(joined.n_keys + 1, -1, np.int16)  # a key of -1 stays in no part
        part_of_key[keys[is_first]] = parts[is_first]
        claimed = part_of_key[joined.rows]
        differs = (claimed >= 0) & (codes >= 0) & (claimed != codes)
        pairs.append(_pairs(np.flatnonzero(differs), claimed[differs]))
        codes = np.where(codes < 0, claimed, codes)
        pairs.append(_further(joined, keys[~is_first], parts[~is_first]))
    return _smallest_first(codes, np.concatenate([*pairs, _pairs([], [])]))


def _further(
    joined: Joined, keys: NDArray[np.int64], parts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return each row with every further part of its key. ``keys`` ascend."""
    if not len(keys):
        return _pairs([], [])
    start = np.searchsorted(keys, np.arange(joined.n_keys + 1))
    n_further = np.append(np.diff(start), 0)  # for a key of -1
    rows = np.flatnonzero(n_further[joined.rows])
    counts = n_further[joined.rows[rows]]
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return _pairs(
        np.repeat(rows, counts), parts[np.repeat(start[joined.rows[rows]], counts) + offsets]
    )


def _smallest_first(
    codes: NDArray[np.int16], pairs: NDArray[np.int64]
) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    rows = np.unique(pairs[:, 0])
    every = np.unique(np.concatenate([pairs, _pairs(rows, codes[rows])]), axis=0)
    is_first = np.ones(len(every), bool)
    is_first[1:] = every[1:, 0] != every[:-1, 0]
    codes[every[is_first, 0]] = every[is_first, 1]
    return codes, every[~is_first]


def _pairs(rows: object, parts: object) -> NDArray[np.int64]:
    return np.column_stack([np.asarray(rows, np.int64), np.asarray(parts, np.int64)])
