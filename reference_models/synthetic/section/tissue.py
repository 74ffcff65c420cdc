"""Lay out niches and cells."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import HEIGHT, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

KIND_NAMES = tuple(truth.KINDS)
NICHE_NAMES = tuple(truth.NICHES)
GRID, WOBBLE, MARGIN = 32.0, 6.0, 12.0
"""Places of cells: their distance, how far they are off the grid, and from the edge, in um."""
N_NESTS, N_AGGREGATES = 4, 3


@dataclass(frozen=True, slots=True)
class Disc:
    """A round region: centre and radius in micrometres."""

    niche: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one section, one row each.

    Attributes
    ----------
    centres
        In micrometres of the section, shape (n_cells, 2).
    kinds
        Place of the type in ``KIND_NAMES``.
    niches
        Place of the niche in ``NICHE_NAMES``.
    darkness
        How dark the nucleus is stained, standard normal.
    activity
        How active the proliferation genes are, standard normal.
    angles
        Of the nucleus, in radians.
    grid_places
        Which place of the block the cell takes; a cell of both sections has the same in both.
    is_cut_twice
        Whether the other section of the block holds the cell too.
    """

    centres: NDArray[np.float64]
    kinds: NDArray[np.int64]
    niches: NDArray[np.int64]
    darkness: NDArray[np.float64]
    activity: NDArray[np.float64]
    angles: NDArray[np.float64]
    grid_places: NDArray[np.int64]
    is_cut_twice: NDArray[np.bool_]

    @property
    def n_cells(self) -> int:
        """Number of cells."""
        return len(self.kinds)


@dataclass(frozen=True, slots=True)
class Block:
    """The tissue of one donor: its niches, and the cells of its two sections."""

    regions: tuple[Disc, ...]
    sections: tuple[Cells, Cells]


def regions_of(rng: np.random.Generator) -> tuple[Disc, ...]:
    """Draw nests of tumour and aggregates of immune cells of one donor; all else is stroma."""
    nests = [
        Disc("tumour", (number + 0.5) * WIDTH / N_NESTS + x, HEIGHT * y, radius)
        for number, (x, y, radius) in enumerate(
            zip(
                rng.uniform(-60, 60, N_NESTS),
                rng.uniform(0.2, 0.8, N_NESTS),
                rng.uniform(120, 200, N_NESTS),
                strict=True,
            )
        )
    ]
    aggregates = [
        Disc("immune", x, y, radius)
        for x, y, radius in zip(
            rng.uniform(100, WIDTH - 100, N_AGGREGATES),
            rng.uniform(100, HEIGHT - 100, N_AGGREGATES),
            rng.uniform(70, 100, N_AGGREGATES),
            strict=True,
        )
    ]
    return (*nests, *aggregates)


