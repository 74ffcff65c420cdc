"""The store of the synthetic tissue: tables, images, labels, points and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import PIXEL, SPOT_DIAMETER, spot_grid
from aivc.reference_models.synthetic.section.molecules import NOBODY
from aivc.reference_models.synthetic.section.tables import (
    cell_ids,
    cell_table,
    on_slide,
    spot_ids,
    spot_table,
)
from aivc.storage.writing.elements.dataset import MadeSpatialDataset
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.points import MadePoints
from aivc.storage.writing.elements.rasters import MadeImage, MadeLabelImage
from aivc.storage.writing.elements.shapes import MadeCircles, MadePolygons

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.sections import SectionData
    from aivc.storage.writing.elements.element import MadeElement

UNASSIGNED = "UNASSIGNED"
TRANSCRIPTS = "transcripts"
N_LEVELS, CHUNK = 3, 512
N_CORNERS, WAVE = 12, 0.06
"""Corners of the outline of a cell, and how far it swings around a circle."""


def section_store(path: Path, sections: Sequence[SectionData]) -> MadeSpatialDataset:
    """Return the store of all sections, which lie side by side on one slide."""
    elements: list[MadeElement] = [_transcripts(sections)]
    for data in sections:
        elements += _elements(data)
    return MadeSpatialDataset(path, [cell_table(sections), spot_table(sections)], elements)


def _elements(data: SectionData) -> list[MadeElement]:
    name = data.section.name
    pixels = [Placement.scaled(PIXEL, data.section.shift)]
    places = [Placement.scaled(1.0, data.section.shift)]
    return [
        MadeImage(
            f"he_{name}", data.painted.image, ["r", "g", "b"], pixels,
            n_levels=N_LEVELS, chunk=CHUNK,
        ),
        MadeLabelImage(f"nuclei_{name}", data.painted.nuclei, pixels, chunk=CHUNK),
        MadePolygons(
            f"cells_{name}", cell_ids(data), _outlines(data), places, index_name="cell_id"
        ),
        MadeCircles(
            f"spots_{name}", spot_ids(data.section), spot_grid().centres, SPOT_DIAMETER / 2,
            places, index_name="spot_id",
        ),
    ]  # fmt: skip


def _outlines(data: SectionData) -> list[NDArray[np.float64]]:
    angles = np.linspace(0, 2 * np.pi, N_CORNERS, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    radii = np.array([kind.radius for kind in truth.KINDS.values()])[data.cells.kinds]
    swing = 1 + WAVE * np.cos(3 * angles + data.cells.angles[:, None])
    rings = data.cells.centres[:, None] + (radii[:, None] * swing)[..., None] * circle
    return list(np.round(rings, 3))


def _transcripts(sections: Sequence[SectionData]) -> MadePoints:
    names = np.array([*truth.panel(), *truth.CONTROLS])
    columns: dict[str, list[Any]] = {
        key: [] for key in ("x", "y", "gene", "qv", "cell_id", "section_id")
    }
    for data in sections:
        molecules = data.molecules
        labels = np.array([*cell_ids(data), UNASSIGNED])
        places = on_slide(data.section, molecules.places).astype(np.float32)
        columns["x"].append(places[:, 0])
        columns["y"].append(places[:, 1])
        columns["gene"].append(names[molecules.features])
        columns["qv"].append(molecules.qualities.astype(np.uint8))
        columns["cell_id"].append(
            np.where(molecules.cells == NOBODY, UNASSIGNED, labels[molecules.cells])
        )
        columns["section_id"].append(np.full(len(places), data.section.name))
    return MadePoints(
        TRANSCRIPTS,
        {name: np.concatenate(parts) for name, parts in columns.items()},
        feature_key="gene",
        instance_key="cell_id",
    )
