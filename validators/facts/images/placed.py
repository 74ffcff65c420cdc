"""Where the rows of a table are: by the elements that they annotate, or by ``obsm/spatial``."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import usual_system
from aivc.storage.elements.places import place_units
from aivc.storage.elements.rasters import raster_of
from aivc.storage.elements.tables import ElementTable
from aivc.storage.errors import UnreadableInputError
from aivc.validators.facts.images.units import micrometres_of_system, micrometres_of_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Column, Dataset, SpatialElement, Table

MAX_ROWS = 2_000_000
"""Places take about three hundred bytes for each row while they are matched."""

MAX_LABELLED = 1 << 26
"""Pixels of labels whose objects are looked for; they take 70 ns each, some seconds in all."""

OBSM = "obsm/spatial"

NO_CODE = -2
"""Code that no row of a column has."""


class NowhereError(AivcError, LookupError):
    """A table has no places: it annotates nothing, and holds no coordinates."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """What the rows of a table say that they annotate.

    Attributes
    ----------
    region
        The element of each row.
    ids
        The unit of each row.
    absent
        Elements with rows that the file does not have.
    problems
        Why the units of an element could not be placed, by its name; absent ones among them.
    """

    region: Column
    ids: Column
    absent: tuple[str, ...]
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedRows:
    """Rows of a table that lie in one coordinate system.

    Attributes
    ----------
    place
        Where the places were read.
    region
        Name of the element that the rows annotate; empty for ``obsm``.
    rows
        Their numbers, shape (n,).
    centres
        x and y, shape (n, 2).
    radius
        Median radius of circles; NaN where units are no circles.
    system
        Coordinate system; empty for ``obsm``.
    micrometres
        Unit of the coordinates in micrometres, None where nothing tells it.
    """

    place: str
    region: str
    rows: NDArray[np.int64]
    centres: NDArray[np.float64]
    radius: float
    system: str
    micrometres: float | None


def placed_rows(
    card: DatasetCard, dataset: Dataset, table: Table
) -> tuple[list[PlacedRows], Annotated | None]:
    """Place the rows of a table, those of each element that they annotate apart.

    Rows whose place is not known are left out.

    Returns
    -------
    places, annotated
        Elements of which no place is known are left out of the places; ``annotated`` says why. It
        is None where the table annotates nothing.

    Raises
    ------
    NowhereError
        There are no places.
    UnreadableInputError
        They are too many, or columns or ``obsm/spatial`` cannot be read.
    """
    if table.n_obs > MAX_ROWS:
        msg = f"{table.n_obs:,} rows are more than the {MAX_ROWS:,} that are placed"
        raise UnreadableInputError(msg)
    regions = table.attributes.get("region")
    if regions:
        named = regions if isinstance(regions, list) else [regions]
        return _by_elements(card, dataset, table, [str(name) for name in named])
    return [_by_obsm(card, table)], None


def _by_elements(
    card: DatasetCard, dataset: Dataset, table: Table, names: list[str]
) -> tuple[list[PlacedRows], Annotated]:
    region = table.obs.column(str(table.attributes.get("region_key")))
    ids = table.obs.column(str(table.attributes.get("instance_key")))
    places: list[PlacedRows] = []
    absent: list[str] = []
    problems: dict[str, str] = {}
    for name in names:
        is_here = region.codes == _code(region, name)
        if not is_here.any():
            continue
        element = _element(dataset, name)
        if element is None:
            absent.append(name)
            problems[name] = f"the file has no points, shapes or labels called {name!r}"
            continue
        try:
            places.append(_by_element(card, dataset, element, table.name, is_here, ids))
        except AivcError as error:
            problems[name] = str(error)
    return places, Annotated(region, ids, tuple(absent), problems)


def _code(region: Column, name: str) -> int:
    return region.categories.index(name) if name in region.categories else NO_CODE


def _by_element(
    card: DatasetCard,
    dataset: Dataset,
    element: SpatialElement,
    table: str,
    is_here: NDArray[np.bool_],
    ids: Column,
) -> PlacedRows:
    system = usual_system(element)
    _check_size(dataset, element)
    units = place_units(dataset, element, system)
    of_category = np.append(units.called(ids.categories), -1)
    unit_of_row = of_category[ids.codes]
    rows = np.flatnonzero(is_here & (unit_of_row >= 0))
    centres = units.centres[unit_of_row[rows], :2]
    known = np.isfinite(centres).all(axis=1)
    radii = units.radii
    return PlacedRows(
        element.path,
        element.name,
        rows[known].astype(np.int64),
        centres[known],
        float("nan") if radii is None or not len(radii) else float(np.nanmedian(radii)),
        system,
        micrometres_of_system(card, element, system, table),
    )


def _check_size(dataset: Dataset, element: SpatialElement) -> None:
    if element.kind == "labels":
        n_pixels = prod(raster_of(dataset, element).levels[0].shape)
        if n_pixels > MAX_LABELLED:
            msg = (
                f"{element.path} has {n_pixels:,} pixels, more than the {MAX_LABELLED:,} looked at"
            )
            raise UnreadableInputError(msg)
        return
    n_units = ElementTable(dataset.path, element).n_rows
    if n_units > MAX_ROWS:
        msg = f"{element.path} has {n_units:,} rows, more than the {MAX_ROWS:,} that are placed"
        raise UnreadableInputError(msg)


def _by_obsm(card: DatasetCard, table: Table) -> PlacedRows:
    matrix = next((matrix for matrix in table.obsm if matrix.name == OBSM), None)
    if matrix is None or matrix.shape[1] < 2:
        msg = f"{table.name or 'the table'} annotates no element, and has no {OBSM}"
        raise NowhereError(msg)
    blocks = [_dense(block) for block in matrix.blocks()]
    centres = np.concatenate([np.empty((0, 2)), *(block[:, :2] for block in blocks)])
    known = np.isfinite(centres).all(axis=1)
    return PlacedRows(
        f"{table.name}/{OBSM}".lstrip("/"),
        "",
        np.flatnonzero(known).astype(np.int64),
        centres[known],
        float("nan"),
        "",
        micrometres_of_table(card, table),
    )


def _dense(block: Any) -> NDArray[np.float64]:
    if not hasattr(block, "indptr"):
        return np.asarray(block.data, dtype=np.float64)
    msg = f"{OBSM} is stored sparse"
    raise UnreadableInputError(msg)


def _element(dataset: Dataset, name: str) -> SpatialElement | None:
    found = [e for e in dataset.elements if e.name == name and e.kind != "image"]
    return found[0] if len(found) == 1 else None
