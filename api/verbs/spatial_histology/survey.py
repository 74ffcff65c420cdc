"""What a container holds that a benchmark of histology can be made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.defaults import Places, micrometres_of
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.images import (
    choose,
    fullres_pixel,
    images_in_system,
    pictures_of_libraries,
)
from aivc.evaluation.spatial_histology.lengths import PIXEL
from aivc.evaluation.spatial_histology.units import choose_units, section_columns
from aivc.splits.making.request import SplitRequest
from aivc.storage.elements.libraries import libraries_of
from aivc.storage.model import ContainerKind
from aivc.verbs.observed_rows import observed_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.images import PlacedImage, Refused
    from aivc.evaluation.spatial_histology.units import Units
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.observations import Coordinates, Observations
    from aivc.storage.model import Dataset

GLOBAL = "global"
"""The coordinate system of places that are stored in a table of a SpatialData store."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Units with places, and the images that show them.

    Attributes
    ----------
    units
        The table.
    rows
        Its rows, as a split sees them.
    said
        What a manifest has to say so that everybody sees them so.
    places
        Of the rows that have one.
    placed
        Positions of these rows.
    sections
        Name of each section.
    images
        Images that may be cut.
    image_of_section
        Position of the image of each section, -1 for none.
    """

    units: Units
    rows: Observations
    said: dict[str, Any]
    places: Places
    placed: NDArray[np.intp]
    sections: tuple[str, ...]
    images: tuple[PlacedImage, ...]
    image_of_section: NDArray[np.int64]


def survey(dataset: Dataset, card: DatasetCard, table: str | None, wanted: Sequence[str]) -> Survey:
    """Find units, places and images.

    Parameters
    ----------
    dataset
        The opened container.
    card
        Its card.
    table
        Name of the table that was asked for.
    wanted
        Paths or names of the images that were asked for; any image where it is empty.

    Raises
    ------
    BenchmarkError
        There is no table, no place or no image, or no image shows any unit.
    """
    units = choose_units(dataset, card, table)
    _demand_images(dataset, units)
    said = _binding(dataset, units, card)
    rows, said = observed_rows(dataset, card, said, SplitRequest())
    if rows.table != units.table.name:
        msg = (
            f"no column of {units.table.name} says which section or region a row is of, so that "
            f"a split cannot name it among the tables; add a column section_id"
        )
        raise BenchmarkError(msg)
    coordinates = rows.coordinates
    if coordinates is None:
        why = rows.absent.get("coordinates", "no obsm/spatial and no element that holds its units")
        msg = f"nothing says where the rows of {units.table.name or 'the table'} are: {why}"
        raise BenchmarkError(msg)
    section, names = _sections(rows, coordinates)
    is_placed = np.isfinite(coordinates.values[:, :2]).all(axis=1) & (section >= 0)
    placed = np.flatnonzero(is_placed)
    values = np.ascontiguousarray(coordinates.values[placed, :2])
    images = _images(dataset, units, _systems_of(coordinates, section, names), wanted)
    chosen = choose(images, values, section[placed], names, _preferred(units, card))
    if not (chosen >= 0).any():
        told = ", ".join(image.path for image in images)
        msg = (
            f"no unit of {units.table.name or 'the table'} lies within {told}; correct the "
            "transformations of the image and of the units to one coordinate system"
        )
        raise BenchmarkError(msg)
    micrometres = _micrometres(coordinates.unit, units, [images[k] for k in chosen if k >= 0], card)
    places = Places(values, section[placed], coordinates.unit, micrometres)
    return Survey(units, rows, said, places, placed, names, tuple(images), chosen)


def _binding(dataset: Dataset, units: Units, card: DatasetCard) -> dict[str, Any]:
    columns = section_columns(units, card)
    if not columns:
        return {}
    key: dict[str, Any] = {"role": "section", "columns": list(columns)}
    if len(dataset.tables) > 1:
        key["in_table"] = units.table.name
    return {"binding": {"keys": [key]}}


def _sections(
    rows: Observations, coordinates: Coordinates
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    axis = rows.axes.get("section")
    if axis is not None:
        return axis.codes.astype(np.int64), axis.levels
    codes = coordinates.section.astype(np.int64)
    n = int(codes.max(initial=0)) + 1
    return codes, ("the only section",) if n == 1 else tuple(f"section {k + 1}" for k in range(n))


def _systems_of(
    coordinates: Coordinates, section: NDArray[np.int64], names: Sequence[str]
) -> dict[str, str]:
    """Return the coordinate system of each section; of all, under no name, where they share one."""
    if not coordinates.systems:
        return {"": coordinates.system or GLOBAL}
    found = {}
    for code, name in enumerate(names):
        planes = np.unique(coordinates.section[(section == code) & (coordinates.section >= 0)])
        systems = sorted({coordinates.systems[plane] for plane in planes} - {""})
        if len(systems) > 1:
            msg = (
                f"section {name} has places in several coordinate systems: {', '.join(systems)}; "
                "give its elements a transformation to one of them"
            )
            raise BenchmarkError(msg)
        if systems:
            found[name] = systems[0]
    return found


def _laid_over(
    dataset: Dataset, systems: Mapping[str, str]
) -> tuple[list[PlacedImage], list[Refused]]:
    """Return the images of each section, by its coordinate system, and those of no section."""
    placed: list[PlacedImage] = []
    refused: dict[str, Refused] = {}
    for section, system in systems.items():
        here, not_here = images_in_system(dataset, system)
        placed += [replace(image, section=section) for image in here]
        refused |= {one.path: one for one in not_here}
    used = {image.path for image in placed}
    return placed, [one for path, one in sorted(refused.items()) if path not in used]


def _demand_images(dataset: Dataset, units: Units) -> None:
    """Refuse first what no other remedy helps with: a dataset without any image."""
    if dataset.kind is ContainerKind.SPATIALDATA:
        has_any = any(element.kind == "image" for element in dataset.elements)
    else:
        has_any = any(library.pictures for library in libraries_of(units.table))
    if not has_any:
        raise BenchmarkError(_no_image(dataset))


def _no_image(dataset: Dataset) -> str:
    is_spatial = dataset.kind is ContainerKind.SPATIALDATA
    where = "images/" if is_spatial else "uns/spatial/LIBRARY/images/"
    return f"{dataset.path} holds no image to cut tiles from; keep it in {where} of the dataset"


def _images(
    dataset: Dataset, units: Units, systems: Mapping[str, str], wanted: Sequence[str]
) -> list[PlacedImage]:
    is_spatial = dataset.kind is ContainerKind.SPATIALDATA
    placed, refused = (
        _laid_over(dataset, systems) if is_spatial else pictures_of_libraries(dataset, units.table)
    )
    if not placed and not refused:
        raise BenchmarkError(_no_image(dataset))
    known = list(dict.fromkeys(image.path for image in placed))
    found = []
    for name in wanted:
        path = next((path for path in known if name in {path, path.rsplit("/", 1)[-1]}), None)
        if path is None:
            why = next((one.why for one in refused if one.path.endswith(name)), "")
            told = why or f"there is no such image; there are {', '.join(known) or 'none'}"
            msg = f"--image {name}: {told}"
            raise BenchmarkError(msg)
        found += [image for image in placed if image.path == path]
    if not placed:
        msg = "no image can be laid over the units: " + "; ".join(one.why for one in refused)
        raise BenchmarkError(msg)
    return found or placed


def _preferred(units: Units, card: DatasetCard) -> list[str]:
    """Return the image that the operator of the spots names, then those of histology."""
    named = getattr(units.operator, "image_element", None)
    operators = {one.operator_id for one in card.operators if one.operator_type == "Histology"}
    histology = [image.image_path for image in card.images if image.measured_by in operators]
    return list(dict.fromkeys(path for path in (named, *histology) if path))


def _micrometres(
    unit: str, units: Units, images: Sequence[PlacedImage], card: DatasetCard
) -> float | None:
    """Return the micrometres of one unit of the places, by their unit or by the size of a pixel."""
    told = micrometres_of(unit)
    if told is not None:
        return told
    if unit in {"", PIXEL} and (fullres := fullres_pixel(units.table)) is not None:
        return fullres
    if unit != PIXEL:
        return None
    sizes = {operator.operator_id: micrometres_of_pixel(operator) for operator in card.operators}
    for image in images:
        for declared in card.images:
            size = sizes.get(declared.measured_by)
            if declared.image_path == image.path and size is not None:
                return size / max(image.pixel)
    return None


def micrometres_of_pixel(operator: Any) -> float | None:
    """Return the size of a pixel that an operator declares, in micrometres."""
    return _micrometres_of(getattr(operator, "pixel_size", None))


def pitch_of(found: Survey) -> float | None:
    """Return the distance of spots that the operator declares, in the unit of the places."""
    pitch = _micrometres_of(getattr(found.units.operator, "spot_pitch", None))
    if pitch is None or found.places.micrometres is None:
        return None
    return pitch / found.places.micrometres


def _micrometres_of(size: Any) -> float | None:
    if size is None or size.value is None:
        return None
    factor = micrometres_of(size.unit or "")
    return None if factor is None else size.value * factor
