"""From units and images to tiles: which image, how large, how far apart parts have to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.spatial_histology.defaults import Choice, usual_buffer, usual_tile
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.lengths import PIXEL, Length, shown
from aivc.evaluation.spatial_histology.overlap import Overlaps, overlaps
from aivc.evaluation.spatial_histology.spacing import spacing
from aivc.evaluation.spatial_histology.tiles import ImageFrame, Tiles, cut_tiles
from aivc.schema.vocabulary.units import convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.defaults import Places
    from aivc.evaluation.spatial_histology.images import PlacedImage

_SEEN_BY_MODELS = 224
"""Pixels along the side of a tile that most models of images take."""

_ASKED_FOR = "asked for"


@dataclass(frozen=True, slots=True)
class SpotArray:
    """An array of spots.

    ``pitch`` is the distance of neighbours in the unit of places, None where it is not declared: of
    some spots of an array the next one may be further.
    """

    pitch: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TilePlan:
    """Tiles, and the distances that follow from them.

    Attributes
    ----------
    images
        Those that are cut.
    tiles
        One for each unit.
    overlaps
        How each overlaps with others.
    levels
        For each image the number of the resolution to read: the coarsest on which a tile still
        has 224 pixels along its shorter side, else the finest.
    extent
        Width and height of the upright box around the largest tile, in the unit of places.
    tile, buffer
        Sizes, with reasons.
    spacing
        Median distance to the next unit; NaN where no section has two places.
    """

    images: tuple[PlacedImage, ...]
    tiles: Tiles
    overlaps: Overlaps
    levels: tuple[int, ...]
    extent: tuple[float, float]
    tile: Choice
    buffer: Choice
    spacing: float


def plan_tiles(
    places: Places,
    rows: NDArray[np.int64],
    n_rows: int,
    images: Sequence[PlacedImage],
    image_of_section: NDArray[np.int64],
    *,
    array: SpotArray | None = None,
    tile: Length | None = None,
    buffer: Length | None = None,
) -> TilePlan:
    """Cut tiles around units, and find how far apart two parts have to be.

    Parameters
    ----------
    places
        Of the units that have one.
    rows
        Their positions in the table.
    n_rows
        Rows of the table; those without a place have no tile.
    images
        Images that may be cut.
    image_of_section
        Position in ``images`` of the image of each section, -1 for none.
    array
        The array whose spots the units are; None where they are cells.
    tile, buffer
        What was asked for.

    Raises
    ------
    BenchmarkError
        A length cannot be related to the places, a tile is smaller than a pixel or larger than
        every image, or the buffer lets tiles overlap.
    """
    used = sorted({*image_of_section[image_of_section >= 0].tolist()})
    place_of = {number: place for place, number in enumerate(used)}
    taken = tuple(images[number] for number in used)
    apart = spacing(places.values, places.section)
    if array is not None and array.pitch is not None and not apart < array.pitch:
        apart = array.pitch
    side = min((min(_sides(one)) for one in taken), default=0.0)
    chosen = (
        usual_tile(places, apart, side, are_spots=array is not None)
        if tile is None
        else Choice(tile, _ASKED_FOR)
    )
    frames = tuple(_frame(image, chosen.length, places) for image in taken)
    image = np.full(n_rows, -1, np.int64)
    centres = np.full((n_rows, 2), np.nan)
    of_unit = image_of_section[places.section]
    for number in used:
        mine = of_unit == number
        image[rows[mine]] = place_of[number]
        centres[rows[mine]] = images[number].pixels_of(places.values[mine])
    tiles = cut_tiles(frames, image, centres)
    extents = [one.extent_of(frame.tile) for one, frame in zip(taken, frames, strict=True)]
    extent = (max(width for width, _ in extents), max(height for _, height in extents))
    pixel = max(max(one.pixel) for one in taken)
    kept = usual_buffer(extent, pixel, apart, places.unit)
    if buffer is not None:
        kept = Choice(in_places(buffer, places, None, "--buffer"), _ASKED_FOR)
        _demand_buffer(kept.length, (extent[0] + pixel, extent[1] + pixel))
    return TilePlan(
        taken,
        tiles,
        overlaps(tiles),
        tuple(_level(one, frame.tile) for one, frame in zip(taken, frames, strict=True)),
        extent,
        chosen,
        kept,
        apart,
    )


def in_places(length: Length, places: Places, pixel: float | None, option: str) -> Length:
    """Return a length in the unit of places.

    Raises
    ------
    BenchmarkError
        Nothing relates the two units.
    """
    if length.unit in {"", places.unit}:
        return Length(length.value, places.unit)
    if length.unit == PIXEL and pixel is not None:
        return Length(length.value * pixel, places.unit)
    if length.unit != PIXEL and places.micrometres is not None:
        return Length(convert(length.value, length.unit, "um") / places.micrometres, places.unit)
    counted = f"in {shown(places.unit)}" if places.unit else "in a unit that nobody states"
    msg = (
        f"{option} {length}: places are counted {counted}, and nothing relates the two; say it as "
        "a number without a unit, which then counts as the places do"
    )
    if places.unit != PIXEL and pixel is not None:
        msg += f", or in pixels such as '{_SEEN_BY_MODELS} px'"
    raise BenchmarkError(msg)


def _frame(image: PlacedImage, length: Length, places: Places) -> ImageFrame:
    if length.unit == PIXEL and places.unit != PIXEL:
        sides = (length.value, length.value)
    else:
        side = in_places(length, places, None, "--tile").value
        width, height = image.pixel
        sides = (side / height, side / width)
    tile = (round(sides[0]), round(sides[1]))
    if min(tile) < 1:
        msg = f"a tile of {length} is smaller than a pixel of {image.path}; say a larger --tile"
        raise BenchmarkError(msg)
    if tile[0] > image.shape[0] or tile[1] > image.shape[1]:
        size = " x ".join(f"{n:,}" for n in image.shape)
        msg = (
            f"a tile of {length} has {tile[0]:,} x {tile[1]:,} pixels, and {image.path} has no "
            f"more than {size}; say a smaller --tile"
        )
        raise BenchmarkError(msg)
    return ImageFrame(image.shape, tile)


def _sides(image: PlacedImage) -> tuple[float, float]:
    """Return width and height of an image in the unit of the places."""
    return image.extent_of(image.shape)


def _level(image: PlacedImage, tile: tuple[int, int]) -> int:
    sides = [
        min(tile[0] / level.scale[-2], tile[1] / level.scale[-1]) for level in image.stored.levels
    ]
    enough = [number for number, side in enumerate(sides) if side >= _SEEN_BY_MODELS]
    return max(enough, default=0)


def _demand_buffer(buffer: Length, extent: tuple[float, float]) -> None:
    diagonal = float(np.hypot(*extent))
    if buffer.value < diagonal:
        msg = (
            f"--buffer {buffer} is shorter than the diagonal of a tile and a pixel, "
            f"{Length(diagonal, buffer.unit)}: tiles of two parts would overlap; say a wider "
            "--buffer or a smaller --tile"
        )
        raise BenchmarkError(msg)
