"""What a user of a benchmark of spatial histology should mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.spatial_histology.blank import blank_tiles
from aivc.reports.spatial_histology.text import few
from aivc.validators.grammar.anchors import INTO_IMAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.reports.report import Report
    from aivc.schema.generated.views import DatasetCard
    from aivc.verbs.spatial_histology.counting import CountedCard
    from aivc.verbs.spatial_histology.splits import Division
    from aivc.verbs.spatial_histology.survey import Survey

_FEW, _FEW_TESTED = 32, 30
_OF_PIXELS = "intensity"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What was made, apart from tiles."""

    folder: Path
    data: str
    divisions: tuple[Division, ...]
    not_made: tuple[str, ...]
    reports: tuple[Report, ...]
    card: CountedCard
    added: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    series: NDArray[np.int64]
    other_tables: tuple[str, ...]


def to_mind(card: DatasetCard, found: Survey, plan: TilePlan, told: Told) -> Iterator[str]:
    """Yield what is not known, and what the splits do not tell, in sentences."""
    yield from _of_images(found, plan)
    yield from _of_values(found, plan)
    yield from _of_places(card, found)
    yield from _of_units(found, told)


def _of_places(card: DatasetCard, found: Survey) -> Iterator[str]:
    if found.places.micrometres is None:
        counted = "pixels" if found.places.unit else "a unit that nobody states"
        yield (
            "It is not known how large anything is in the specimen: places are counted in "
            f"{counted}. Give the unit set of the table a coordinate_unit, or the operator of the "
            "image a pixel_size."
        )
    into = [link.alignment for link in card.links if link.link_type in INTO_IMAGES]
    if all(alignment is None or alignment.error_value is None for alignment in into):
        yield (
            "It is not known how exactly image and units are laid over each other: no alignment "
            "error is stated. A tile that is off by half a spot shows other cells."
        )


def _of_units(found: Survey, told: Told) -> Iterator[str]:
    donors = found.rows.axes.get("donor")
    if donors is None:
        yield "It is not known of which donor a unit is, so no split can promise new donors."
    elif len(donors.levels) == 1:
        yield "All units are of one donor: no split tells how well a model does on a new one."
    others = [one for one in told.other_tables if one != found.units.table.name]
    if others:
        yield (
            f"Rows of {', '.join(others)} are in no part. They are of the same tissue: whoever "
            "trains on them trains on what is tested, unless they are divided alike."
        )
    for division in told.divisions:
        sizes = {size.name: size.n_observations for size in division.made.sizes}
        if sizes["test"] < _FEW_TESTED:
            yield (
                f"{division.name} tests {sizes['test']:,} {found.units.scale}s: too few to tell "
                "one model from another."
            )
    n_sections = len(found.sections)
    if n_sections > 1 and len(np.unique(told.series[:n_sections])) == n_sections:
        yield (
            "It is not known whether sections were cut one after the other: neither positions nor "
            "links of type serial_section say so. Neighbouring sections in two parts would leak."
        )


def _of_values(found: Survey, plan: TilePlan) -> Iterator[str]:
    declared = found.units.declared
    if declared is not None and declared.value_type == _OF_PIXELS:
        yield (
            f"{declared.path_in_file} holds intensities. If they were taken from "
            f"{few([image.path for image in plan.images])}, the answer stands in the tile, and "
            "reading it off is no skill; ask for what another measurement tells."
        )


def _of_images(found: Survey, plan: TilePlan) -> Iterator[str]:
    for number, image in enumerate(plan.images):
        n_blank, n_seen = blank_tiles(image, plan.tiles, number)
        if not n_seen:
            yield (
                f"Nobody looked whether tiles of {image.path} show anything: its pixels cannot be "
                "read, or its coarsest resolution is too large for that."
            )
        if n_blank:
            yield (
                f"{n_blank:,} of {n_seen:,} tiles of {image.path} that were looked at show "
                "nothing: all of their pixels have one value."
            )
    sides = [min(frame.tile) for frame in plan.tiles.frames]
    coarse = [image.path for image, side in zip(plan.images, sides, strict=True) if side < _FEW]
    if coarse:
        yield (
            f"A tile of {few(coarse)} has no more than {min(sides)} pixels along a side; models of "
            "histology are made for 224. A finer image would show cells."
        )
    has_place = np.zeros(found.rows.n_rows, bool)
    has_place[found.placed] = True
    of_all = f"of {found.rows.n_rows:,} {found.units.scale}s are in no part, because"
    if unplaced := int(np.count_nonzero(~has_place)):
        coordinates = found.rows.coordinates
        told = coordinates.unplaced if coordinates is not None else ""
        yield f"{unplaced:,} {of_all} nothing says where they are{': ' if told else ''}{told}."
    if outside := int(np.count_nonzero(has_place & ~plan.tiles.has_pixels)):
        yield f"{outside:,} {of_all} no image shows them."
