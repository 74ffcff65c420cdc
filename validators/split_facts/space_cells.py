"""Cells of a grid over places, with a number for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.validators.split_facts.space_points import Points

_KEY_BITS = 62


@dataclass(frozen=True, slots=True)
class Frame:
    """The box around all points."""

    low: NDArray[np.float64]
    sides: NDArray[np.float64]
    n_sections: int

    @classmethod
    def around(cls, *sets: Points) -> Frame:
        """Return the box around some sets of points."""
        low = np.min([points.places.min(axis=0) for points in sets], axis=0)
        high = np.max([points.places.max(axis=0) for points in sets], axis=0)
        return cls(low, high - low, 1 + max(int(points.section.max()) for points in sets))

    @property
    def largest_side(self) -> float:
        """Its longest side."""
        return float(self.sides.max())

    def cells(self, points: Points, size: float) -> Cells:
        """Return the cell of each point; cells are larger where so many could not be numbered."""
        bits = (_KEY_BITS - int(self.n_sections).bit_length()) // len(self.low)
        most = float(1 << bits) - 4
        side = np.maximum(size, self.sides / most)
        at = np.floor((points.places - self.low) / side).astype(np.int64) + 1
        n_cells = np.floor(self.sides / side).astype(np.int64) + 3
        key = points.section
        for k in range(len(n_cells)):
            key = key * n_cells[k] + at[:, k]
        return Cells(key, n_cells)


@dataclass(frozen=True, slots=True)
class Cells:
    """The number of the cell of each point, and how many cells there are along each axis."""

    key: NDArray[np.int64]
    n_cells: NDArray[np.int64]

    def strips(self) -> Iterator[int]:
        """Yield what to add to a key for each strip of three cells along the last dimension."""
        offsets = np.zeros(1, np.int64)
        for k in range(len(self.n_cells) - 1):
            offsets = (offsets[:, np.newaxis] + np.array([-1, 0, 1])).ravel() * self.n_cells[k + 1]
        yield from offsets.tolist()
