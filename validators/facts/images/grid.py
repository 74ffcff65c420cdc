"""Grids of spots: their pitch and geometry, and spots that are not where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEXAGONAL, SQUARE = "hexagonal", "square"

AS_LONG = 0.1
"""Relative difference of steps that are one length."""

MOST_NEIGHBOURS = 50_000
"""Spots whose neighbours are looked at; a grid is the same everywhere."""

STAGGERED = np.array([0.5, np.sqrt(3) / 2])
"""Steps along a row and from row to row of a hexagonal array, in distances of its spots."""

NEIGHBOURS, FAR = 4, 2.0
"""Spots of the array that a spot should be beside, and how much farther it may be from them."""

ENOUGH = 20
"""Spots that a grid is judged by at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Places as an affine map of rows and columns of the array."""

    pitch: float
    geometry: str
    residuals: NDArray[np.float64]


def fit_grid(array: NDArray[np.float64], centres: NDArray[np.float64]) -> Grid | None:
    """Fit the map by which most spots lie where their row and column say.

    Returns None where rows and columns do not span a plane.
    """
    is_kept = np.ones(len(array), dtype=bool)
    for _ in range(5):
        middle, origin = array[is_kept].mean(axis=0), centres[is_kept].mean(axis=0)
        around, away = array[is_kept] - middle, centres[is_kept] - origin
        spread = around.T @ around
        if np.linalg.matrix_rank(spread) < 2:
            return None
        steps = np.linalg.solve(spread, around.T @ away)
        residuals: NDArray[np.float64] = np.hypot(*(centres - origin - (array - middle) @ steps).T)
        # Half of the spots tell the map, however far the others are.
        is_kept = residuals <= np.median(residuals)
    row, column = steps[0], steps[1]
    first, second = (2 * column, row + column) if _is_staggered(array) else (column, row)
    pitch = float(np.hypot(*first))
    # Rows and columns say how far spots are apart only where places follow them.
    nearest, _ = grid_by_neighbours(centres)
    if not np.median(residuals) < nearest / 2:
        return Grid(nearest, "", residuals)
    return Grid(pitch, _geometry(first, second), residuals)


def _geometry(first: NDArray[np.float64], second: NDArray[np.float64]) -> str:
    """Tell a grid by two of its steps."""
    lengths = np.hypot(*first), np.hypot(*second)
    if abs(lengths[0] - lengths[1]) > AS_LONG * max(lengths):
        return ""
    cosine = abs(float(first @ second)) / (lengths[0] * lengths[1])
    if abs(cosine - 0.5) < AS_LONG:
        return HEXAGONAL
    return SQUARE if cosine < AS_LONG else ""


def grid_by_neighbours(centres: NDArray[np.float64]) -> tuple[float, str]:
    """Return the median distance to the nearest spot, and the geometry where it is plain."""
    from scipy.spatial import cKDTree

    asked = centres
    if len(centres) > MOST_NEIGHBOURS:
        # Those in the middle, all of them, so that each still has its neighbours.
        from_middle = np.abs(centres - np.median(centres, axis=0)).max(axis=1)
        asked = centres[np.argpartition(from_middle, MOST_NEIGHBOURS)[:MOST_NEIGHBOURS]]
    distances = cKDTree(asked).query(asked, k=min(7, len(asked)))[0][:, 1:]
    pitch = float(np.median(distances[:, 0]))
    if pitch <= 0 or len(asked) < ENOUGH:
        return pitch, ""
    is_regular = float((np.abs(distances[:, 0] / pitch - 1) < AS_LONG).mean())
    n_near = (distances < 1.2 * pitch).sum(axis=1)
    # A spot inside has all of its neighbours; one at the edge or beside a hole lacks some.
    most, share = int(n_near.max()), float((n_near == n_near.max()).mean())
    if is_regular < 0.95 or share < 0.3:
        return pitch, ""
    return pitch, {6: HEXAGONAL, 4: SQUARE}.get(most, "")


def out_of_place(
    array: NDArray[np.float64], centres: NDArray[np.float64], grid: Grid
) -> NDArray[np.bool_]:
    """Tell which spots lie neither where the grid says nor beside their neighbours in the array.

    Sections that were laid over each other are bent, so that a grid is true nearby only.
    """
    off = (grid.residuals > grid.pitch / 2) | share_a_place(centres)
    some = np.flatnonzero(off)
    if not len(some):
        return off
    from scipy.spatial import cKDTree

    ideal = array[:, ::-1] * (STAGGERED if _is_staggered(array) else 1.0)
    steps, near = cKDTree(ideal).query(ideal[some], k=min(1 + NEIGHBOURS, len(ideal)))
    apart = np.hypot(*(centres[near[:, 1:]] - centres[some][:, np.newaxis]).transpose(2, 0, 1))
    # What one step of the array is in places, by spots that are neighbours in both.
    step = np.median(cKDTree(centres).query(centres, k=2)[0][:, 1])
    step /= np.median(cKDTree(ideal).query(ideal, k=2)[0][:, 1])
    is_far = np.median(apart / np.maximum(steps[:, 1:], 1e-9), axis=1) > FAR * step
    off[some] = is_far | share_a_place(centres)[some]
    return off


def _is_staggered(array: NDArray[np.float64]) -> bool:
    """Tell whether columns are counted as Visium does: only those of one parity in each row."""
    sums = array.sum(axis=1) % 2
    return bool((sums == 0).all() or (sums == 1).all())


def share_a_place(centres: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which spots lie where another one lies."""
    order = np.lexsort(centres.T)
    is_same = (np.diff(centres[order], axis=0) == 0).all(axis=1)
    shared = np.zeros(len(centres), dtype=bool)
    shared[order[1:]] = is_same
    shared[order[:-1]] |= is_same
    return shared
