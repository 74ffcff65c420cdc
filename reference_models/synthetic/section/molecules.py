"""Draw molecules: how many of each gene a cell has, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import (
    HEIGHT,
    SPOT_COLUMNS,
    SPOT_DIAMETER,
    SPOT_ROWS,
    WIDTH,
    nearest_spots,
)
from aivc.reference_models.synthetic.section.tissue import (
    KIND_NAMES,
    are_between_cells,
    neighbours,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.tissue import Cells

NOBODY = -1
INSIDE, OUTSIDE = 0.85, (1.14, 1.19)
"""Molecules lie within the first share of the radius of their cell, or between the others."""
CLEAR = 10.0
"""So many micrometres from the nearest centre, no cell is."""
GRAIN = 16
"""Places are rounded to this part of a micrometre."""
QUALITIES = (20, 41)


@dataclass(frozen=True, slots=True)
class Molecules:
    """The decoded molecules of one section.

    Attributes
    ----------
    places
        In micrometres of the section, shape (n, 2).
    features
        Place of the gene in the panel; control probes come behind the genes.
    cells
        Row of the cell, -1 where the molecule was given to none.
    qualities
        Phred-scaled quality of decoding.
    """

    places: NDArray[np.float64]
    features: NDArray[np.int64]
    cells: NDArray[np.int64]
    qualities: NDArray[np.int64]

    @property
    def is_gene(self) -> NDArray[np.bool_]:
        """Whether it is a gene and no control."""
        return self.features < len(truth.panel())


def donor_shifts(donors: tuple[str, ...], seed: int) -> dict[str, NDArray[np.float64]]:
    """Draw the natural-log shift of every gene in each donor, shape (n_genes,)."""
    rng = np.random.default_rng([seed, 1_000])
    return {donor: rng.normal(0, truth.DONOR_SHIFT, len(truth.panel())) for donor in donors}


def log_rates(cells: Cells, shift: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the natural log of the expected molecules of each gene in each cell of usual size."""
    symbols = truth.panel()
    place = {symbol: column for column, symbol in enumerate(symbols)}
    base = np.full((len(KIND_NAMES), len(symbols)), truth.OTHER_RATE)
    for row, kind in enumerate(truth.KINDS.values()):
        base[row, [place[symbol] for symbol in kind.markers]] = truth.MARKER_RATE
    base[:, [place[symbol] for symbol in truth.HOUSEKEEPING]] = truth.HOUSEKEEPING_RATE
    effects = _programme_effects(cells)
    for programme, members in truth.PROGRAMMES.items():
        base[:, [place[symbol] for symbol in members]] = truth.PROGRAMME_RATES[programme]
    rates: NDArray[np.float64] = np.log(base)[cells.kinds] + shift
    for programme, effect in effects.items():
        rates[:, [place[symbol] for symbol in truth.PROGRAMMES[programme]]] += effect[:, None]
    return rates


def draw_molecules(cells: Cells, rates: NDArray[np.float64], rng: np.random.Generator) -> Molecules:
    """Draw the molecules of a section from the log rates of its cells, and control probes."""
    sizes = np.exp(rng.normal(0, truth.CELL_SIZE_SPREAD, cells.n_cells))
    means = np.exp(rates) * sizes[:, None]
    gamma_shape = 1 / truth.DISPERSION
    counts = rng.poisson(rng.gamma(gamma_shape, means / gamma_shape))
    of_cell, of_gene = (
        np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape)
    )
    n = len(of_cell)
    is_lost = rng.random(n) < truth.UNASSIGNED_SHARE
    radii = np.array([kind.radius for kind in truth.KINDS.values()])[cells.kinds][of_cell]
    reach = np.where(is_lost, rng.uniform(*OUTSIDE, n), INSIDE * np.sqrt(rng.random(n)))
    angle = rng.uniform(0, 2 * np.pi, n)
    places = cells.centres[of_cell] + (radii * reach)[:, None] * _directions(angle)
    strays = np.flatnonzero(is_lost)[::2]
    anywhere = rng.uniform((0, 0), (WIDTH, HEIGHT), (len(strays), 2))
    is_between = are_between_cells(cells, anywhere, CLEAR)
    places[strays[is_between]] = anywhere[is_between]
    n_controls = int(rng.poisson(truth.CONTROL_RATE * n))
    controls = rng.integers(len(truth.CONTROLS), size=n_controls) + len(truth.panel())
    of_controls = rng.uniform((0, 0), (WIDTH, HEIGHT), (n_controls, 2))
    placed = np.concatenate([places, of_controls])
    return Molecules(
        np.round(placed * GRAIN) / GRAIN,
        np.concatenate([of_gene, controls]),
        np.concatenate([np.where(is_lost, NOBODY, of_cell), np.full(n_controls, NOBODY)]),
        rng.integers(*QUALITIES, size=n + n_controls),
    )


def counts_of_cells(molecules: Molecules, n_cells: int) -> NDArray[np.float32]:
    """Count the molecules of each gene that were given to each cell."""
    return _counted(molecules.cells, molecules, n_cells)


def counts_of_spots(molecules: Molecules) -> NDArray[np.float32]:
    """Count the molecules of each gene under each spot, whether a cell has them or not."""
    spots, distances = nearest_spots(molecules.places)
    under = np.where(distances < SPOT_DIAMETER / 2, spots, NOBODY)
    return _counted(under, molecules, SPOT_ROWS * SPOT_COLUMNS)


def _counted(units: NDArray[np.int64], molecules: Molecules, n_units: int) -> NDArray[np.float32]:
    n_genes = len(truth.panel())
    kept = (units >= 0) & molecules.is_gene
    flat = np.bincount(
        units[kept] * n_genes + molecules.features[kept], minlength=n_units * n_genes
    )
    return flat.reshape(n_units, n_genes).astype(np.float32)


def _programme_effects(cells: Cells) -> Mapping[str, NDArray[np.float64]]:
    near = neighbours(cells.centres, truth.N_NEIGHBOURS)
    share = (cells.kinds[near] == KIND_NAMES.index("T cell")).mean(axis=1)
    return {
        "PROLIFERATION": truth.PROLIFERATION_SPREAD * cells.activity,
        "HYPOXIA": truth.HYPOXIA_RISE * cells.centres[:, 1] / HEIGHT,
        "INTERFERON_RESPONSE": truth.INTERFERON_PER_T_CELL * share,
    }


def _directions(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([np.cos(angles), np.sin(angles)])
