"""Tell micrometres by how far spots of a known array lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.space.arrays import is_hexagonal
from aivc.adapters.drafting.space.coordinates import CountedIn
from aivc.schema.errors import AivcError
from aivc.storage.elements.places import place_units
from aivc.storage.elements.tables import ElementTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.adapters.drafting.space.unit_sets import DraftedSet
    from aivc.storage.model import Dataset, Table

MICROMETRE = "um"
VISIUM, PITCH = "EFO:0010961", 100.0
"""Visium Spatial Gene Expression, and the micrometres between its spots:
https://www.10xgenomics.com/support/spatial-gene-expression-v1/documentation/steps/slides."""

SAME = 0.01
"""Share by which the distance of neighbours may differ from that of the array."""

FEWEST, MOST = 20, 200_000
"""Spots between which distances are taken; more have no array of this kind."""


def unit_by_spacing(
    dataset: Dataset, drafted: DraftedSet, operator: Mapping[str, Any]
) -> CountedIn:
    """Tell whether neighbouring spots are as far apart as those of their array in micrometres.

    Parameters
    ----------
    dataset
        The container.
    drafted
        Spots whose coordinates nobody gives a unit for.
    operator
        What measured them, as far as it is drafted.

    Returns
    -------
    CountedIn
        Micrometres with the evidence; empty where the distance is another, or nobody knows it.
    """
    pitch, array = _pitch(operator, drafted.item.table)
    if not pitch:
        return CountedIn("")
    try:
        places = _places(dataset, drafted)
    except AivcError:  # others tell of places that cannot be read
        return CountedIn("")
    places = places[np.isfinite(places).all(axis=1)]
    if not FEWEST <= len(places) <= MOST:
        return CountedIn("")
    from scipy.spatial import cKDTree

    distances, _ = cKDTree(places).query(places, k=2)
    found = float(np.median(distances[:, 1]))
    if abs(found - pitch) > SAME * pitch:
        return CountedIn("")
    said = f"neighbouring spots lie {found:.4g} apart, and those of {array} {pitch:g} micrometres"
    return CountedIn(MICROMETRE, said)


def _pitch(operator: Mapping[str, Any], table: Table) -> tuple[float, str]:
    stated = operator.get("spot_pitch")
    if stated and stated.get("unit") == MICROMETRE:
        return float(stated["value"]), "the array"
    if operator.get("assay_ontology_term_id") == VISIUM:
        return PITCH, "Visium"
    if is_hexagonal(table):
        return PITCH, "Visium, of whose array every second place is empty as here,"
    return 0.0, ""


def _places(dataset: Dataset, drafted: DraftedSet) -> NDArray[np.float64]:
    """Return the places of spots of one section, or of those that ``obsm/spatial`` has."""
    if not drafted.regions:
        return _of_obsm(drafted.item.table)
    region = drafted.regions[0]
    if region.kind != "shapes" or ElementTable(dataset.path, region).n_rows > MOST:
        return np.empty((0, 2))
    return place_units(dataset, region, drafted.system).centres[:, :2]


def _of_obsm(table: Table) -> NDArray[np.float64]:
    stored = next((matrix for matrix in table.obsm if matrix.name == "obsm/spatial"), None)
    if stored is None or table.n_obs > MOST:
        return np.empty((0, 2))
    blocks = [block.data for block in stored.blocks() if not hasattr(block, "indptr")]
    parts = [np.asarray(block, np.float64)[:, :2] for block in blocks]
    return np.concatenate([np.empty((0, 2)), *parts])
