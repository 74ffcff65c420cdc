"""Spots and the images of their section: elements of a store, or pictures in ``uns/spatial``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.space.all_names import TEXTS
from aivc.adapters.drafting.space.known_libraries import known_libraries
from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.space.unit_sets import DraftedSet
    from aivc.storage.model import Column, Dataset, Table

LIBRARY_COLUMNS = ("library_id", "library", "library_key")
"""Columns of obs that say to which entry of ``uns/spatial`` a row belongs."""

METHOD = "by the frame of fiducials, as Space Ranger does"


def pictures_of(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the names of the pictures of each library in ``uns/spatial``."""
    if table.name:
        return {}
    return {one.name: one.pictures for one in known_libraries(table) if one.pictures}


def draft_pictures(section: Section, dataset: Dataset, sets: Sequence[DraftedSet]) -> None:
    """Link spots to the picture that they lie on, where a column says which one it is."""
    elements = {
        element.name: element.path for element in dataset.elements if element.kind == "image"
    }
    for spots in sets:
        if spots.item.operator.scale != "spot":
            continue
        table = spots.item.table
        libraries = pictures_of(table)
        column = _column_of(table, libraries, LIBRARY_COLUMNS)
        if column is not None:
            homes = {name: f"uns/spatial/{name}/images" for name in libraries}
            _put(section, spots, column, "a section of uns/spatial", homes)
            continue
        column = _column_of(table, elements, [info.name for info in table.obs.columns])
        if column is not None:
            _put(section, spots, column, "an image", elements)


def is_in(path: str, home: str) -> bool:
    """Tell whether an image is the one of this path, or lies in the group of this path.

    Examples
    --------
    >>> is_in("images/he", "images/he"), is_in("images/he_2", "images/he")
    (True, False)
    """
    return path == home or path.startswith(f"{home}/")


def _column_of(table: Table, known: Mapping[str, Any], names: Sequence[str]) -> Column | None:
    """Return the first column all of whose labels are names of images or of their sections."""
    texts = {info.name for info in table.obs.columns if info.kind in TEXTS}
    for name in names if known else ():
        if name not in texts:
            continue
        try:
            column = table.obs.column(name)
        except AivcError:
            continue
        used = {column.categories[code] for code in np.unique(column.codes[column.codes >= 0])}
        if used and used <= known.keys():
            return column
    return None


def _put(
    section: Section, spots: DraftedSet, column: Column, what: str, homes: Mapping[str, str]
) -> None:
    """Draft the sections that a column names; ``homes`` says where the image of a label is."""
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.categories))
    used = {label: int(n) for label, n in zip(column.categories, counts, strict=True) if n}
    name = free_name(section, "sections")
    said = f"each label of obs column {column.info.name} is {what}"
    unit_set = {
        "unit_set_id": name,
        "scale": "section",
        "n_units": len(used),
        "unit_id_column": column.info.name,
        "element": spots.item.table.name,
    }
    add_unit_set(section, unit_set, {"scale": said})
    for image in section.slots.get("images", ()):
        if any(is_in(image["image_path"], homes[label]) for label in used):
            image["unit_set"] = name
    alignment: dict[str, Any] = {"error_metric": "none_reported"}
    if all(home.startswith("uns/spatial/") for home in homes.values()):
        alignment |= {"alignment_method": METHOD, "landmarks_independent_of_fit": False}
    add_link(
        section,
        {
            "link_id": f"{spots.unit_set_id}_to_{name}",
            "source_set": spots.unit_set_id,
            "target_set": name,
            "direction": "project",
            "link_type": "spot_to_image_region",
            "link_basis": "image_registration",
            "cardinality": "many_to_one",
            "partner_column": column.info.name,
            "aggregation_function": "mean",
            "coverage": coverage(spots.item.table.n_obs, sum(used.values()), len(used), len(used)),
            "alignment": alignment,
            "pairing": "same_unit",
        },
        f"{said}; how exactly spots lie on it is not said",
    )
