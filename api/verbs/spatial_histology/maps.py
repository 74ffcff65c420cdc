"""Maps of the sections of a benchmark: the image, the tiles, and the part of each."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.spatial_histology.picture import Window, picture_of
from aivc.reports.spatial_histology.summary import SectionMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.verbs.spatial_histology.splits import Division
    from aivc.verbs.spatial_histology.survey import Survey

_POINTS, _PICTURES, _MAPS = 2_000, 12, 60


def section_maps(
    found: Survey, plan: TilePlan, divisions: Sequence[Division]
) -> Iterator[SectionMap]:
    """Yield a map of each section that an image shows, the first sixty; of twelve with a picture.

    Of more than two thousand units as many are drawn, evenly spread over the rows.
    """
    section = np.full(found.rows.n_rows, -1, np.int64)
    section[found.placed] = found.places.section
    n_made = 0
    for number, name in enumerate(found.sections):
        rows = np.flatnonzero((section == number) & plan.tiles.has_pixels)
        if not len(rows) or n_made == _MAPS:
            continue
        yield _map(name, rows, plan, divisions, has_picture=n_made < _PICTURES)
        n_made += 1


def _map(
    name: str,
    rows: NDArray[np.intp],
    plan: TilePlan,
    divisions: Sequence[Division],
    *,
    has_picture: bool,
) -> SectionMap:
    tiles = plan.tiles
    number = int(tiles.image[rows[0]])
    image, (height, width) = plan.images[number], tiles.frames[number].tile
    window = Window(
        _span(tiles.rows[rows], height, image.shape[0]),
        _span(tiles.columns[rows], width, image.shape[1]),
    )
    n_rows, n_columns = window.sides
    few = rows[:: -(-len(rows) // _POINTS)]
    x = (tiles.columns[few] - window.columns[0]) / n_columns
    y = (tiles.rows[few] - window.rows[0]) / n_columns
    picture = picture_of(image.stored, window, is_rgb=image.is_rgb) if has_picture else b""
    return SectionMap(
        name=name,
        image=image.path,
        ratio=n_rows / n_columns,
        tile=(width / n_columns, height / n_columns),
        corners=tuple(zip(x.tolist(), y.tolist(), strict=True)),
        parts=tuple(tuple(one.made.partitioning.codes[few].tolist()) for one in divisions),
        picture=b64encode(picture).decode("ascii"),
    )


def _span(first: NDArray[np.int64], side: int, length: int) -> tuple[int, int]:
    """Return from where to where tiles reach within an image."""
    return max(0, int(first.min())), min(length, int(first.max()) + side)
