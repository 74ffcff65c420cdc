"""Places of rows, as the manifest names them or as spatial files keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.splits.observations import AxisKeys, Coordinates
from aivc.storage.model import DenseBlock
from aivc.validators.split_facts.observe_coordinate_unit import coordinate_unit
from aivc.validators.split_facts.observe_elements import (
    QUICK,
    TablePlaces,
    absent_elements,
    annotated,
    places_in_elements,
)
from aivc.validators.split_facts.observe_sections import planes_of, systems_of_planes
from aivc.validators.split_facts.observe_tables import StackedColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.storage.model import Dataset, Matrix, Table
    from aivc.validators.facts.aligned_columns import AlignedColumns

USUAL = ("obsm/spatial", "obsm/X_spatial")
"""Where spatial files keep places."""

MOST_DIMENSIONS = 3

Parts = list[tuple[slice, TablePlaces]]
"""Which rows are those of a table, and their places."""


@dataclass(frozen=True, slots=True)
class Places:
    """Coordinates, or why those that are named or found cannot be used.

    ``sections`` is the axis that regions tell, where nothing else tells sections.
    """

    coordinates: Coordinates | None = None
    problem: str = ""
    sections: AxisKeys | None = None


def find_coordinates(
    dataset: Dataset,
    card: DatasetCard,
    columns: AlignedColumns,
    manifest: SplitManifest | None,
    keys: Mapping[str, AxisKeys],
) -> Places:
    """Find the places of rows.

    Those that the manifest names; else those of the spatial elements that a table annotates, all
    in one coordinate system; else an entry of obsm where spatial files keep places. The centres of
    labelled objects are measured only where obsm tells no places, because that reads every pixel.

    Parameters
    ----------
    dataset
        The container.
    card
        Tells the unit of coordinates by its sets of units, as far as it can be read.
    columns
        The obs columns, row by row of the obs that is divided.
    manifest
        Names the places, if anything does.
    keys
        What axes tell of the rows: sections, else samples and donors, tell planes apart.
    """
    named = manifest.coordinates if manifest is not None else ()
    said = (manifest.coordinate_unit if manifest is not None else None) or ""
    try:
        parts = _named(dataset, columns, named) if named else _usual(dataset, card, columns)
        if not parts:
            missing = f"there is no obsm entry or column {', '.join(named)}" if named else ""
            problem = missing or _unplaced(dataset, columns)
            return Places(problem=problem)
        unit = said or coordinate_unit(dataset, card, columns, parts)
    except (AivcError, ValueError) as error:
        return Places(problem=str(error))
    planes = planes_of(parts, columns.n_rows, keys, _region_columns(dataset))
    systems = {name for _, part in parts for name in part.systems if name}
    values = _values(parts, columns.n_rows)
    has_all = bool(np.isfinite(values).all())
    coordinates = Coordinates(
        values,
        planes.codes,
        unit,
        "; ".join(dict.fromkeys(part.source for _, part in parts)),
        systems.pop() if len(systems) == 1 else "",
        systems_of_planes(parts, planes) if len(systems) > 1 else (),
        "" if has_all or named else _unplaced(dataset, columns),
    )
    return Places(coordinates, sections=planes.axis)


def _values(parts: Parts, n_rows: int) -> NDArray[np.float64]:
    n_axes = min(part.values.shape[1] for _, part in parts)
    values = np.full((n_rows, n_axes), np.nan)
    for rows, part in parts:
        values[rows] = part.values[:, :n_axes]
    return values


def _unplaced(dataset: Dataset, columns: AlignedColumns) -> str:
    """Name the elements that rows annotate and the store lacks; empty where it lacks none."""
    told = [
        f"{table.name} annotates {', '.join(absent)}, which the store does not hold"
        for _, table in _own(dataset, columns)
        if (absent := absent_elements(dataset, table))
    ]
    return "; ".join(told)


def _region_columns(dataset: Dataset) -> list[str]:
    found = [table.attributes.get("region_key") for table in dataset.tables]
    return [name for name in found if isinstance(name, str)]


def _named(dataset: Dataset, columns: AlignedColumns, names: Sequence[str]) -> Parts:
    if len(names) == 1:
        return _in_obsm(dataset, columns, (f"obsm/{names[0].removeprefix('obsm/')}",))
    table = columns.table_with(names)
    if table is None or len(names) > MOST_DIMENSIONS:
        return []
    values = np.column_stack([_numbers(columns, name, table) for name in names])
    source = f"obs columns {', '.join(names)}"
    return [(slice(0, columns.n_rows), _with_regions(dataset, columns, values, source))]


def _usual(dataset: Dataset, card: DatasetCard, columns: AlignedColumns) -> Parts:
    tables = [(rows, table, annotated(dataset, table)) for rows, table in _own(dataset, columns)]
    annotating = [(rows, table) for rows, table, elements in tables if elements]
    is_quick = all(e.kind in QUICK for _, _, elements in tables for e in elements.values())
    if not is_quick or not annotating:
        in_obsm = _in_obsm(dataset, columns, USUAL)
        if in_obsm or not annotating:
            return in_obsm
    return [(rows, places_in_elements(dataset, table, card)) for rows, table in annotating]


def _own(dataset: Dataset, columns: AlignedColumns) -> list[tuple[slice, Table]]:
    """Return the tables whose obs are divided, with their rows."""
    if isinstance(columns, StackedColumns):
        found = [(slice(start, stop), dataset.table(t)) for t, start, stop in columns.segments]
    else:
        found = [(slice(0, columns.n_rows), dataset.table(columns.base.table))]
    return [(rows, table) for rows, table in found if table is not None]


def _in_obsm(dataset: Dataset, columns: AlignedColumns, names: Sequence[str]) -> Parts:
    own = _own(dataset, columns)
    found: Parts = []
    for rows, table in own:
        matrix = _matrix(table, names)
        if matrix is not None:
            values = _read(matrix)
            region, regions = _regions(table)
            found.append((rows, TablePlaces(values, matrix.name, region, regions)))
    if isinstance(columns, StackedColumns):
        return found if len(found) == len(own) else []
    if found:
        return found
    for table in dataset.tables:
        matrix = _matrix(table, names)
        if matrix is not None:
            values = _aligned(table, _read(matrix), columns)
            whole = slice(0, columns.n_rows)
            return [(whole, _with_regions(dataset, columns, values, matrix.name))]
    return []


def _matrix(table: Table, names: Sequence[str]) -> Matrix | None:
    return next((m for m in table.obsm if m.name in names and m.shape[1] >= 2), None)


def _regions(table: Table) -> tuple[NDArray[np.signedinteger], tuple[str, ...]]:
    """Return the element that each row of a table names, without looking at elements."""
    key = table.attributes.get("region_key")
    if isinstance(key, str) and table.obs.has(key):
        column = table.obs.column(key)
        return column.codes, column.categories
    return np.zeros(table.n_obs, np.int8), ()


def _with_regions(
    dataset: Dataset, columns: AlignedColumns, values: NDArray[np.float64], source: str
) -> TablePlaces:
    for key in _region_columns(dataset):
        table = columns.table_with((key,))
        if table is not None:
            column = columns.column(key, table)
            return TablePlaces(values, source, column.codes, column.categories)
    return TablePlaces(values, source, np.zeros(columns.n_rows, np.int8))


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
