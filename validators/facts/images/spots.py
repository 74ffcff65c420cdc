"""Find the sections of a table of spots, and measure the grid of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.images.grid import (
    ENOUGH,
    fit_grid,
    grid_by_neighbours,
    out_of_place,
    share_a_place,
)
from aivc.validators.facts.images.model import SpotFacts
from aivc.validators.facts.row_names import row_names
from aivc.validators.facts.scale.model import Affected
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import SpotSpatial
    from aivc.storage.model import Table
    from aivc.validators.facts.images.placed import PlacedRows

SECTIONS = ("section_id", "library_id", "slide_id", "sample_id")
"""Columns that tell sections of an AnnData apart, the finest first."""


def read_spots(
    operator: SpotSpatial, table: Table, places: Sequence[PlacedRows]
) -> Iterator[SpotFacts]:
    """Yield what is known of the spots of each section of a table.

    Raises
    ------
    UnreadableInputError
        A column of obs cannot be read.
    NotNumericError
        Rows or columns of the array are text.
    """
    array = _array(table)
    for place in places:
        for section, picked in _sections(table, place, array):
            measured = _measured(table, place, picked, array)
            yield replace(measured, pointer=operator.pointer, section=section)


def _array(table: Table) -> NDArray[np.float64] | None:
    names = ("array_row", "array_col")
    if not all(table.obs.has(name) for name in names):
        return None
    return np.column_stack([np.asarray(table.obs.numbers(name), float) for name in names])


def _sections(
    table: Table, place: PlacedRows, array: NDArray[np.float64] | None
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield the spots of each section, by their numbers among those placed."""
    everything = np.arange(len(place.rows))
    if place.region or array is None:
        yield place.region, everything
        return
    if _is_distinct(array[place.rows]):
        yield "", everything
        return
    for name in SECTIONS:
        if not table.obs.has(name):
            continue
        column = table.obs.column(name)
        codes = column.codes[place.rows].astype(np.int64)
        if _is_distinct(np.column_stack([codes, array[place.rows]])):
            for code in np.unique(codes[codes >= 0]).tolist():
                yield column.categories[code], np.flatnonzero(codes == code)
            return


def _is_distinct(values: NDArray[np.float64]) -> bool:
    return not share_a_place(values).any()


def _measured(
    table: Table,
    place: PlacedRows,
    picked: NDArray[np.int64],
    array: NDArray[np.float64] | None,
) -> SpotFacts:
    centres, rows = place.centres[picked], place.rows[picked]
    facts = SpotFacts(
        table.name,
        "",
        "",
        place.place,
        len(picked),
        micrometres=place.micrometres,
        diameter=2 * place.radius,
    )
    if len(picked) < ENOUGH:
        return replace(facts, problem=f"{len(picked)} spots are too few to tell a grid")
    own = None if array is None or not np.isfinite(array[rows]).all() else array[rows]
    try:
        grid = None if own is None else fit_grid(own, centres)
    except np.linalg.LinAlgError:
        return replace(facts, problem="places are too far apart to be laid on a grid")
    if own is None or grid is None:
        pitch, geometry = grid_by_neighbours(centres)
        return replace(facts, pitch=pitch, geometry=geometry)
    off = np.flatnonzero(out_of_place(own, centres, grid))
    names = row_names(table.obs, rows[off[:MAX_EXAMPLES]].tolist())
    examples = names.of(rows[off[:MAX_EXAMPLES]].tolist())
    return replace(
        facts, pitch=grid.pitch, geometry=grid.geometry, off=Affected(len(off), tuple(examples))
    )
