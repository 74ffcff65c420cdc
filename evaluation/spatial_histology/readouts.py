"""What a benchmark asks for, as readouts of its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.evaluation.spatial_histology.card import CellTypes, GeneSets, Wanted

_NEIGHBOURS = 6
"""A spot of a hexagonal array has so many neighbours."""


class WantedReadout(NamedTuple):
    """A readout that is wanted: its identifier, its slots, and what it asks for in words."""

    readout_id: str
    slots: dict[str, Any]
    said: str


def wanted_readouts(wanted: Wanted) -> Iterator[WantedReadout]:
    """Yield expression, then pathways and neighbours where there are gene sets and cell types."""
    yield WantedReadout(
        "expression_from_histology",
        {
            "readout_type": "expression",
            "input_tables": [wanted.units.matrix],
            "input_images": [image.path for image in wanted.images],
            "output_scale": wanted.units.scale,
            "decision": "none",
        },
        "expression, to be predicted from the image",
    )
    if wanted.gene_sets is not None:
        yield _pathways(wanted, wanted.gene_sets)
    if wanted.cell_types is not None:
        yield _neighbours(wanted.cell_types)


def _pathways(wanted: Wanted, sets: GeneSets) -> WantedReadout:
    return WantedReadout(
        "pathway_activity",
        {
            "readout_type": "pathway_activity",
            "input_tables": [wanted.units.matrix],
            "output_scale": wanted.units.scale,
            "feature_set": {
                "name": sets.name,
                "version": sets.version,
                "path": sets.path,
                "sha256": sets.sha256,
            },
            "decision": "none",
        },
        f"activity of the pathways of {sets.path}",
    )


def _neighbours(types: CellTypes) -> WantedReadout:
    return WantedReadout(
        "spatial_neighbourhood",
        {
            "readout_type": "spatial_neighbourhood",
            "input_tables": [types.matrix],
            "input_scale": types.scale,
            "output_scale": "niche",
            "readout_method": f"pairs of neighbours by {types.column}",
            "neighbourhood": {"graph": "knn", "n_neighbours": _NEIGHBOURS},
            "decision": "none",
        },
        f"who is next to whom, by the column {types.column}",
    )
