"""Read SpatialData stores."""

from __future__ import annotations

from typing import ClassVar

from aivc.adapters.containers.stored_container import StoredContainer


class SpatialDataStores(StoredContainer):
    """SpatialData stores of zarr format 2 and 3.

    Definition: https://spatialdata.scverse.org/en/stable/design_doc.html. Each table is a table
    ``tables/NAME``; images, labels, points and shapes are copied with their files.
    """

    name = "spatialdata"
    title = "SpatialData (zarr)"
    kinds: ClassVar[frozenset[str]] = frozenset({"spatialdata-zarr"})

    def _layout(self) -> str:
        return "SpatialData"
