"""Whether cells have places, and whether they were taken apart before they were measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.rdo.inputs import inputs_of, obs_column

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, Readout
    from aivc.validators.facts.model import Facts, TableFacts

IN_PLACE = frozenset({"SpotSpatial", "ImagingSpatial", "Histology", "Morphology", "LiveImaging"})
"""Measurements of cells that are where they were."""

SUSPENDED = frozenset({"cell", "nucleus"})
"""Values of ``suspension_type`` for what was taken apart."""

GIVES_PLACES = frozenset({"cell_to_niche", "cell_to_image_object"})
"""Links by which a cell that was taken out of its tissue keeps its place."""

NEIGHBOURHOOD = "spatial_neighbourhood"

AXES = (("x", "y"), ("x_centroid", "y_centroid"), ("center_x", "center_y"))
_ENDINGS = tuple(
    (f"{one}{unit}", f"{two}{unit}") for one, two in AXES for unit in ("", "_um", "_px")
)
USUAL_COLUMNS = (
    *_ENDINGS,
    ("x_location", "y_location"),
    ("x_fov_px", "y_fov_px"),
    ("centerx_global_px", "centery_global_px"),
    ("centerx_local_px", "centery_local_px"),
    ("pxl_col_in_fullres", "pxl_row_in_fullres"),
    ("array_col", "array_row"),
    ("nuclei_location_center_x", "nuclei_location_center_y"),
    ("cells_location_center_x", "cells_location_center_y"),
)
"""Pairs of columns that hold places, in small letters."""


def has_places(readout: Readout, card: DatasetCard, facts: Facts) -> bool:
    """Tell whether anything in the file says where the units of a readout are."""
    if any(element.kind in {"shapes", "points", "labels"} for element in facts.file.elements):
        return True
    own = [one.table for one in inputs_of(readout, card, facts) if one.table is not None]
    tables: list[TableFacts] = own or list(facts.tables.values())
    return any(_table_has_places(table, facts) for table in tables)


def _table_has_places(table: TableFacts, facts: Facts) -> bool:
    names = {column.name.casefold() for column in table.obs_columns}
    names |= {name.casefold() for name in (facts.shared_obs.columns if facts.shared_obs else ())}
    if any(one in names and two in names for one, two in USUAL_COLUMNS):
        return True
    keys = (matrix.name for matrix in table.matrices if matrix.name.startswith("obsm/"))
    return any("spatial" in key.casefold() or "centroid" in key.casefold() for key in keys)


def is_dissociated(readout: Readout, card: DatasetCard, facts: Facts) -> str:
    """Return what was suspended before it was measured; empty where nothing was or nobody says.

    A link ``cell_to_niche`` or ``cell_to_image_object`` says how places are known all the same, as
    by spatial barcodes on nuclei.
    """
    inputs = inputs_of(readout, card, facts)
    if not inputs or any(one.operator_type in IN_PLACE for one in inputs):
        return ""
    if any(link.link_type in GIVES_PLACES for link in card.links):
        return ""
    column = obs_column("suspension_type", inputs, facts)
    if column is not None:
        kinds = set(column.facts.used)
    else:
        kinds = {sample.suspension_type or "" for sample in card.samples}
    return " and ".join(sorted(kinds)) if kinds and kinds <= SUSPENDED else ""
