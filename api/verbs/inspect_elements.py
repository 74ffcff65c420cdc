"""What images, labels, points and shapes of a container are, from their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.inspection import ElementView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.storage.model import Dataset, SpatialElement

_RASTERS = frozenset({"image", "labels"})
_PICTURES = "uns/spatial"


def element_views(dataset: Dataset) -> tuple[ElementView, ...]:
    """Describe the elements of a SpatialData store, and the pictures of a Visium AnnData."""
    elements = tuple(_element(dataset, element) for element in dataset.elements)
    return (*elements, *(_picture(dataset, path) for path in _paths_of_pictures(dataset)))


def _element(dataset: Dataset, element: SpatialElement) -> ElementView:
    from aivc.schema.errors import AivcError

    try:
        said = _raster(dataset, element) if element.kind in _RASTERS else _rows(dataset, element)
    except AivcError as error:
        said = f"cannot be read: {error}"
    return ElementView(element.path, said, element.coordinate_systems)


def _raster(dataset: Dataset, wanted: SpatialElement | str) -> str:
    from aivc.storage.elements.rasters import raster_of

    raster = raster_of(dataset, wanted)
    finest = raster.levels[0]
    axes = ", ".join(
        f"{axis} {length:,}" for axis, length in zip(raster.axes, finest.shape, strict=True)
    )
    said = [f"{axes}; {finest.dtype}"]
    if len(raster.levels) > 1:
        said.append(f"{len(raster.levels)} resolutions")
    if raster.channels:
        said.append(f"channels {', '.join(raster.channels)}")
    return "; ".join(said)


def _rows(dataset: Dataset, element: SpatialElement) -> str:
    from aivc.storage.elements.tables import ElementTable

    rows = ElementTable(dataset.path, element)
    # What Dask and pandas call an index without a name is no column.
    columns = [name for name in rows.columns if not name.startswith("__")]
    return f"{rows.n_rows:,} rows; columns {', '.join(columns)}"


def _picture(dataset: Dataset, path: str) -> ElementView:
    from aivc.schema.errors import AivcError

    try:
        return ElementView(path, _raster(dataset, path))
    except AivcError as error:
        return ElementView(path, f"cannot be read: {error}")


def _paths_of_pictures(dataset: Dataset) -> Iterator[str]:
    from aivc.storage.dataset import OpenedDataset
    from aivc.storage.node import GroupNode

    libraries = dataset.root.child(_PICTURES) if isinstance(dataset, OpenedDataset) else None
    if not isinstance(libraries, GroupNode):
        return
    for library in libraries.names():
        images = libraries.child(f"{library}/images")
        for name in images.names() if isinstance(images, GroupNode) else ():
            yield f"{_PICTURES}/{library}/images/{name}"
