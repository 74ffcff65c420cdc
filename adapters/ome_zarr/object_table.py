"""One row for each labelled object."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.ome_zarr.measuring import mean_intensities, measure_objects
from aivc.storage.limits import MAX_ARRAY_BYTES, refuse_beyond
from aivc.storage.made.columns import MadeLabels, MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.model import Matrix, MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.adapters.ome_zarr.elements import PixelElement
    from aivc.adapters.ome_zarr.sliced import SlicedArray
    from aivc.storage.elements.objects import Objects
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import DenseBlock

REGION, INSTANCE = "region", "instance_id"
_UNITS = {"micrometer": "um", "nanometer": "nm", "millimeter": "mm", "meter": "m"}
"""Units of OME-NGFF as UCUM writes them."""


class MeanIntensities(Matrix):
    """Mean of each channel over the pixels of each object, measured when it is first asked for.

    Parameters
    ----------
    image, labels
        Pixels of the same grid.
    objects
        The objects of the labels.
    """

    def __init__(self, image: SlicedArray, labels: SlicedArray, objects: Objects) -> None:
        self.name = self.path = "X"
        self.encoding = MatrixEncoding.DENSE
        self.shape = (len(objects.labels), image.shape[0])
        self.dtype = "float64"
        self.n_stored = self.shape[0] * self.shape[1]
        refuse_beyond(MAX_ARRAY_BYTES, 8 * self.n_stored, labels.path, "the means of all objects")
        self._image = image
        self._labels = labels
        self._objects = objects

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[DenseBlock]:
        """Yield rows ``[start, stop)`` in order."""
        return DenseRows("X", self._values).blocks(max_bytes, start=start, stop=stop)

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        return mean_intensities(self._image, self._labels, self._objects)


def object_table(
    name: str, element: PixelElement, image: PixelElement, pixels: SlicedArray, labels: SlicedArray
) -> MadeTable:
    """Measure the objects of labels.

    Parameters
    ----------
    name
        Name of the table.
    element, image
        The labels and the image that they lie on.
    pixels, labels
        Their values, on the same grid.

    Raises
    ------
    UnreadableInputError
        The labels are none, or there are none.
    """
    objects = measure_objects(labels, element.path)
    n_objects = len(objects.labels)
    region = MadeLabels(REGION, np.zeros(n_objects, dtype=np.int8), [element.name])
    columns: list[ColumnSource] = [
        region,
        MadeNumbers(INSTANCE, objects.labels),
        MadeNumbers("area_px", objects.areas),
    ]
    for axis, centre in zip(reversed(element.slicing.axes), objects.centres.T[::-1], strict=True):
        columns.append(MadeNumbers(f"centroid_{axis}_px", np.ascontiguousarray(centre)))
    taken = {column.info.name for column in columns}
    columns += _properties(element.pyramid.attributes, objects, taken)
    # Coordinates are x first, as everywhere in obsm; arrays have x last.
    placed = objects.centres * np.array(element.scale) + np.array(element.translation)
    annotation = {REGION: element.name, "region_key": REGION, "instance_key": INSTANCE}
    return MadeTable(
        MadeFrame([str(label) for label in objects.labels.tolist()], columns),
        MadeFrame(list(image.channels)),
        [MeanIntensities(pixels, labels, objects)],
        name=f"tables/{name}",
        obsm=[DenseRows("obsm/spatial", np.ascontiguousarray(placed[:, ::-1]))],
        uns={"spatialdata_attrs": annotation, **_unit(element)},
        attributes={
            "spatialdata-encoding-type": "ngff:regions_table",
            "version": "0.2",
            **annotation,
        },
    )


def _unit(element: PixelElement) -> dict[str, str]:
    units = {unit for unit in element.units if unit}
    known = _UNITS.get(units.pop()) if len(units) == 1 else None
    return {} if known is None else {"coordinate_unit": known}


def _properties(
    attributes: Mapping[str, Any], objects: Objects, taken: set[str]
) -> list[ColumnSource]:
    """Return what the metadata of labels say of each object."""
    described = attributes.get("image-label")
    listed = described.get("properties") if isinstance(described, dict) else None
    by_label = {
        entry["label-value"]: entry
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("label-value"), int)
    }
    names = sorted({str(k) for entry in by_label.values() for k in entry} - {"label-value"})
    rows = [by_label.get(label, {}) for label in objects.labels.tolist()]
    return [
        _column(name if name not in taken else f"property_{name}", [row.get(name) for row in rows])
        for name in names
    ]


def _column(name: str, values: list[Any]) -> ColumnSource:
    if all(v is None or (isinstance(v, int | float) and not isinstance(v, bool)) for v in values):
        return MadeNumbers(
            name, np.array([np.nan if v is None else v for v in values], dtype=float)
        )
    return MadeTexts(name, [None if v is None else str(v) for v in values])
