"""Which tiles show the same pixels, and how many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.spatial_histology.range_count import count_in_boxes
from aivc.validators.split_facts.space_grid import nearest, uncovered_share
from aivc.validators.split_facts.space_points import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.tiles import Tiles

_ALL_BUT_NOTHING = 1 - 1e-9
"""Tiles that touch share nothing, however their places were rounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """How tiles overlap with others of the same image.

    Attributes
    ----------
    count
        Other tiles that share a pixel with each, shape (n,).
    largest_share
        Largest share of each tile that a single other one covers, shape (n,).
    """

    count: NDArray[np.int64]
    largest_share: NDArray[np.float64]


def overlaps(tiles: Tiles) -> Overlaps:
    """Count for each tile the others that overlap it, and find how much the worst one covers.

    Tiles without a pixel overlap nothing. Pixels beyond the border of an image count as pixels of
    the tile. Time grows with n log n.
    """
    count = np.zeros(len(tiles), np.int64)
    for number, frame in enumerate(tiles.frames):
        mine = np.flatnonzero((tiles.image == number) & tiles.has_pixels)
        reach = (frame.tile[0] - 1, frame.tile[1] - 1)
        count[mine] = count_in_boxes(tiles.rows[mine], tiles.columns[mine], reach)
    everyone = tiles.has_pixels
    return Overlaps(count, _largest(tiles, everyone, everyone, is_same_set=True))


def covered_by(
    tiles: Tiles, asking: NDArray[np.bool_], others: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the largest share of each asking tile that one of the others covers.

    Parameters
    ----------
    tiles
        All tiles.
    asking, others
        Which of them, shape (n,); no tile is both.

    Returns
    -------
    ndarray
        Shape (n,); 0 for tiles that do not ask.
    """
    return _largest(tiles, asking & tiles.has_pixels, others & tiles.has_pixels, is_same_set=False)


def _largest(
    tiles: Tiles, asking: NDArray[np.bool_], others: NDArray[np.bool_], *, is_same_set: bool
) -> NDArray[np.float64]:
    share = np.zeros(len(tiles))
    mine, theirs = np.flatnonzero(asking), np.flatnonzero(others)
    if not len(mine) or not len(theirs):
        return share
    height, width = (np.maximum(side, 1) for side in tiles.sides())
    places = np.column_stack([tiles.rows / height, tiles.columns / width])
    query, query_of = distinct(places[mine], tiles.image[mine], mine)
    reference, reference_of = distinct(places[theirs], tiles.image[theirs], theirs)
    found = nearest(query, reference, _ALL_BUT_NOTHING, uncovered_share, is_same_set=is_same_set)
    covered = np.where(np.isfinite(found.cost), 1.0 - found.cost, 0.0)
    if is_same_set:  # several tiles at one place cover each other whole
        crowd = np.bincount(reference_of, minlength=len(reference))
        covered[crowd > 1] = 1.0
    share[mine] = covered[query_of]
    return share
