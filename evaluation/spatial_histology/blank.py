"""Tiles that show nothing: every pixel has the same value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.images import PlacedImage
    from aivc.evaluation.spatial_histology.tiles import Tiles

_LOOKED_AT = 500
"""Tiles of an image that are looked at, evenly spread over its units."""

_MOST_PIXELS = 64_000_000
_COLOURS = 3


def blank_tiles(image: PlacedImage, tiles: Tiles, number: int) -> tuple[int, int]:
    """Count the tiles of an image that show nothing, among those that were looked at.

    They are looked at on the coarsest resolution on which a tile still has four pixels along a
    side, of a picture in colours without its transparency.

    Parameters
    ----------
    image
        The image.
    tiles
        All tiles.
    number
        Position of the image in ``tiles.frames``.

    Returns
    -------
    n_blank, n_looked_at
        None are looked at where no resolution is small enough to be held, or it cannot be read.
    """
    mine = np.flatnonzero((tiles.image == number) & tiles.has_pixels)
    mine = mine[:: max(1, -(-len(mine) // _LOOKED_AT))]
    frame = tiles.frames[number]
    level = _level(image, frame.tile)
    height, width = image.stored.levels[level].shape[-2:]
    if height * width > _MOST_PIXELS or not len(mine):
        return 0, 0
    scale = image.stored.levels[level].scale
    first = np.column_stack([tiles.rows[mine], tiles.columns[mine]])
    sides = np.array([scale[-2], scale[-1]])
    starts = np.floor(np.maximum(first, 0) / sides).astype(np.int64)
    stops = np.ceil((first + np.array(frame.tile)) / sides).astype(np.int64)
    is_blank = np.ones(len(mine), bool)
    n_channels = image.stored.levels[0].shape[0]
    # One after the other: all channels of a panel at once do not fit into memory.
    for channel in range(min(n_channels, _COLOURS) if image.is_rgb else n_channels):
        try:
            seen = image.stored.read(
                level, slice(0, height), slice(0, width), channels=range(channel, channel + 1)
            )[0]
        except AivcError:
            return 0, 0
        for place in np.flatnonzero(is_blank).tolist():
            (top, left), (bottom, right) = starts[place], stops[place]
            is_blank[place] = _has_one_value(seen[top:bottom, left:right])
        if not is_blank.any():
            break
    return int(np.count_nonzero(is_blank)), len(mine)


def _level(image: PlacedImage, tile: tuple[int, int]) -> int:
    enough = [
        number
        for number, level in enumerate(image.stored.levels)
        if min(tile[0] / level.scale[-2], tile[1] / level.scale[-1]) >= 4
    ]
    return max(enough, default=0)


def _has_one_value(values: NDArray[Any]) -> bool:
    return bool((values == values.flat[0]).all()) if values.size else True
