"""Points in memory, such as transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnwritableError
from aivc.storage.writing.elements.element import MadeElement
from aivc.storage.writing.elements.parquet import arrow_column, check_lengths, write_parquet
from aivc.storage.writing.elements.placement import Placement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.writing.elements.parquet import Coded

POINTS_VERSION = "0.2"
AXES = ("x", "y", "z")


class MadePoints(MadeElement):
    """Points.

    Parameters
    ----------
    name
        Name of the element.
    columns
        Numbers or texts, one each for a point; ``x`` and ``y`` are among them, ``z`` may be. Texts
        become categoricals.
    placements
        From ``x`` and ``y`` to coordinate systems.
    feature_key
        Column that says what a point is, such as its gene.
    instance_key
        Column that says what a point belongs to, such as its cell.
    unit
        Unit of ``x`` and ``y``.
    rows_per_part
        Points of each Parquet file.

    Raises
    ------
    UnwritableError
        A column is absent or has another length.
    """

    def __init__(
        self,
        name: str,
        columns: Mapping[str, NDArray[Any] | Sequence[str | None] | Coded],
        placements: Sequence[Placement] = (Placement(),),
        *,
        feature_key: str | None = None,
        instance_key: str | None = None,
        unit: str = "micrometer",
        rows_per_part: int = 1 << 20,
    ) -> None:
        axes = tuple(axis for axis in AXES if axis in columns)
        super().__init__(name, "points", axes, placements, unit)
        keys = {"feature_key": feature_key, "instance_key": instance_key}
        self._keys = {key: column for key, column in keys.items() if column is not None}
        absent = [column for column in ("x", "y", *self._keys.values()) if column not in columns]
        if absent:
            msg = f"{self.path} has no column {' and no column '.join(absent)}"
            raise UnwritableError(msg)
        self._n_rows = len(columns["x"])
        check_lengths(self.path, columns, self._n_rows)
        self._columns = columns
        self._rows_per_part = rows_per_part

    def _details(self) -> dict[str, Any]:
        return {**self._keys, "version": POINTS_VERSION}

    def _attributes(self) -> dict[str, Any]:
        return {
            "encoding-type": "ngff:points",
            "axes": list(self.axes),
            "coordinateTransformations": self.transformations(),
            "spatialdata_attrs": {**self._keys, "version": POINTS_VERSION},
        }

    def _write(self, folder: Path) -> None:
        import pyarrow as pa

        table = pa.table({name: arrow_column(values) for name, values in self._columns.items()})
        parts = folder / "points.parquet"
        parts.mkdir()
        starts = range(0, max(1, self._n_rows), self._rows_per_part)
        for number, start in enumerate(starts):
            part = table.slice(start, self._rows_per_part)
            write_parquet(parts / f"part.{number}.parquet", part, {})
