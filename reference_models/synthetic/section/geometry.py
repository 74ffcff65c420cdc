"""Where things lie: sections side by side, spots on a hexagonal grid, pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT = 1240.0, 880.0
"""Of a section, in micrometres."""
PIXEL = 0.5
"""Micrometres."""
SECTION_DISTANCE = 10.0
"""From a section to the next of the same donor, in micrometres."""
STEP = 1500.0
"""From the left edge of a section to that of the next on the slide, in micrometres."""
SPOT_DIAMETER, SPOT_PITCH = 55.0, 100.0
SPOT_ROWS, SPOT_COLUMNS = 10, 12
_FIRST_SPOT = (45.0, 50.0)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: of which donor, at which position of the block, at which of the slide."""

    donor: str
    position: int
    place: int

    @property
    def name(self) -> str:
        """Its name, which ends the names of its elements."""
        return f"{self.donor}_{self.position}"

    @property
    def neighbour(self) -> str:
        """The section that was cut next to it."""
        return f"{self.donor}_{3 - self.position}"

    @property
    def shift(self) -> tuple[float, float]:
        """From its own coordinates to those of the slide, in micrometres."""
        return (self.place * STEP, 0.0)


DONORS = ("D1", "D2")
SECTIONS = tuple(
    Section(donor, position, 2 * number + position - 1)
    for number, donor in enumerate(DONORS)
    for position in (1, 2)
)


@dataclass(frozen=True, slots=True)
class SpotGrid:
    """The spots of one section: row and column of the array, and centres in micrometres."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    centres: NDArray[np.float64]


def spot_grid() -> SpotGrid:
    """Return the spots of a section; every other row is moved by half a pitch.

    Columns are numbered as on a Visium slide, where rows in turn have the even and the odd ones.
    """
    rows, steps = np.divmod(np.arange(SPOT_ROWS * SPOT_COLUMNS), SPOT_COLUMNS)
    columns = 2 * steps + rows % 2
    x = _FIRST_SPOT[0] + columns * SPOT_PITCH / 2
    y = _FIRST_SPOT[1] + rows * SPOT_PITCH * np.sqrt(3) / 2
    return SpotGrid(rows, columns, np.column_stack([x, y]))


def nearest_spots(
    places: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return a spot for each place, shape (n, 2), and how far its centre is.

    It is the nearest within the nearest row of spots, and so the only one that a place can be
    under: rows are further apart than spots are wide.
    """
    row_pitch = SPOT_PITCH * np.sqrt(3) / 2
    rows = np.rint((places[:, 1] - _FIRST_SPOT[1]) / row_pitch).clip(0, SPOT_ROWS - 1)
    from_first = places[:, 0] - _FIRST_SPOT[0] - (rows % 2) * SPOT_PITCH / 2
    steps = np.rint(from_first / SPOT_PITCH).clip(0, SPOT_COLUMNS - 1)
    spots = (rows * SPOT_COLUMNS + steps).astype(np.int64)
    away = places - spot_grid().centres[spots]
    return spots, np.hypot(away[:, 0], away[:, 1])
