"""Which share of a spot's cells each cell is: how much of the spot each covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import SPOT_DIAMETER, spot_grid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.tissue import Cells

LEAST = 0.5
"""Square micrometres of a spot that a cell covers at least."""


@dataclass(frozen=True, slots=True)
class Covering:
    """Pairs of a cell and a spot of one section; the weights of each spot sum to one."""

    cells: NDArray[np.int64]
    spots: NDArray[np.int64]
    weights: NDArray[np.float64]


def covering(cells: Cells) -> Covering:
    """Return the cells under each spot, weighted by the area that they cover."""
    radii = np.array([kind.radius for kind in truth.KINDS.values()])[cells.kinds]
    centres = spot_grid().centres
    offsets = cells.centres[:, None] - centres
    distances = np.hypot(offsets[..., 0], offsets[..., 1])
    areas = common_area(distances, radii[:, None], SPOT_DIAMETER / 2)
    of_cell, of_spot = np.nonzero(areas > LEAST)
    found = areas[of_cell, of_spot]
    total = np.bincount(of_spot, found, len(centres))
    return Covering(of_cell, of_spot, found / total[of_spot])


def common_area(
    distance: NDArray[np.float64], small: NDArray[np.float64], large: float
) -> NDArray[np.float64]:
    """Return the area that two discs have in common.

    Parameters
    ----------
    distance
        Of the centres.
    small
        Radius of the smaller disc.
    large
        Radius of the larger disc.

    Notes
    -----
    The lens of two circles: https://mathworld.wolfram.com/Circle-CircleIntersection.html.
    """
    safe = np.clip(distance, large - small, large + small)
    with np.errstate(invalid="ignore"):
        one = (safe**2 + small**2 - large**2) / (2 * safe * small)
        other = (safe**2 + large**2 - small**2) / (2 * safe * large)
        kite = (
            (small + large - safe)
            * (safe + small - large)
            * (safe - small + large)
            * (safe + small + large)
        )
        lens = (
            small**2 * np.arccos(np.clip(one, -1, 1))
            + large**2 * np.arccos(np.clip(other, -1, 1))
            - 0.5 * np.sqrt(np.clip(kite, 0, None))
        )
    return np.where(distance >= small + large, 0.0, np.nan_to_num(lens))
