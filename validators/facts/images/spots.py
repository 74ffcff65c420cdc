"""Measure the grid of spots: its pitch, its geometry, and spots that are not where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

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

HEXAGONAL, SQUARE = "hexagonal", "square"

ENOUGH = 20
"""Spots that a grid is judged by at least."""

AS_LONG = 0.1
"""Relative difference of steps that are one length."""

MOST_NEIGHBOURS = 50_000
"""Spots whose neighbours are looked at; a grid is the same everywhere."""

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
    return not _is_shared(values).any()


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
        has_array=array is not None,
    )
    if len(picked) < ENOUGH:
        return replace(facts, problem=f"{len(picked)} spots are too few to tell a grid")
    known = array is not None and np.isfinite(array[rows]).all()
    try:
        grid = _fitted(array[rows], centres) if array is not None and known else None
    except np.linalg.LinAlgError:
        return replace(facts, problem="places are too far apart to be laid on a grid")
    if grid is None:
        pitch, geometry = _by_neighbours(centres)
        return replace(facts, pitch=pitch, geometry=geometry)
    off = np.flatnonzero((grid.residuals > grid.pitch / 2) | _is_shared(centres))
    names = row_names(table.obs, rows[off[:MAX_EXAMPLES]].tolist())
    examples = names.of(rows[off[:MAX_EXAMPLES]].tolist())
    return replace(
        facts, pitch=grid.pitch, geometry=grid.geometry, off=Affected(len(off), tuple(examples))
    )


def _is_shared(centres: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which spots lie where another one lies."""
    order = np.lexsort(centres.T)
    is_same = (np.diff(centres[order], axis=0) == 0).all(axis=1)
    shared = np.zeros(len(centres), dtype=bool)
    shared[order[1:]] = is_same
    shared[order[:-1]] |= is_same
    return shared


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Places as an affine map of rows and columns of the array."""

    pitch: float
    geometry: str
    residuals: NDArray[np.float64]


def _fitted(array: NDArray[np.float64], centres: NDArray[np.float64]) -> Grid | None:
    """Fit the map by which most spots lie where their row and column say.

    Returns None where rows and columns do not span a plane.
    """
    is_kept = np.ones(len(array), dtype=bool)
    for _ in range(5):
        middle, origin = array[is_kept].mean(axis=0), centres[is_kept].mean(axis=0)
        around, away = array[is_kept] - middle, centres[is_kept] - origin
        spread = around.T @ around
        if np.linalg.matrix_rank(spread) < 2:
            return None
        steps = np.linalg.solve(spread, around.T @ away)
        residuals: NDArray[np.float64] = np.hypot(*(centres - origin - (array - middle) @ steps).T)
        # Half of the spots tell the map, however far the others are.
        is_kept = residuals <= np.median(residuals)
    is_staggered = bool((array.sum(axis=1) % 2 == 0).all() or (array.sum(axis=1) % 2 == 1).all())
    row, column = steps[0], steps[1]
    first, second = (2 * column, row + column) if is_staggered else (column, row)
    pitch = float(np.hypot(*first))
    # Rows and columns say how far spots are apart only where places follow them.
    nearest, _ = _by_neighbours(centres)
    if not np.median(residuals) < nearest / 2:
        return Grid(nearest, "", residuals)
    return Grid(pitch, _geometry(first, second), residuals)


def _geometry(first: NDArray[np.float64], second: NDArray[np.float64]) -> str:
    """Tell a grid by two of its steps."""
    lengths = np.hypot(*first), np.hypot(*second)
    if abs(lengths[0] - lengths[1]) > AS_LONG * max(lengths):
        return ""
    cosine = abs(float(first @ second)) / (lengths[0] * lengths[1])
    if abs(cosine - 0.5) < AS_LONG:
        return HEXAGONAL
    return SQUARE if cosine < AS_LONG else ""


def _by_neighbours(centres: NDArray[np.float64]) -> tuple[float, str]:
    """Return the median distance to the nearest spot, and the geometry where it is plain."""
    from scipy.spatial import cKDTree

    asked = centres
    if len(centres) > MOST_NEIGHBOURS:
        # Those in the middle, all of them, so that each still has its neighbours.
        from_middle = np.abs(centres - np.median(centres, axis=0)).max(axis=1)
        asked = centres[np.argpartition(from_middle, MOST_NEIGHBOURS)[:MOST_NEIGHBOURS]]
    distances = cKDTree(asked).query(asked, k=min(7, len(asked)))[0][:, 1:]
    pitch = float(np.median(distances[:, 0]))
    if pitch <= 0 or len(asked) < ENOUGH:
        return pitch, ""
    is_regular = float((np.abs(distances[:, 0] / pitch - 1) < AS_LONG).mean())
    n_near = (distances < 1.2 * pitch).sum(axis=1)
    # A spot inside has all of its neighbours; one at the edge or beside a hole lacks some.
    most, share = int(n_near.max()), float((n_near == n_near.max()).mean())
    if is_regular < 0.95 or share < 0.3:
        return pitch, ""
    return pitch, {6: HEXAGONAL, 4: SQUARE}.get(most, "")
