"""Count units that lie outside of every image of their coordinate system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import transform_to
from aivc.storage.elements.libraries import libraries_of
from aivc.validators.facts.images.model import InsideFacts
from aivc.validators.facts.row_names import row_names
from aivc.validators.facts.scale.model import Affected
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, Table
    from aivc.validators.facts.images.model import ImageFacts
    from aivc.validators.facts.images.placed import PlacedRows

SLACK = 1.0
"""Pixels by which a centre may lie beyond the edge."""


def units_inside(
    dataset: Dataset, table: Table, places: Sequence[PlacedRows], images: Sequence[ImageFacts]
) -> Iterator[InsideFacts]:
    """Yield how many rows of a table lie in an image, for each element that they annotate.

    Places without an image in their coordinate system are left out.
    """
    for place in places:
        if not len(place.rows):
            continue
        pictures = _of_system(dataset, place, images) or _of_library(table, place, images)
        if not pictures:
            continue
        is_outside = np.ones(len(place.rows), dtype=bool)
        for image, pixels in pictures:
            rows, columns = image.shape[-2:]
            x, y = pixels.T
            is_outside &= ~(
                (x >= -SLACK) & (x <= columns + SLACK) & (y >= -SLACK) & (y <= rows + SLACK)
            )
        gone = place.rows[is_outside]
        some = gone[:MAX_EXAMPLES].tolist()
        yield InsideFacts(
            table.name,
            place.place,
            tuple(image.path for image, _ in pictures),
            len(place.rows),
            Affected(len(gone), tuple(row_names(table.obs, some).of(some))),
        )


Picture = tuple["ImageFacts", "NDArray[np.float64]"]
"""An image, and where units are in it, x and y in pixels."""


def _of_system(dataset: Dataset, place: PlacedRows, images: Sequence[ImageFacts]) -> list[Picture]:
    found = []
    for element in dataset.elements:
        image = next((i for i in images if i.path == element.path and not i.problem), None)
        if image is None or place.system not in element.coordinate_systems:
            continue
        try:
            to_pixels = transform_to(element, place.system).in_plane.inverse()
        except AivcError:  # no way to its pixels that could be gone back
            continue
        found.append((image, to_pixels.apply(place.centres)))
    return found


def _of_library(table: Table, place: PlacedRows, images: Sequence[ImageFacts]) -> list[Picture]:
    """Place units in the pictures that a Visium file keeps of its only library."""
    libraries = libraries_of(table)
    if place.region or len(libraries) != 1:
        return []
    (library,) = libraries
    found = []
    for image in images:
        folder, _, name = image.path.rpartition("/")
        if folder != library.home or image.problem:
            continue
        factor = library.factor_of(name)
        if factor is not None:
            found.append((image, place.centres * factor))
    return found
