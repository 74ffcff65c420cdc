"""What is measured of the places of rows: who lies near whom across parts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.split_facts.model import Pair


MOST = 0.5
"""Share of rows with a neighbour in the other part from which parts are mixed in space. Rows that
are dealt out at random all but always have one; rows of blocks only at the borders."""


@dataclass(frozen=True, slots=True)
class NearExample:
    """A row of the evaluated part and the row of the reference that is nearest to it.

    ``amount`` is their distance in the unit of the coordinates; for tiles the share of the tile
    that the other covers.
    """

    evaluated: str
    reference: str
    amount: float


@dataclass(frozen=True, slots=True)
class SectionNearness:
    """Rows of the evaluated part in one section, and how many of them are near the reference."""

    name: str
    n_evaluated: int
    n_near: int
    smallest: float


@dataclass(frozen=True, slots=True)
class Nearness:
    """Rows of an evaluated part that have a row of the reference near them in the same section.

    Attributes
    ----------
    pair
        The two parts.
    n_evaluated
        Rows of the evaluated part with a place.
    n_without_place
        Its rows without coordinates or without a section; nothing can be said about them.
    rows
        Positions in the file of the rows that are nearer than the radius, ascending.
    smallest
        Smallest distance; NaN where no row is near.
    sections
        Sections with such rows, most first.
    examples
        The nearest, at most five.
    """

    pair: Pair
    n_evaluated: int
    n_without_place: int
    rows: NDArray[np.int64]
    smallest: float = math.nan
    sections: tuple[SectionNearness, ...] = ()
    examples: tuple[NearExample, ...] = ()

    @property
    def n_near(self) -> int:
        """Rows nearer than the radius."""
        return len(self.rows)

    @property
    def is_mixed(self) -> bool:
        """Whether most rows have a row of the other part near them."""
        return self.n_near > MOST * self.n_evaluated


@dataclass(frozen=True, slots=True)
class TileOverlap:
    """Rows of an evaluated part whose image tile shares pixels with a tile of the reference.

    ``largest_share`` is the share of a tile that the most covered one shares with a single other.
    """

    pair: Pair
    n_evaluated: int
    rows: NDArray[np.int64]
    largest_share: float = 0.0
    examples: tuple[NearExample, ...] = ()

    @property
    def n_overlapping(self) -> int:
        """Rows with an overlapping tile."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class AdjacentSections:
    """Two sections next to one another, of which one is in each part.

    ``told_by`` is ``section_position`` or the pointer of the link of the card.
    """

    pair: Pair
    evaluated: str
    reference: str
    series: str
    told_by: str


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """Nearness in space, between every pair of parts.

    Attributes
    ----------
    has_coordinates
        Whether rows have places at all.
    source
        Where coordinates were read from.
    unit
        UCUM unit of the coordinates; empty where nobody states it.
    buffer
        Declared buffer, as it is written, such as ``100 um``; empty where none is declared.
    radius
        Distance below which rows are near, in the unit of the coordinates: the buffer, or without
        one that can be judged ``SPACINGS`` times the spacing. NaN where there is nothing to judge.
    radius_is_buffer
        Whether ``radius`` is the declared buffer.
    spacing
        Median distance of a row to the next place in its section; NaN where it was not needed,
        as where a buffer is kept between no two parts.
    buffer_problem
        Why a declared buffer could not be judged: ``no_coordinates``, ``no_coordinate_unit``,
        ``no_buffer_unit`` or ``not_convertible``; empty where it could or none is declared.
    tile_problem
        Why declared tiles could not be judged: ``no_coordinates`` or ``one_side``.
    series_problem
        Why positions of sections could not be judged: ``no_series`` (which sections are one series
        is not known), ``not_whole`` (positions are no whole numbers) or ``no_section``.
    tables_apart
        Two tables whose regions cover the same place, so that their rows were not compared: which
        regions are of one section is not known. Empty where there are none.
    nearness, tiles
        One entry for each pair, where they could be judged.
    adjacent
        Neighbouring sections in two parts.
    """

    has_coordinates: bool
    source: str = ""
    unit: str = ""
    buffer: str = ""
    radius: float = math.nan
    radius_is_buffer: bool = False
    spacing: float = math.nan
    buffer_problem: str = ""
    tile_problem: str = ""
    series_problem: str = ""
    tables_apart: tuple[str, ...] = ()
    nearness: tuple[Nearness, ...] = ()
    tiles: tuple[TileOverlap, ...] = ()
    adjacent: tuple[AdjacentSections, ...] = ()
