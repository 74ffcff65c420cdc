"""How far units lie from one another, and how far a section reaches."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.split_facts.space_grid import nearest
from aivc.validators.split_facts.space_points import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ASKED = 20_000


def spacing(places: NDArray[np.float64], section: NDArray[np.int64]) -> float:
    """Return the median distance of a unit to the next place in its section.

    Of more than 20,000 places as many are asked, evenly spread over the sorted places. NaN where
    no section has two places.

    Parameters
    ----------
    places
        Finite, shape (n, 2).
    section
        Section of each unit, not negative, shape (n,).
    """
    if not len(places):
        return math.nan
    points, _ = distinct(places, section, np.arange(len(places)))
    step = max(1, len(points) // _ASKED)
    asked = points.some(np.arange(0, len(points), step))
    found = nearest(asked, points, math.inf, is_same_set=True).cost
    found = found[np.isfinite(found)]
    return float(np.median(found)) if len(found) else math.nan


def extents(places: NDArray[np.float64], section: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how far the places of each section reach, shape (n_sections, 2)."""
    n = int(section.max(initial=-1)) + 1
    low, high = np.full((n, 2), np.inf), np.full((n, 2), -np.inf)
    np.minimum.at(low, section, places)
    np.maximum.at(high, section, places)
    return np.where(np.isfinite(low), high - low, 0.0)


def n_blocks(places: NDArray[np.float64], section: NDArray[np.int64], edge: float) -> int:
    """Count the blocks of an edge that hold places; the grid of a section begins at its corner."""
    n = int(section.max(initial=-1)) + 1
    low = np.full((n, places.shape[1]), np.inf)
    np.minimum.at(low, section, places)
    cells = np.floor((places - low[section]) / edge).astype(np.int64)
    return len(np.unique(np.column_stack([section, cells]), axis=0))
