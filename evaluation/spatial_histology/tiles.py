"""Image tiles around the places of units, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class ImageFrame:
    """The pixels of an image: how many rows and columns, and the sides of a tile cut from it."""

    shape: tuple[int, int]
    tile: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """One tile for each unit.

    Attributes
    ----------
    frames
        The images.
    image
        Position in ``frames`` of the image of each tile, -1 where a unit has none, shape (n,).
    rows, columns
        First pixel of each tile, shape (n,); negative where a tile begins outside the image.
    inside
        Share of each tile that lies within its image, shape (n,); 0 without an image.
    """

    frames: tuple[ImageFrame, ...]
    image: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    inside: NDArray[np.float64]

    def __len__(self) -> int:
        """Tiles."""
        return len(self.image)

    @property
    def has_pixels(self) -> NDArray[np.bool_]:
        """Which tiles show at least a pixel."""
        return self.inside > 0

    def sides(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return height and width of each tile in pixels, 0 without an image."""
        sizes = np.array([*(frame.tile for frame in self.frames), (0, 0)], np.int64)
        return sizes[self.image, 0], sizes[self.image, 1]


def cut_tiles(
    frames: tuple[ImageFrame, ...],
    image: NDArray[np.int64],
    centres: NDArray[np.float64],
) -> Tiles:
    """Lay a tile around the place of each unit.

    Parameters
    ----------
    frames
        The images.
    image
        Image of each unit, -1 for none, shape (n,).
    centres
        Row and column of each unit in pixels of its image, the first pixel from 0 to 1, shape
        (n, 2); NaN where a unit has no place.

    Returns
    -------
    Tiles
        A tile of an odd side has the pixel of the unit in its middle.

    Examples
    --------
    >>> frame = ImageFrame((100, 100), (10, 10))
    >>> found = cut_tiles((frame,), np.array([0]), np.array([[5.0, 2.0]]))
    >>> found.rows.tolist(), found.columns.tolist(), found.inside.tolist()
    ([0], [-3], [0.7])
    """
    image = np.where(np.isfinite(centres).all(axis=1), image, -1)
    sizes = np.array([*(frame.tile for frame in frames), (0, 0)], np.int64)[image]
    ends = np.array([*(frame.shape for frame in frames), (0, 0)], np.int64)[image]
    known = np.where((image >= 0)[:, np.newaxis], centres, 0.0)
    first = np.floor(known - sizes / 2 + 0.5).astype(np.int64)
    seen = np.clip(np.minimum(first + sizes, ends) - np.maximum(first, 0), 0, None)
    area = np.maximum(sizes.prod(axis=1), 1)
    return Tiles(frames, image, first[:, 0], first[:, 1], seen.prod(axis=1) / area)
