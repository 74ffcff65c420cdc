"""What the card states of the tissue because it was counted or measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.section.geometry import PIXEL, SECTIONS
from aivc.reference_models.synthetic.section.molecules import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.covering import Covering
    from aivc.reference_models.synthetic.section.sections import SectionData


@dataclass(frozen=True, slots=True)
class Error:
    """How far places that should be one are apart: in micrometres, on how many landmarks."""

    median: float
    p95: float
    n_landmarks: int


@dataclass(frozen=True, slots=True)
class Readings:
    """Counts and errors.

    Attributes
    ----------
    n_cells, n_spots, n_transcripts
        Units of each kind.
    n_assigned
        Transcripts that were given to a cell.
    n_cells_with_transcripts
        Cells that were given one or more.
    control_rate
        Share of transcripts that are control probes.
    n_cells_covered, n_spots_covered
        Cells under a spot, and spots with a cell under them.
    image_error
        From the centre of a cell to that of its nucleus in the image.
    section_error
        From a cell in one section to the same cell in the next.
    """

    n_cells: int
    n_spots: int
    n_transcripts: int
    n_assigned: int
    n_cells_with_transcripts: int
    control_rate: float
    n_cells_covered: int
    n_spots_covered: int
    image_error: Error
    section_error: Error


def read_off(sections: Sequence[SectionData], covered: Mapping[str, Covering]) -> Readings:
    """Count and measure what the card states."""
    given = [np.unique(data.molecules.cells[data.molecules.cells != NOBODY]) for data in sections]
    n_transcripts = sum(len(data.molecules.cells) for data in sections)
    n_controls = sum(int((~data.molecules.is_gene).sum()) for data in sections)
    return Readings(
        n_cells=sum(data.cells.n_cells for data in sections),
        n_spots=sum(len(data.spot_counts) for data in sections),
        n_transcripts=n_transcripts,
        n_assigned=sum(int((data.molecules.cells != NOBODY).sum()) for data in sections),
        n_cells_with_transcripts=sum(len(cells) for cells in given),
        control_rate=n_controls / n_transcripts,
        n_cells_covered=sum(len(np.unique(pairs.cells)) for pairs in covered.values()),
        n_spots_covered=sum(len(np.unique(pairs.spots)) for pairs in covered.values()),
        image_error=_error(np.concatenate([_nucleus_offsets(data) for data in sections])),
        section_error=_error(np.concatenate(_section_offsets(sections))),
    )


def _error(offsets: NDArray[np.float64]) -> Error:
    distances = np.hypot(offsets[:, 0], offsets[:, 1])
    middle, most = np.quantile(distances, (0.5, 0.95)).tolist()
    return Error(round(middle, 3), round(most, 3), len(distances))


def _nucleus_offsets(data: SectionData) -> NDArray[np.float64]:
    nuclei = data.painted.nuclei
    rows, columns = np.nonzero(nuclei)
    of = nuclei[rows, columns].astype(np.int64) - 1
    n_pixels = np.bincount(of, minlength=data.cells.n_cells)
    x, y = (
        PIXEL * np.bincount(of, places + 0.5, data.cells.n_cells) / n_pixels
        for places in (columns, rows)
    )
    return np.column_stack([x, y]) - data.cells.centres


def _section_offsets(sections: Sequence[SectionData]) -> list[NDArray[np.float64]]:
    by_name = {data.section.name: data.cells for data in sections}
    found = []
    for section in SECTIONS:
        if section.position > 1:
            second, first = by_name[section.name], by_name[section.neighbour]
            both = second.is_cut_twice
            before = np.searchsorted(first.grid_places, second.grid_places[both])
            found.append(second.centres[both] - first.centres[before])
    return found