def niches_at(regions: tuple[Disc, ...], places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the niche of each place, shape (n, 2); what is drawn later covers what was before."""
    found = np.full(len(places), NICHE_NAMES.index("stroma"))
    for disc in regions:
        inside = np.hypot(places[:, 0] - disc.x, places[:, 1] - disc.y) < disc.radius
        found[inside] = NICHE_NAMES.index(disc.niche)
    return found


def first_section(rng: np.random.Generator, regions: tuple[Disc, ...]) -> Cells:
    """Draw the cells of the first section of a block."""
    grid = _grid()
    return _drawn(rng, regions, grid + _clipped(rng, len(grid)), np.arange(len(grid)))


def next_section(
    rng: np.random.Generator, regions: tuple[Disc, ...], first: Cells
) -> tuple[Cells, Cells]:
    """Draw the cells of the second section; most of those of the first are in it.

    Returns
    -------
    first, second
        The first knows now which of its cells are cut twice.
    """
    grid = _grid()
    stays = rng.random(first.n_cells) < truth.CUT_TWICE
    old = first.grid_places[stays]
    moved = np.clip(
        first.centres[stays] + rng.normal(0, 1, (len(old), 2)) - grid[old], -WOBBLE, WOBBLE
    )
    free = np.setdiff1d(np.arange(len(grid)), first.grid_places)
    emptied = np.setdiff1d(first.grid_places, old)
    candidates = np.sort(np.concatenate([free, emptied]))
    new = _drawn(
        rng, regions, grid[candidates] + _clipped(rng, len(candidates)), candidates,
        share=(1 - truth.CUT_TWICE) * first.n_cells / max(1, _expected(regions, grid[candidates])),
    )  # fmt: skip
    angles = first.angles[stays] + rng.normal(0, 0.1, len(old))
    both = Cells(
        grid[old] + moved, first.kinds[stays], first.niches[stays], first.darkness[stays],
        first.activity[stays], angles, old, np.ones(len(old), bool),
    )  # fmt: skip
    order = np.argsort(np.concatenate([both.grid_places, new.grid_places]), kind="stable")
    joined = (
        np.concatenate([getattr(both, field.name), getattr(new, field.name)])[order]
        for field in fields(Cells)
    )
    second = Cells(*joined)
    return replace(first, is_cut_twice=stays), second


def neighbours(centres: NDArray[np.float64], n_neighbours: int) -> NDArray[np.int64]:
    """Return the nearest other cells of each, shape (n_cells, n_neighbours)."""
    x, y = (np.subtract.outer(centres[:, axis], centres[:, axis]) for axis in (0, 1))
    distances = np.hypot(x, y)
    np.fill_diagonal(distances, np.inf)
    found: NDArray[np.int64] = np.argsort(distances, axis=1, kind="stable")[:, :n_neighbours]
    return found


def are_between_cells(cells: Cells, places: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
    """Tell which places are at least so many micrometres from the centre of every cell.

    Only cells at the four places of the grid around can be nearer, where ``least`` is shorter than
    the grid is wide by twice the wobble.
    """
    columns, rows = _grid_size()
    centres = np.full((rows + 2, columns + 2, 2), np.inf)
    at_row, at_column = np.divmod(cells.grid_places, columns)
    centres[at_row + 1, at_column + 1] = cells.centres
    corner = np.floor((places - MARGIN - WOBBLE) / GRID).astype(np.int64)
    found = np.ones(len(places), bool)
    for down in (1, 2):
        for right in (1, 2):
            row = (corner[:, 1] + down).clip(0, rows + 1)
            column = (corner[:, 0] + right).clip(0, columns + 1)
            away = places - centres[row, column]
            found &= np.hypot(away[:, 0], away[:, 1]) >= least
    return found


def draw_block(seed: int, number: int) -> Block:
    """Draw the niches and the cells of one donor, by the number of the donor."""
    rng = np.random.default_rng([seed, number])
    regions = regions_of(rng)
    first = first_section(rng, regions)
    return Block(regions, next_section(rng, regions, first))


def _grid_size() -> tuple[int, int]:
    """Return columns and rows of places."""
    margins = 2 * (MARGIN + WOBBLE)
    return int((WIDTH - margins) // GRID) + 1, int((HEIGHT - margins) // GRID) + 1


def _grid() -> NDArray[np.float64]:
    columns, rows = _grid_size()
    x, y = (MARGIN + WOBBLE + GRID * np.arange(n) for n in (columns, rows))
    return np.column_stack([np.tile(x, rows), np.repeat(y, columns)])


def _clipped(rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    return rng.uniform(-WOBBLE, WOBBLE, (n, 2))


def _expected(regions: tuple[Disc, ...], places: NDArray[np.float64]) -> float:
    density = np.array([truth.DENSITY[name] for name in NICHE_NAMES])
    return float(density[niches_at(regions, places)].sum())


def _drawn(
    rng: np.random.Generator,
    regions: tuple[Disc, ...],
    places: NDArray[np.float64],
    grid_places: NDArray[np.int64],
    share: float = 1.0,
) -> Cells:
    niches = niches_at(regions, places)
    density = share * np.array([truth.DENSITY[name] for name in NICHE_NAMES])
    there = rng.random(len(places)) < density[niches]
    places, niches, grid_places = places[there], niches[there], grid_places[there]
    n = len(places)
    shares = np.array(
        [[truth.NICHES[niche].get(kind, 0.0) for kind in KIND_NAMES] for niche in NICHE_NAMES]
    )
    edges = np.cumsum(shares, axis=1)[niches]
    kinds = (rng.random(n)[:, None] > edges[:, :-1]).sum(axis=1)
    darkness, noise = rng.normal(size=(2, n)).clip(-2.5, 2.5)
    told = truth.IMAGE_R2
    activity = np.sqrt(told) * darkness + np.sqrt(1 - told) * noise
    angles = rng.uniform(0, np.pi, n)
    return Cells(places, kinds, niches, darkness, activity, angles, grid_places, np.zeros(n, bool))
