"""Circles and polygons in memory, such as spots and the outlines of cells.

Layout: https://geoparquet.org/releases/v1.0.0/ with the index that pandas writes.
"""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnwritableError
from aivc.storage.writing.elements.element import MadeElement
from aivc.storage.writing.elements.parquet import (
    arrow_column,
    check_lengths,
    index_metadata,
    write_parquet,
)
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.wkb import points_as_wkb, polygons_as_wkb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

    from aivc.storage.writing.elements.parquet import Coded

    Columns = Mapping[str, NDArray[Any] | Sequence[str | None] | Coded]

SHAPES_VERSION = "0.3"
UNNAMED = "__index_level_0__"
HERE = (Placement(),)
NO_COLUMNS: Columns = MappingProxyType({})
_CORNERS = 3


class MadeShapes(MadeElement):
    """Shapes with ids.

    Parameters
    ----------
    name
        Name of the element.
    ids
        Id of each shape: texts, or whole numbers.
    placements
        From ``x`` and ``y`` to coordinate systems.
    columns
        What else is known of each shape.
    index_name
        What the ids are called; empty where they have no name.
    unit
        Unit of ``x`` and ``y``.
    """

    geometry_type: str

    def __init__(
        self,
        name: str,
        ids: NDArray[np.integer[Any]] | Sequence[str],
        placements: Sequence[Placement],
        columns: Columns,
        index_name: str,
        unit: str,
    ) -> None:
        super().__init__(name, "shapes", ("x", "y"), placements, unit)
        check_lengths(self.path, columns, len(ids))
        self._ids = ids
        self._columns = columns
        self._index = index_name or UNNAMED

    @abstractmethod
    def _geometry(self) -> pa.BinaryArray:
        """Return the shapes as well-known binary."""

    @abstractmethod
    def _corners(self) -> NDArray[np.float64]:
        """Return all points of all shapes, shape (n, 2)."""

    def _details(self) -> dict[str, Any]:
        return {"version": SHAPES_VERSION}

    def _attributes(self) -> dict[str, Any]:
        return {
            "encoding-type": "ngff:shapes",
            "axes": list(self.axes),
            "coordinateTransformations": self.transformations(),
            "spatialdata_attrs": {"version": SHAPES_VERSION},
        }

    def _write(self, folder: Path) -> None:
        import pyarrow as pa

        are_numbers = isinstance(self._ids, np.ndarray) and self._ids.dtype.kind in "iu"
        ids = pa.array(self._ids) if are_numbers else pa.array(map(str, self._ids), pa.string())
        columns = {name: arrow_column(values) for name, values in self._columns.items()}
        table = pa.table({"geometry": self._geometry(), **columns, self._index: ids})
        metadata = {"geo": self._geo(), "pandas": index_metadata(table, self._index)}
        write_parquet(folder / "shapes.parquet", table, metadata)

    def _geo(self) -> dict[str, Any]:
        corners = self._corners()
        box = [*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()] if len(corners) else []
        described = {
            "encoding": "WKB",
            "crs": None,
            "geometry_types": [self.geometry_type],
            **({"bbox": box} if box else {}),
        }
        return {
            "version": "1.0.0",
            "primary_column": "geometry",
            "columns": {"geometry": described},
        }


class MadeCircles(MadeShapes):
    """Circles.

    Parameters
    ----------
    name
        Name of the element.
    ids
        Id of each circle: texts, or whole numbers.
    centres
        ``x`` and ``y`` of each, shape (n, 2).
    radii
        Radius of each, shape (n,), or one for all.
    placements, columns, index_name, unit
        As of :class:`MadeShapes`.

    Raises
    ------
    UnwritableError
        There are more or fewer centres than ids, or columns of another length.
    """

    geometry_type = "Point"

    def __init__(
        self,
        name: str,
        ids: NDArray[np.integer[Any]] | Sequence[str],
        centres: NDArray[np.float64],
        radii: NDArray[np.float64] | float,
        placements: Sequence[Placement] = HERE,
        *,
        columns: Columns = NO_COLUMNS,
        index_name: str = "",
        unit: str = "micrometer",
    ) -> None:
        radius = np.broadcast_to(np.asarray(radii, np.float64), len(ids))
        super().__init__(name, ids, placements, {"radius": radius, **columns}, index_name, unit)
        if centres.shape != (len(ids), 2):
            msg = f"{self.path} has centres of shape {centres.shape}, expected ({len(ids)}, 2)"
            raise UnwritableError(msg)
        self._centres = centres

    def _geometry(self) -> pa.BinaryArray:
        return points_as_wkb(self._centres)

    def _corners(self) -> NDArray[np.float64]:
        return self._centres


class MadePolygons(MadeShapes):
    """Polygons without holes.

    Parameters
    ----------
    name
        Name of the element.
    ids
        Id of each polygon: texts, or whole numbers.
    rings
        Corners of each, shape (n_corners, 2), three or more.
    placements, columns, index_name, unit
        As of :class:`MadeShapes`.

    Raises
    ------
    UnwritableError
        There are more or fewer polygons than ids, columns of another length, or a polygon has
        fewer than three corners.
    """

    geometry_type = "Polygon"

    def __init__(
        self,
        name: str,
        ids: NDArray[np.integer[Any]] | Sequence[str],
        rings: Sequence[NDArray[np.float64]],
        placements: Sequence[Placement] = HERE,
        *,
        columns: Columns = NO_COLUMNS,
        index_name: str = "",
        unit: str = "micrometer",
    ) -> None:
        super().__init__(name, ids, placements, columns, index_name, unit)
        if len(rings) != len(ids) or any(len(ring) < _CORNERS for ring in rings):
            msg = (
                f"{self.path} has {len(rings):,} polygons for {len(ids):,} ids; expected one each, "
                "of three corners or more"
            )
            raise UnwritableError(msg)
        self._rings = rings

    def _geometry(self) -> pa.BinaryArray:
        return polygons_as_wkb(self._rings)

    def _corners(self) -> NDArray[np.float64]:
        return np.concatenate([*self._rings, np.empty((0, 2))])
