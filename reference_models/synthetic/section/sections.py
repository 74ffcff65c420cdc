"""All sections of the tissue, with their cells, molecules, spots and images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.section.geometry import DONORS, SECTIONS
from aivc.reference_models.synthetic.section.molecules import (
    counts_of_cells,
    counts_of_spots,
    donor_shifts,
    draw_molecules,
    log_rates,
)
from aivc.reference_models.synthetic.section.painting import paint
from aivc.reference_models.synthetic.section.tissue import draw_block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.geometry import Section
    from aivc.reference_models.synthetic.section.molecules import Molecules
    from aivc.reference_models.synthetic.section.painting import Painted
    from aivc.reference_models.synthetic.section.tissue import Block, Cells


@dataclass(frozen=True, slots=True)
class SectionData:
    """What was measured of one section, and the truth behind it.

    Attributes
    ----------
    cells
        Its cells.
    molecules
        What was decoded.
    cell_counts, spot_counts
        Molecules of each gene in each cell, and under each spot.
    painted
        Its image and nuclei.
    """

    section: Section
    cells: Cells
    molecules: Molecules
    cell_counts: NDArray[np.float32]
    spot_counts: NDArray[np.float32]
    painted: Painted


@dataclass(frozen=True, slots=True)
class Tissue:
    """Everything that was drawn.

    Attributes
    ----------
    seed
        Of the simulation.
    blocks
        Niches and cells, by donor.
    shifts
        Natural-log shift of each gene, by donor.
    sections
        What was measured of each section.
    """

    seed: int
    blocks: Mapping[str, Block]
    shifts: Mapping[str, NDArray[np.float64]]
    sections: tuple[SectionData, ...]


def draw_tissue(seed: int) -> Tissue:
    """Draw every section; the same seed gives the same."""
    shifts = donor_shifts(DONORS, seed)
    blocks = {donor: draw_block(seed, number) for number, donor in enumerate(DONORS)}
    sections = (
        _measured(section, blocks[section.donor], shifts[section.donor], seed)
        for section in SECTIONS
    )
    return Tissue(seed, blocks, shifts, tuple(sections))


def _measured(section: Section, block: Block, shift: NDArray[np.float64], seed: int) -> SectionData:
    cells = block.sections[section.position - 1]
    rng = np.random.default_rng([seed, 100 + section.place])
    molecules = draw_molecules(cells, log_rates(cells, shift), rng)
    return SectionData(
        section,
        cells,
        molecules,
        counts_of_cells(molecules, cells.n_cells),
        counts_of_spots(molecules),
        paint(cells, block.regions, rng),
    )
