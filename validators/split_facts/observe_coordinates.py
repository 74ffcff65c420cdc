"""Places of rows, as the manifest names them or as spatial files keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.splits.observations import AxisKeys, Coordinates
from aivc.storage.model import DenseBlock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import SplitManifest
    from aivc.storage.model import Dataset, Matrix, Table
    from aivc.validators.facts.aligned_columns import AlignedColumns

USUAL = ("obsm/spatial", "obsm/X_spatial")
"""Where spatial files keep places."""

MOST_DIMENSIONS = 3


@dataclass(frozen=True, slots=True)
class Places:
    """Coordinates, or why those that the manifest names cannot be used."""

    coordinates: Coordinates | None = None
    problem: str = ""


def find_coordinates(
    dataset: Dataset,
    columns: AlignedColumns,
    manifest: SplitManifest | None,
    section: AxisKeys | None,
) -> Places:
    """Find the places of rows.

    Parameters
    ----------
    dataset
        The container.
    columns
        Its obs columns, row by row of the obs that is divided.
    manifest
        Names the places, if anything does.
    section
        The section of each row, where one is known. Without it the region that a table annotates
        is taken, and where there is none all rows are in one section.
    """
    named = manifest.coordinates if manifest is not None else ()
    unit = (manifest.coordinate_unit if manifest is not None else None) or ""
    try:
        found = _named(dataset, columns, named) if named else _usual(dataset, columns)
    except (AivcError, ValueError) as error:
        return Places(problem=str(error))
    if found is None:
        problem = f"there is no obsm entry or column {', '.join(named)}" if named else ""
        return Places(problem=problem)
    values, source = found
    return Places(Coordinates(values, _sections(dataset, columns, section), unit, source))


def _named(
    dataset: Dataset, columns: AlignedColumns, names: Sequence[str]
) -> tuple[NDArray[np.float64], str] | None:
    if len(names) == 1:
        return _from_matrix(dataset, columns, (f"obsm/{names[0].removeprefix('obsm/')}",))
    table = columns.table_with(names)
    if table is None or len(names) > MOST_DIMENSIONS:
        return None
    values = np.column_stack([_numbers(columns, name, table) for name in names])
    return values, f"obs columns {', '.join(names)}"


def _usual(dataset: Dataset, columns: AlignedColumns) -> tuple[NDArray[np.float64], str] | None:
    return _from_matrix(dataset, columns, USUAL)


def _from_matrix(
    dataset: Dataset, columns: AlignedColumns, names: Sequence[str]
) -> tuple[NDArray[np.float64], str] | None:
    for table in _tables(dataset, columns):
        for matrix in table.obsm:
            if matrix.name in names and matrix.shape[1] >= 2:
                return _aligned(table, _read(matrix), columns), matrix.name
    return None


def _tables(dataset: Dataset, columns: AlignedColumns) -> list[Table]:
    """Return the tables, that of the divided obs first."""
    return sorted(dataset.tables, key=lambda table: table.name != columns.base.table)


def _read(matrix: Matrix) -> NDArray[np.float64]:
    n_dimensions = min(matrix.shape[1], MOST_DIMENSIONS)
    values = np.full((matrix.shape[0], n_dimensions), np.nan)
    for block in matrix.blocks():
        if isinstance(block, DenseBlock):
            values[block.start : block.stop] = block.data[:, :n_dimensions]
    return values


def _aligned(
    table: Table, values: NDArray[np.float64], columns: AlignedColumns
) -> NDArray[np.float64]:
    if table.name == columns.base.table and len(values) == columns.n_rows:
        return values
    frame = next(frame for frame in columns.frames if frame.table == table.name)
    absent = np.full((1, values.shape[1]), np.nan)
    aligned: NDArray[np.float64] = np.vstack([values, absent])[columns.places_in(frame)]
    return aligned


def _numbers(columns: AlignedColumns, name: str, table: str) -> NDArray[np.float64]:
    column = columns.column(name, table)
    if column.numbers is None:
        msg = f"column {name} of obs holds text; places are numbers"
        raise ValueError(msg)
    values: NDArray[np.float64] = np.append(column.numbers, np.nan)[column.codes]
    return values


def _sections(
    dataset: Dataset, columns: AlignedColumns, section: AxisKeys | None
) -> NDArray[np.signedinteger[Any]]:
    if section is not None:
        return section.codes
    for table in dataset.tables:
        key = table.attributes.get("region_key")
        if isinstance(key, str) and columns.table_with((key,)) is not None:
            return columns.column(key, columns.table_with((key,)) or "").codes
    return np.zeros(columns.n_rows, np.int8)
