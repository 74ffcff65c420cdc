"""When a group of cells is small."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.facts.model import DesignFacts

FEW_CELLS = 30
"""Below this the mean of a group moves by more than a fifth of the spread of single cells
(1 / sqrt(30) = 0.18). Perturbation benchmarks filter at about the same number."""

PILOT_ROWS = 1_000
"""A smaller file is a pilot, an excerpt or a test: every group in it is small, and a sentence
about each would say nothing."""

SINGLE_CELL_OPERATORS = (
    "SingleCellRNA",
    "SingleCellATAC",
    "SurfaceProtein",
    "SingleCellProteomics",
)
"""Measurement operators whose rows are single cells, of which a group has many."""


def is_pilot(design: DesignFacts) -> bool:
    """Tell whether the whole file is so small that small groups are no news."""
    return design.n_rows < PILOT_ROWS
