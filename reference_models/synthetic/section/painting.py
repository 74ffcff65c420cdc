"""Paint a section as haematoxylin and eosin would stain it, and outline its nuclei.

Colours are absorbances of the two stains, after Ruifrok and Johnston, Anal Quant Cytol Histol 23
(2001) 291-299: what comes through is 255 * 10 ** -(h * H + e * E).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import HEIGHT, PIXEL, WIDTH
from aivc.reference_models.synthetic.section.tissue import NICHE_NAMES, niches_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.tissue import Cells, Disc

HAEMATOXYLIN = np.array([0.650, 0.704, 0.286])
EOSIN = np.array([0.072, 0.990, 0.105])
"""Absorbance of red, green and blue by one unit of stain."""
COARSE = 8
"""Pixels along the side of one grain of texture."""
STAINING = {"stroma": (0.06, 0.34), "tumour": (0.20, 0.22), "immune": (0.16, 0.12)}
"""Haematoxylin and eosin between the cells, by niche."""
CYTOPLASM = {
    "malignant cell": (0.24, 0.30),
    "fibroblast": (0.08, 0.42),
    "T cell": (0.22, 0.10),
    "macrophage": (0.12, 0.26),
    "endothelial cell": (0.10, 0.46),
}
NUCLEUS, PER_DARKNESS = 0.85, 0.14
"""Haematoxylin of a nucleus, and how much more of it one unit of darkness is."""
FIBRES, FIBRE_LENGTH = 0.07, 26.0
"""How much the eosin of stroma goes up and down across fibres, micrometres from one to the next."""
GRAIN = 0.02


@dataclass(frozen=True, slots=True)
class Painted:
    """The image, shape (3, y, x) of uint8, and the nuclei, (y, x): row of the cell from 1."""

    image: NDArray[np.uint8]
    nuclei: NDArray[np.uint16]


def paint(cells: Cells, regions: tuple[Disc, ...], rng: np.random.Generator) -> Painted:
    """Paint one section."""
    image = _background(regions, rng)
    nuclei = np.zeros(image.shape[1:], np.uint16)
    kinds = list(truth.KINDS.items())
    for row in range(cells.n_cells):
        name, kind = kinds[cells.kinds[row]]
        window = _window(cells.centres[row], kind.radius)
        x, y = _offsets(window, cells.centres[row])
        inside = np.hypot(x, y) < kind.radius
        image[(slice(None), *window)][:, inside] = _colour(*CYTOPLASM[name])[:, None]
        long, short = kind.nucleus
        cos, sin = np.cos(cells.angles[row]), np.sin(cells.angles[row])
        core = ((x * cos + y * sin) / long) ** 2 + ((y * cos - x * sin) / short) ** 2 < 1
        stain = NUCLEUS + PER_DARKNESS * cells.darkness[row]
        image[(slice(None), *window)][:, core] = _colour(stain, 0.05)[:, None]
        nuclei[window][core] = row + 1
    return Painted(image, nuclei)


def _background(regions: tuple[Disc, ...], rng: np.random.Generator) -> NDArray[np.uint8]:
    side = PIXEL * COARSE
    x, y = np.arange(side / 2, WIDTH, side), np.arange(side / 2, HEIGHT, side)
    places = np.column_stack([np.tile(x, len(y)), np.repeat(y, len(x))])
    niches = niches_at(regions, places)
    stains = np.array([STAINING[name] for name in NICHE_NAMES])[niches]
    bend = 60 * np.sin(places[:, 0] / 190)
    wave = np.rint(2 * np.sin(2 * np.pi * (places[:, 1] + bend) / FIBRE_LENGTH)) / 2
    stains[:, 1] += np.where(niches == NICHE_NAMES.index("stroma"), FIBRES * wave, 0)
    stains += GRAIN * rng.integers(-1, 2, len(places))[:, None]
    colours = _colour(stains[:, 0], stains[:, 1]).reshape(3, len(y), len(x))
    return colours.repeat(COARSE, axis=1).repeat(COARSE, axis=2)


def _colour(
    haematoxylin: float | NDArray[np.float64], eosin: float | NDArray[np.float64]
) -> NDArray[np.uint8]:
    """Return red, green and blue of amounts of stain, shape (3, ...)."""
    absorbance = np.multiply.outer(HAEMATOXYLIN, haematoxylin) + np.multiply.outer(EOSIN, eosin)
    found: NDArray[np.uint8] = np.rint(255 * 10.0**-absorbance).astype(np.uint8)
    return found


def _window(centre: NDArray[np.float64], radius: float) -> tuple[slice, slice]:
    """Return rows and columns of the pixels around a cell."""
    low = np.floor((centre - radius) / PIXEL).astype(int)
    high = np.ceil((centre + radius) / PIXEL).astype(int) + 1
    return slice(max(0, low[1]), high[1]), slice(max(0, low[0]), high[0])


def _offsets(
    window: tuple[slice, slice], centre: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how far the middle of each pixel of a window is from a cell, in micrometres."""
    rows, columns = (np.arange(part.start, part.stop) for part in window)
    y, x = np.meshgrid(
        (rows + 0.5) * PIXEL - centre[1], (columns + 0.5) * PIXEL - centre[0], indexing="ij"
    )
    return x, y
