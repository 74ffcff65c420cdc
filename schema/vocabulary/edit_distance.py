"""Find the entries of a text column that are few typing errors away from a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.schema.vocabulary.packed import TextColumn

LONGEST_QUERY = 200
LOWER = np.arange(256, dtype=np.uint8)
LOWER[ord("A") : ord("Z") + 1] += ord("a") - ord("A")


def allowed_errors(n_bytes: int) -> int:
    """Return how many errors still read as a typing error: one in four letters, at most 4."""
    return max(1, min(4, n_bytes // 4))


def closest_entries(column: TextColumn, text: str) -> list[tuple[int, int]]:
    """Return (number of errors, entry) of all entries within the allowed errors, best first.

    An error is an inserted, lost, changed or swapped character (restricted Damerau-Levenshtein
    distance over UTF-8 bytes, ASCII case ignored). Entries whose length differs too much are
    never looked at; the rest are compared all at once, one step of the alignment after the other.
    A query longer than ``LONGEST_QUERY`` bytes has no near entries.
    """
    query = LOWER[np.frombuffer(text.encode(errors="replace"), np.uint8)]
    if not 0 < len(query) <= LONGEST_QUERY:
        return []
    errors = allowed_errors(len(query))
    lengths = np.diff(column.bounds) - 1
    entries = np.flatnonzero(np.abs(lengths - len(query)) <= errors)
    if not len(entries):
        return []
    positions = np.arange(len(query) + errors)
    where = np.minimum(column.bounds[entries][:, None] + positions, len(column.blob) - 1)
    targets = LOWER[np.frombuffer(column.blob, np.uint8)[where]].T
    distances = _distances(query, targets, lengths[entries], errors)
    kept = np.flatnonzero(distances <= errors)
    order = kept[np.argsort(distances[kept], kind="stable")]
    return [(int(distances[place]), int(entries[place])) for place in order]


def _distances(
    query: NDArray[np.uint8],
    targets: NDArray[np.uint8],
    lengths: NDArray[np.int64],
    errors: int,
) -> NDArray[np.int16]:
    """Return the distance of the query to each target, exact up to ``errors``.

    ``targets`` has shape (longest target, n). Only cells of the alignment table at most
    ``errors`` off the diagonal can lead to an allowed result, so row ``i`` of the table is kept
    as the band of columns ``i - errors`` to ``i + errors``, shape (2 * errors + 1, n).
    """
    n_targets = targets.shape[1]
    width = 2 * errors + 1
    too_far = np.int16(errors + 1)
    outside = np.full(n_targets, too_far, np.int16)
    current = np.full((width, n_targets), too_far, np.int16)
    for column in range(errors + 1):
        current[errors + column] = column
    before, earlier = current, current
    for row in range(1, len(query) + 1):
        earlier, before = before, current
        current = np.empty_like(before)
        for offset in range(width):
            column = row + offset - errors
            if column < 0 or column > len(targets):
                current[offset] = outside
                continue
            if column == 0:
                current[offset] = min(row, errors + 1)
                continue
            letters = targets[column - 1]
            best = before[offset] + (letters != query[row - 1])
            if offset + 1 < width:
                np.minimum(best, before[offset + 1] + 1, out=best)
            if offset:
                np.minimum(best, current[offset - 1] + 1, out=best)
            if row > 1 and column > 1:
                swapped = (letters == query[row - 2]) & (targets[column - 2] == query[row - 1])
                np.minimum(best, np.where(swapped, earlier[offset] + 1, too_far), out=best)
            current[offset] = np.minimum(best, too_far)
    return current[lengths - len(query) + errors, np.arange(n_targets)]
