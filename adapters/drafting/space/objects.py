"""Cells and their objects in label images."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.space.coordinates import unit_of_system
from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name
from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import usual_system
from aivc.storage.elements.places import place_units
from aivc.storage.elements.rasters import raster_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.space.unit_sets import DraftedSet
    from aivc.storage.model import Dataset, SpatialElement

MOST_PIXELS = 1 << 26
"""Pixels of a label image up to which its objects are read for a draft."""

OFTEN = 3
"""Numbers that are counted up agree with those of any image; such ids are up to this many times as
large as there are of them."""


@dataclass(frozen=True, slots=True)
class _Counts:
    n_cells: int
    n_shared: int
    n_objects: int


def draft_objects(section: Section, dataset: Dataset, sets: Sequence[DraftedSet]) -> None:
    """Link cells to the objects of labels that they annotate, or whose numbers they have."""
    cells = [one for one in sets if one.item.operator.scale == "cell"]
    annotated = {one.region.path: one for one in cells if one.region is not None}
    for element in dataset.elements:
        if element.kind != "labels":
            continue
        own = annotated.get(element.path)
        others = [own] if own is not None else [one for one in cells if _has_own_ids(one)]
        for one in others:
            counts = _counts(dataset, element, one)
            if counts is not None and (own is not None or counts.n_shared == counts.n_cells):
                _put(section, dataset, element, one, counts)


def _has_own_ids(cells: DraftedSet) -> bool:
    """Tell whether ids are numbers that would not agree with those of another image by chance."""
    ids = cells.ids()
    if cells.id_column is None or not ids or not all(label.isdecimal() for label in ids):
        return False
    return max(map(int, ids)) > OFTEN * len(ids)


def _counts(dataset: Dataset, element: SpatialElement, cells: DraftedSet) -> _Counts | None:
    """Count the objects of labels that are cells; None where there are none, or the image is large.

    A reader that made the table of the labels has counted its objects.
    """
    ids = cells.ids()
    n_objects = element.attributes.get("n_objects")
    if n_objects is not None:
        return _Counts(len(ids), len(ids), int(n_objects))
    try:
        if prod(raster_of(dataset, element).levels[0].shape) > MOST_PIXELS:
            return None
        objects = frozenset(place_units(dataset, element).ids.labels())
    except AivcError:
        return None
    n_shared = len(ids & objects)
    return _Counts(len(ids), n_shared, len(objects)) if n_shared else None


def _put(
    section: Section,
    dataset: Dataset,
    element: SpatialElement,
    cells: DraftedSet,
    counts: _Counts,
) -> None:
    name = free_name(section, f"{element.name}_objects")
    try:
        system = usual_system(element)
    except AivcError:
        system = ""
    unit = unit_of_system(dataset, [element], system)
    unit_set = {
        "unit_set_id": name,
        "scale": "cell",
        "n_units": counts.n_objects,
        "element": element.path,
        "coordinate_system": system,
        "coordinate_unit": unit.unit,
    }
    said = f"objects of {element.path} have the numbers of cells"
    add_unit_set(section, unit_set, {"scale": said, "coordinate_unit": unit.because})
    because = (
        f"{element.path} has objects of the numbers of {counts.n_shared:,} of {counts.n_cells:,} "
        f"{cells.unit_set_id}"
    )
    add_link(
        section,
        {
            "link_id": f"{cells.unit_set_id}_to_{name}",
            "source_set": cells.unit_set_id,
            "target_set": name,
            "direction": "same_scale",
            "link_type": "cell_to_image_object",
            "link_basis": "measured_identity",
            "cardinality": "one_to_one",
            "coverage": coverage(
                counts.n_cells, counts.n_shared, counts.n_objects, counts.n_shared
            ),
            "pairing": "same_unit",
        },
        because,
    )
