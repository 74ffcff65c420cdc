"""What the headers of images say, and which of their channels are blank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import transform_to
from aivc.validators.facts.images.model import ImageFacts, PixelFacts
from aivc.validators.facts.images.units import micrometres_of_system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.elements.images import StoredImage
    from aivc.storage.model import Dataset

_TILE = 2048


def image_paths(dataset: Dataset) -> tuple[str, ...]:
    """Return the paths of the images of a file, as a card names them."""
    elements = [element.path for element in dataset.elements if element.kind == "image"]
    return (*elements, *_pictures(dataset))


def _pictures(dataset: Dataset) -> Iterator[str]:
    """Yield the pictures that Visium files keep in ``uns``."""
    table = dataset.table("")
    if table is None or "spatial" not in table.uns_keys:
        return
    try:
        libraries = table.uns("spatial")
    except AivcError:  # a problem of the container, which names it
        return
    for library, held in sorted(libraries.items()) if isinstance(libraries, Mapping) else ():
        images = held.get("images") if isinstance(held, Mapping) else None
        for name in sorted(images) if isinstance(images, Mapping) else ():
            yield f"uns/spatial/{library}/images/{name}"


def read_image(card: DatasetCard, dataset: Dataset, path: str, *, has_pixels: bool) -> ImageFacts:
    """Return what is known of an image.

    Parameters
    ----------
    card
        May tell the unit of a coordinate system.
    dataset
        The opened container.
    path
        Path of the image.
    has_pixels
        Whether pixels of the coarsest resolution are looked at.
    """
    from aivc.storage.elements.images import open_image

    try:
        image = open_image(dataset, path)
    except AivcError as error:
        return ImageFacts(path, problem=str(error))
    numbered = tuple(map(str, range(len(image.channels))))
    facts = ImageFacts(
        path,
        axes=image.axes,
        shape=image.levels[0].shape,
        dtype=str(image.dtype),
        channels=image.channels,
        is_named=image.channels != numbered,
        n_levels=len(image.levels),
    )
    try:
        facts = replace(facts, pixels=tuple(_pixels(card, dataset, path)))
    except AivcError as error:
        facts = replace(facts, placing_problem=str(error))
    if not has_pixels:
        return facts
    try:
        return replace(facts, blank=_blank(image))
    except AivcError as error:
        return replace(facts, pixels_problem=str(error))


def _pixels(card: DatasetCard, dataset: Dataset, path: str) -> Iterator[PixelFacts]:
    for element in dataset.elements:
        for system in element.coordinate_systems if element.path == path else ():
            to_system = transform_to(element, system)
            to_system.in_plane.inverse()  # Nothing can be looked up in an image that is flattened.
            matrix = to_system.matrix
            # How far a step along each axis leads, whatever the direction.
            steps = np.linalg.norm(matrix[:-1, :-1], axis=0)
            unit = micrometres_of_system(card, element, system)
            yield PixelFacts(system, tuple(map(float, steps)), unit)


def _blank(image: StoredImage) -> tuple[str, ...]:
    """Name the channels that have one value, by the coarsest resolution of the image."""
    level = len(image.levels) - 1
    shape = image.levels[level].shape
    n_planes = shape[1] if len(shape) == 4 else 1
    # Two values that are seen anywhere say that a channel is not blank, so that most are done with
    # the first tile, however large the image is.
    return tuple(
        name
        for number, name in enumerate(image.channels)
        if _is_blank(image, level, number, n_planes)
    )


def _is_blank(image: StoredImage, level: int, channel: int, n_planes: int) -> bool:
    first: Any = None
    for tile in _tiles(image, level, channel, n_planes):
        if not tile.size:
            continue
        first = tile.flat[0] if first is None else first
        if (tile != first).any():
            return False
    return first is not None


def _tiles(image: StoredImage, level: int, channel: int, n_planes: int) -> Iterator[Any]:
    rows, columns = image.levels[level].shape[-2:]
    for plane in range(n_planes):
        for row in range(0, rows, _TILE):
            for column in range(0, columns, _TILE):
                yield image.read(
                    level,
                    slice(row, row + _TILE),
                    slice(column, column + _TILE),
                    channels=[channel],
                    plane=plane,
                )
