"""The images of a container that share a coordinate system with its units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import Affine, transform_to
from aivc.storage.elements.images import open_image
from aivc.storage.elements.libraries import libraries_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.elements.images import StoredImage
    from aivc.storage.model import Dataset, SpatialElement, Table

_PLANE = ("x", "y")

_ALIKE = 1.05
"""Factor by which sizes of pixels may differ: Space Ranger fits each section anew."""


@dataclass(frozen=True, slots=True, eq=False)
class PlacedImage:
    """An image, and how places become pixels of its finest resolution.

    Attributes
    ----------
    path
        In the container.
    stored
        The image.
    to_pixels
        From places to pixels, x and y; the first pixel from 0 to 1.
    section
        Name of the only section that it shows; empty where places tell.
    """

    path: str
    stored: StoredImage
    to_pixels: Affine
    section: str = ""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the finest resolution."""
        return self.stored.levels[0].shape[-2], self.stored.levels[0].shape[-1]

    @property
    def pixel(self) -> tuple[float, float]:
        """Width and height of a pixel in the unit of places."""
        back = self.to_pixels.inverse().matrix[:2, :2]
        return float(np.hypot(*back[:, 0])), float(np.hypot(*back[:, 1]))

    @property
    def is_rgb(self) -> bool:
        """Whether it is a picture in colours, as of stained tissue in bright light."""
        return self.stored.levels[0].shape[0] in {3, 4} and self.stored.dtype == np.uint8

    def pixels_of(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return row and column of places in the plane, shape (n, 2)."""
        found: NDArray[np.float64] = self.to_pixels.apply(places)[:, ::-1]
        return found

    def holds(self, places: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which places lie within the image."""
        rows, columns = self.pixels_of(places).T
        n_rows, n_columns = self.shape
        found: NDArray[np.bool_] = (
            (rows >= 0) & (rows < n_rows) & (columns >= 0) & (columns < n_columns)
        )
        return found

    def extent_of(self, tile: tuple[int, int]) -> tuple[float, float]:
        """Return the sides of the upright box around a tile, in the unit of places.

        Parameters
        ----------
        tile
            Height and width in pixels.

        Returns
        -------
        tuple of float
            Width and height.
        """
        back = np.abs(self.to_pixels.inverse().matrix[:2, :2])
        width, height = back @ np.array([tile[1], tile[0]], np.float64)
        return float(width), float(height)


@dataclass(frozen=True, slots=True)
class Refused:
    """An image that cannot be used, and why."""

    path: str
    why: str


def images_in_system(dataset: Dataset, system: str) -> tuple[list[PlacedImage], list[Refused]]:
    """Return the images of a SpatialData store that can be laid over places in a system."""
    placed, refused = [], []
    for element in dataset.elements:
        if element.kind != "image":
            continue
        try:
            placed.append(_placed(dataset, element, system))
        except AivcError as error:
            refused.append(Refused(element.path, str(error)))
    return placed, refused


def _placed(dataset: Dataset, element: SpatialElement, system: str) -> PlacedImage:
    to_system = transform_to(element, system).in_plane
    return PlacedImage(element.path, open_image(dataset, element), to_system.inverse())


def pictures_of_libraries(
    dataset: Dataset, table: Table
) -> tuple[list[PlacedImage], list[Refused]]:
    """Return the pictures beside the spots of an AnnData, in the layout of scanpy.

    Places are then pixels of the picture at full resolution, which is not among them; the scale
    factor of each picture leads from those to its own.
    """
    placed, refused = [], []
    libraries = libraries_of(table)
    for library in libraries:
        # Places of several libraries are counted from one corner, each in a picture of its own.
        section = library.name if len(libraries) > 1 else ""
        for name in library.pictures:
            image = open_image(dataset, f"{table.name}/{library.home}/{name}".lstrip("/"))
            factor = library.factor_of(name)
            if factor is not None:
                to_pixels = Affine(np.diag([factor, factor, 1.0]), _PLANE)
                placed.append(PlacedImage(image.path, image, to_pixels, section))
            else:
                why = f"its scale is not known: there is no scale factor tissue_{name}_scalef"
                refused.append(Refused(image.path, why))
    return placed, refused


def fullres_pixel(table: Table) -> float | None:
    """Return the micrometres of a pixel at full resolution, where the sections agree on them."""
    sizes = [size for one in libraries_of(table) if (size := one.fullres_pixel) is not None]
    if not sizes or max(sizes) > _ALIKE * min(sizes):
        return None
    return sum(sizes) / len(sizes)


def choose(
    images: Sequence[PlacedImage],
    places: NDArray[np.float64],
    section: NDArray[np.int64],
    sections: Sequence[str],
    preferred: Sequence[str] = (),
) -> NDArray[np.int64]:
    """Return the image of each section, -1 where none shows any of its units.

    That which shows most units; of several alike the one that is preferred, one in colours, the one
    with most pixels, the one with most resolutions, the first by name.

    Parameters
    ----------
    images
        Those that may be taken.
    places, section
        Of units in the plane, shape (n, 2) and (n,).
    sections
        Names of the sections.
    preferred
        Paths of images that the card prefers, the first most.
    """
    n_sections = len(sections)
    shown = np.zeros((len(images), n_sections))
    for number, image in enumerate(images):
        np.add.at(shown[number], section, image.holds(places))
        if image.section:
            shown[number, [name != image.section for name in sections]] = 0
    order = sorted(range(len(images)), key=lambda k: _rank(images[k], preferred))
    chosen = np.full(n_sections, -1, np.int64)
    for one in range(n_sections):
        if order and shown[:, one].any():
            chosen[one] = max(order, key=lambda k: shown[k, one])
    return chosen


def _rank(image: PlacedImage, preferred: Sequence[str]) -> tuple[Any, ...]:
    rows, columns = image.shape
    return (
        preferred.index(image.path) if image.path in preferred else len(preferred),
        not image.is_rgb,
        -rows * columns,
        -len(image.stored.levels),
        image.path,
    )
