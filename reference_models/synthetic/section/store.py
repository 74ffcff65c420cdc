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
from aivc.storage.writing.elements.parquet import Coded
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
    n_cells = np.array([data.cells.n_cells for data in sections])
    before = np.cumsum(n_cells) - n_cells
    found = [data.molecules for data in sections]
    owners = [
        np.where(molecules.cells == NOBODY, n_cells.sum(), molecules.cells + start)
        for molecules, start in zip(found, before, strict=True)
    ]
    places = np.concatenate(
        [on_slide(data.section, data.molecules.places) for data in sections]
    ).astype(np.float32)
    n_each = [len(molecules.features) for molecules in found]
    cells = [*(cell for data in sections for cell in cell_ids(data)), UNASSIGNED]
    columns: dict[str, NDArray[Any] | Coded] = {
        "x": places[:, 0],
        "y": places[:, 1],
        "gene": Coded(
            np.concatenate([molecules.features for molecules in found]),
            [*truth.panel(), *truth.CONTROLS],
        ),
        "qv": np.concatenate([molecules.qualities for molecules in found]).astype(np.uint8),
        "cell_id": Coded(np.concatenate(owners), cells),
        "section_id": Coded(
            np.repeat(np.arange(len(sections)), n_each), [data.section.name for data in sections]
        ),
    }
    return MadePoints(TRANSCRIPTS, columns, feature_key="gene", instance_key="cell_id")
