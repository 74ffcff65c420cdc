"""What Visium's array is like, from its files and from what 10x says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.contract.hints import Said
from aivc.adapters.space.documents import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.space.side_tables import SideTable

_SPOT, _PITCH = 55, 100
"""Micrometres, on slides of 6.5 mm and of 11 mm:
https://www.10xgenomics.com/support/spatial-gene-expression-v1/documentation/steps/slides."""

_VISIUM, _VISIUM_V1 = "EFO:0010961", "EFO:0022857"
_ABOVE_HD = "EFO:0030005"
_V1 = ("Visium V1", "Spatial 3' v1")
"""How Space Ranger calls the chemistry of slides that capture from tissue on them."""


def array_hints(
    side: SideTable, scales: Mapping[str, Any], attributes: Mapping[str, Any]
) -> dict[str, Said]:
    """Return geometry, size and assay of an array, as far as the format says.

    Parameters
    ----------
    side
        The list of spots.
    scales
        The scale factors; those of Visium HD name the size of a bin.
    attributes
        Attributes of the HDF5 file of counts.
    """
    size = number_in(dict(scales), "bin_size_um")
    if size is not None:
        said = f"scalefactors_json.json says that a bin is {size:g} micrometres wide"
        assay = Said(_ABOVE_HD, "EFO has no term for Visium HD; this is the nearest above it")
        return _card("square", size, size, said, assay)
    if not _is_hexagonal(side):
        return {}
    said = "spots of Visium are 55 micrometres wide and 100 apart, on a hexagonal grid"
    return _card("hexagonal", _SPOT, _PITCH, said, _assay(attributes))


def _card(geometry: str, size: float, pitch: float, said: str, assay: Said) -> dict[str, Said]:
    at = "/operators/*"
    return {
        f"{at}/array_geometry": Said(geometry, said),
        f"{at}/spot_diameter": Said({"value": size, "unit": "um"}, said),
        f"{at}/spot_pitch": Said({"value": pitch, "unit": "um"}, said),
        f"{at}/assay_ontology_term_id": assay,
    }


def _assay(attributes: Mapping[str, Any]) -> Said:
    chemistry = attributes.get("chemistry_description")
    if isinstance(chemistry, list) and len(chemistry) == 1:
        chemistry = chemistry[0]
    if isinstance(chemistry, str) and chemistry.startswith(_V1):
        return Said(_VISIUM_V1, f"the file states the chemistry {chemistry}")
    return Said(_VISIUM, "these are files of Space Ranger for Visium")


def _is_hexagonal(side: SideTable) -> bool:
    """Tell whether every second place of the array is empty, as on a hexagonal grid."""
    rows, columns = side.numbers("array_row"), side.numbers("array_col")
    return len(rows) > 1 and bool(np.all((rows + columns) % 2 == 0))
