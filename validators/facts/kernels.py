"""The inner loops over stored values, on plain arrays.

Each function takes arrays and returns arrays, keeps nothing and knows no file. A compiled twin can
take the place of any of them without a change elsewhere, as long as it returns the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def as_values(data: NDArray[Any], *, has_zeros: bool = True) -> NDArray[np.float64]:
    """Return stored numbers as float64, -0.0 as 0.0."""
    if has_zeros:
        values: NDArray[np.float64] = np.add(data, 0.0, dtype=np.float64, casting="unsafe")
        return values
    return data.astype(np.float64, copy=False)


def scatter_sums(weights: Any, indices: NDArray[np.intp], into: NDArray[Any]) -> None:
    """Add each weight to the place that its index names. Integers wrap around."""
    np.add.at(into, indices, weights)


@dataclass(frozen=True, slots=True)
class IndexFaults:
    """Entries of a compressed matrix that are not where they should be.

    ``outside`` marks entries whose index is no index, ``repeated`` entries whose place an entry
    before them has; both have shape (n_entries,), and are None where there are none. ``unsorted``
    holds positions of rows whose indices fall somewhere.
    """

    outside: NDArray[np.bool_] | None
    repeated: NDArray[np.bool_] | None
    unsorted: NDArray[np.intp]

    def __bool__(self) -> bool:
        """Whether there is any entry that must be moved, merged or dropped."""
        return self.outside is not None or self.repeated is not None or len(self.unsorted) > 0


NO_FAULTS = IndexFaults(None, None, np.empty(0, np.intp))


def index_faults(indptr: NDArray[np.int64], indices: NDArray[Any], n_minor: int) -> IndexFaults:
    """Find indices that are out of range, out of order, or there twice.

    In a canonical matrix the indices of each row rise; two comparisons per entry show it.
    """
    if not len(indices):
        return NO_FAULTS
    falls = indices[1:] <= indices[:-1]
    inner_starts = indptr[1:-1]
    falls[inner_starts[(inner_starts > 0) & (inner_starts < len(indices))] - 1] = False
    in_range = indices.min() >= 0 and indices.max() < n_minor
    outside = None if in_range else (indices < 0) | (indices >= n_minor)
    if not falls.any():
        return IndexFaults(outside, None, NO_FAULTS.unsorted)
    drops = np.flatnonzero(indices[1:] < indices[:-1])
    drops = drops[falls[drops]]
    unsorted = np.unique(np.searchsorted(indptr, drops, side="right") - 1)
    return IndexFaults(outside, _repeats(indptr, indices), unsorted)


def _repeats(indptr: NDArray[np.int64], indices: NDArray[Any]) -> NDArray[np.bool_] | None:
    places = _places(indptr, indices)
    # Sorting numbers is ten times faster than ordering them, and few matrices have repeats.
    ordered = np.sort(places)
    if (ordered[1:] != ordered[:-1]).all():
        return None
    order = np.argsort(places, kind="stable")
    repeated = np.zeros(len(indices), bool)
    repeated[order[1:]] = places[order[1:]] == places[order[:-1]]
    return repeated


def _places(indptr: NDArray[np.int64], indices: NDArray[Any]) -> NDArray[np.int64]:
    """Give each entry a number that is the same for the same row and index."""
    lowest, highest = int(indices.min()), int(indices.max())
    span, n_rows = highest - lowest + 1, len(indptr) - 1
    if span * n_rows < 1 << 62 and highest < 1 << 62:
        offsets = indices.astype(np.int64) - lowest
    else:
        # Indices that damage has made enormous.
        distinct, offsets = np.unique(indices, return_inverse=True)
        span = len(distinct)
    places: NDArray[np.int64] = np.repeat(np.arange(n_rows) * span, np.diff(indptr)) + offsets
    return places


def canonical(
    indptr: NDArray[np.int64],
    indices: NDArray[np.intp],
    values: NDArray[np.float64],
    outside: NDArray[np.bool_] | None,
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.float64]]:
    """Drop entries that are out of range, sort the others and add up those in one place."""
    major = np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))
    if outside is not None:
        major, indices, values = major[~outside], indices[~outside], values[~outside]
    order = np.lexsort((indices, major))
    major, indices, values = major[order], indices[order], values[order]
    is_first = np.ones(len(major), bool)
    is_first[1:] = (major[1:] != major[:-1]) | (indices[1:] != indices[:-1])
    firsts = np.flatnonzero(is_first)
    if len(firsts) < len(values):
        # Infinities of both signs in one place have no sum; that is NaN, and no mistake of ours.
        with np.errstate(invalid="ignore"):
            values = np.add.reduceat(values, firsts)
    kept = np.bincount(major[firsts], minlength=len(indptr) - 1)
    return np.concatenate(([0], np.cumsum(kept))), indices[firsts], values
