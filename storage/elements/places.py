"""Where the units of an element are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.elements.affine import spatial_axes, transform_to, usual_system
from aivc.storage.elements.geometry import centres_of_shapes
from aivc.storage.elements.objects import objects_of
from aivc.storage.elements.rasters import raster_of
from aivc.storage.elements.tables import ElementTable, numbered
from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.text_hash import hash_texts
from aivc.storage.object_texts import object_texts
from aivc.storage.records.texts import BLOCK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, SpatialElement
    from aivc.storage.records.texts import Texts

GEOMETRY, RADIUS = "geometry", "radius"


@dataclass(frozen=True, slots=True, eq=False)
class PlacedUnits:
    """Units with their places in one coordinate system.

    Attributes
    ----------
    ids
        The id of each unit, n units.
    centres
        Shape (n, 2) or (n, 3), columns x, y and z in the coordinate system; NaN where the element
        holds no place for a unit.
    radii
        Radius of each circle in the coordinate system, shape (n,); None where units are no circles.
    system
        Name of the coordinate system.
    """

    ids: Texts
    centres: NDArray[np.float64]
    radii: NDArray[np.float64] | None
    system: str

    def called(self, labels: Sequence[str]) -> NDArray[np.int64]:
        """Return the first unit that has each label as its id, -1 where none has.

        Returns
        -------
        ndarray
            Shape (n_labels,). Labels are compared by their hashes, a few at a time.
        """
        first = np.full(len(self.ids.distinct), -1, np.int64)
        known = np.flatnonzero(self.ids.codes >= 0)[::-1]
        first[self.ids.codes[known]] = known
        hashes = self.ids.hashes()
        order = np.argsort(hashes, kind="stable")
        hashes, first = hashes[order], first[order]
        found = np.full(len(labels), -1, np.int64)
        for start in range(0, len(labels) if len(hashes) else 0, BLOCK):
            wanted = hash_texts(object_texts(labels[start : start + BLOCK]))
            place = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
            found[start : start + BLOCK] = np.where(hashes[place] == wanted, first[place], -1)
        return found


def place_units(
    dataset: Dataset,
    element: SpatialElement,
    system: str | None = None,
    *,
    id_column: str | None = None,
) -> PlacedUnits:
    """Return the places of the units of an element.

    Parameters
    ----------
    dataset
        The opened store.
    element
        Points, shapes (circles or polygons, whose centre is that of their area) or labels (the
        centre of each object is the mean of its pixels).
    system
        Coordinate system of the places; ``global`` by default, or the only one there is.
    id_column
        Column of points or shapes with the ids of units; by default the index that pandas wrote,
        or the number of the row. Objects of labels are called by their labels.

    Raises
    ------
    TransformError
        The element has no transformation to the system, or one that is not affine.
    MissingElementError
        A column is not there.
    UnreadableInputError
        The element is an image, whose parts are no units, or its bytes cannot be decoded.

    Notes
    -----
    Labels are read by chunk. Everything else takes about a hundred bytes for each unit.
    """
    system = system or usual_system(element)
    to_system = transform_to(element, system)
    if element.kind == "labels":
        ids, centres = _of_labels(dataset, element)
        return PlacedUnits(ids, to_system.apply(centres), None, system)
    if element.kind not in {"points", "shapes"}:
        msg = f"{element.path} is an image, whose parts are no units; name labels, points or shapes"
        raise UnreadableInputError(msg)
    table = ElementTable(dataset.path, element)
    if element.kind == "points":
        centres = np.column_stack([table.numbers(axis) for axis in spatial_axes(element)])
        return PlacedUnits(table.ids(id_column), to_system.apply(centres), None, system)
    parts = [centres_of_shapes(batch, element.path) for batch in table.batches(GEOMETRY)]
    centres = np.concatenate([np.empty((0, 2)), *parts])
    radii = table.numbers(RADIUS) * to_system.plane_scale if RADIUS in table.columns else None
    placed = to_system.in_plane.apply(centres)
    return PlacedUnits(table.ids(id_column), placed, radii, system)


def _of_labels(dataset: Dataset, element: SpatialElement) -> tuple[Texts, NDArray[np.float64]]:
    raster = raster_of(dataset, element)
    finest = raster.levels[0]
    found = objects_of(finest.boxes(), len(finest.shape), element.path)
    places = [raster.axes.index(axis) for axis in spatial_axes(element)]
    return numbered(found.labels), found.centres[:, places]
