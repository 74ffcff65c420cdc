"""Distinct places of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Points:
    """Distinct places. Points of different sections are never neighbours.

    ``places`` has shape (n, n_dimensions), ``section`` shape (n,), not negative; ``row`` gives for
    each the position of one row that is there.
    """

    places: NDArray[np.float64]
    section: NDArray[np.int64]
    row: NDArray[np.int64]

    def __len__(self) -> int:
        """Points."""
        return len(self.row)

    def some(self, which: NDArray[Any]) -> Points:
        """Return some of the points, by mask or position."""
        return Points(self.places[which], self.section[which], self.row[which])


def distinct(
    places: NDArray[np.float64], section: NDArray[Any], rows: NDArray[np.int64]
) -> tuple[Points, NDArray[np.int64]]:
    """Return the distinct places of some rows, and the point of each row.

    Many rows at one place, such as all those without a place that were written as 0, would
    otherwise be compared each with each.
    """
    order = np.lexsort((*places.T[::-1], section))
    ordered, sections = places[order], section[order]
    is_new = np.ones(len(order), bool)
    is_new[1:] = (sections[1:] != sections[:-1]) | (ordered[1:] != ordered[:-1]).any(axis=1)
    point = np.empty(len(order), np.int64)
    point[order] = np.cumsum(is_new) - 1
    first = order[is_new]
    return Points(places[first], section[first].astype(np.int64), rows[first]), point
