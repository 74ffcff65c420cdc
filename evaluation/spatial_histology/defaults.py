"""Sizes of tiles, buffers and blocks where nobody says them, each with its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.lengths import Length
from aivc.evaluation.spatial_histology.spacing import extents, n_blocks
from aivc.schema.vocabulary.units import convert

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

USUAL_TILE_UM = 112.0
"""Side of the tile around a spot in HEST-1k: 224 pixels of 0.5 um (Jaume et al. 2024,
arXiv:2406.16192)."""

_TILE_OF_SPOTS = 1.12
"""The same in spacings, where no length is known: spots of that collection are 100 um apart."""

_TILES_OF_CELLS = (
    (4.0, "so that a tile shows a cell, its neighbours and theirs"),
    (2.0, "so that a tile shows a cell and its neighbours; sections are too small for more"),
)
"""Spacings across a tile around a cell, the widest first."""

_SPACINGS = 2.0
"""Spacings that a buffer is at least wide, as the audit takes rows nearer than that for
neighbours."""

_BLOCKS_IN_BUFFERS = (16, 12, 8, 6, 4, 3, 2, 1.5, 1)
"""Edges of blocks that are tried, in widths of the buffer. What a buffer takes from training grows
with the border of the tested blocks: 0.56 of what is tested where an edge is 8 buffers, 1.25 of it
where it is 4."""

_WANTED = ((20, 4), (10, 2), (5, 1))
"""Blocks with units, and buffers that their edges then have at least. A fifth of the units is
tested: of fewer blocks than five no share comes near to that."""

_PART_OF_IMAGE = 4
"""Tiles that fit beside one another into an image, at least."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A length, and why it is that."""

    length: Length
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where units are, in the plane.

    Attributes
    ----------
    values
        Finite, shape (n, 2).
    section
        Section of each unit, not negative, shape (n,).
    unit
        UCUM unit, empty where nobody states it.
    micrometres
        Length of one unit in micrometres; None where it is not known.
    """

    values: NDArray[np.float64]
    section: NDArray[np.int64]
    unit: str
    micrometres: float | None

    def length(self, micrometres: float) -> Length:
        """Return a number of micrometres in the unit of the places."""
        return Length(micrometres / (self.micrometres or 1.0), self.unit)


def micrometres_of(unit: str) -> float | None:
    """Return the micrometres of a UCUM unit; None where it is no length."""
    try:
        return convert(1.0, unit, "um") if unit else None
    except ValueError:
        return None


def usual_tile(places: Places, spacing: float, image: float, *, are_spots: bool) -> Choice:
    """Return the side of a tile for units of this spacing.

    Parameters
    ----------
    places
        Of the units.
    spacing
        Median distance to the next unit; NaN where no section has two places.
    image
        Shortest side of an image, in the unit of the places.
    are_spots
        Whether units are spots of an array.

    Raises
    ------
    BenchmarkError
        Nothing tells how large a tile should be.
    """
    chosen = _tile_by_units(places, spacing, are_spots=are_spots)
    if chosen.length.value * _PART_OF_IMAGE <= image:
        return chosen
    return Choice(_rounded(image / _PART_OF_IMAGE, places.unit), "a quarter of the image")


def _tile_by_units(places: Places, spacing: float, *, are_spots: bool) -> Choice:
    if are_spots and places.micrometres is not None:
        why = "224 pixels of 0.5 um, as in collections of spots with histology (HEST-1k)"
        return Choice(places.length(USUAL_TILE_UM), why)
    if not spacing > 0:
        msg = (
            "no section holds two units at different places, so that no size of a tile follows; "
            "say it with --tile"
        )
        raise BenchmarkError(msg)
    if are_spots:
        times, what = (
            _TILE_OF_SPOTS,
            "about what models see of a spot: 112 um where spots are 100 um apart",
        )
    else:
        times, what = next(
            ((k, why) for k, why in _TILES_OF_CELLS if _fits(places, k * spacing)),
            _TILES_OF_CELLS[-1],
        )
    told = _rounded(spacing, places.unit)
    why = f"{times:g} times the distance to the next unit ({told}), {what}"
    return Choice(_rounded(times * spacing, places.unit), why)


def _fits(places: Places, tile: float) -> bool:
    """Tell whether blocks of four buffers, each as wide as the diagonal of a tile, can be dealt."""
    n_wanted, in_buffers = _WANTED[0]
    return n_blocks(places.values, places.section, in_buffers * math.sqrt(2) * tile) >= n_wanted


def usual_buffer(tile: tuple[float, float], pixel: float, spacing: float, unit: str) -> Choice:
    """Return the distance at which neither tiles overlap nor units are neighbours.

    Parameters
    ----------
    tile
        Width and height in the unit of the places.
    pixel
        Side of a pixel in the same unit; tiles begin at whole pixels, so that two of them can
        come nearer than the places do, by one.
    spacing
        Median distance to the next unit; NaN where it is not known.
    unit
        Of the places.
    """
    diagonal = math.hypot(tile[0] + pixel, tile[1] + pixel)
    apart = _SPACINGS * spacing if spacing > 0 else 0.0
    if apart > diagonal:
        told = _rounded(spacing, unit)
        return Choice(
            _rounded_up(apart, unit),
            f"twice the distance to the next unit ({told}), and longer than the diagonal of a tile",
        )
    return Choice(
        _rounded_up(diagonal, unit), "the diagonal of a tile, so that no pixel is in two parts"
    )


def usual_blocks(places: Places, buffer: float, tile: float) -> list[Choice]:
    """Return edges of blocks, the one that fits best first.

    That is the largest of four buffers or more that leaves 20 blocks with units; else the largest
    of two or more that leaves ten; else the largest that leaves five. Then come smaller ones, none
    below the buffer or the tile.
    """
    counts = {
        times: n_blocks(places.values, places.section, times * buffer)
        for times in _BLOCKS_IN_BUFFERS
        if times * buffer >= tile
    }
    usable = [times for times, count in counts.items() if count >= _WANTED[-1][0]]
    first = next(
        (
            times
            for wanted, least in _WANTED
            for times in usable
            if counts[times] >= wanted and times >= least
        ),
        0,
    )
    return [
        Choice(
            Length(times * buffer, places.unit),
            f"{times:g} times the buffer, {counts[times]} blocks with units: the wider the blocks, "
            "the less the buffer takes; the more, the better they are dealt",
        )
        for times in usable
        if times <= first
    ]


def longest_side(places: Places) -> float:
    """Return the longest side of a section."""
    return float(extents(places.values, places.section).max(initial=0.0))


def _rounded(value: float, unit: str) -> Length:
    """Round to two figures; what is chosen by a rule of thumb is no more exact than that."""
    return Length(float(f"{value:.2g}"), unit)


def _rounded_up(value: float, unit: str) -> Length:
    """Round up to three figures."""
    step = 10.0 ** (math.floor(math.log10(value)) - 2)
    return Length(float(f"{math.ceil(round(value / step, 6)) * step:.12g}"), unit)
