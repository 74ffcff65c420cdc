"""Measure which rows of an evaluated part lie near rows of another part."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.findings import MAX_EXAMPLES
from aivc.validators.split_facts.linked_across import told_names
from aivc.validators.split_facts.placed_parts import PlacedParts
from aivc.validators.split_facts.sections_in_space import SectionNames, in_sections
from aivc.validators.split_facts.space_asked import (
    as_text,
    has_tiles,
    radius_of,
    tile_problem,
    unit_of,
)
from aivc.validators.split_facts.space_facts import (
    NearExample,
    Nearness,
    SectionNearness,
    SpaceFacts,
    TileOverlap,
)
from aivc.validators.split_facts.space_grid import nearest, uncovered_share
from aivc.validators.split_facts.space_sections import adjacent_sections
from aivc.validators.split_facts.tables_apart import tables_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.model import Pair

SPACINGS = 2.0
"""Spacings below which rows are neighbours where no buffer is declared. On a grid of spots or bins
that takes in all that touch, corners included; of cells at random places each has about three."""

_ASKED_FOR_SPACING = 20_000

_JUST_BELOW = 1 - 1e-9
"""Rows exactly as far apart as the buffer keep it, and tiles that touch share nothing; neither may
depend on how a coordinate was rounded."""


def measure_space(
    observations: Observations,
    partitioning: Partitioning,
    pairs: Iterable[Pair],
    manifest: SplitManifest,
    card: DatasetCard | None = None,
) -> SpaceFacts | None:
    """Measure nearness in space between parts.

    Rows without a place, rows in no part and rows of buffers are left out. Sections are compared
    only with themselves, but for those that are told to be neighbours; where the file tells no
    sections, samples take their place, else donors.

    Parameters
    ----------
    observations
        Rows with coordinates.
    partitioning
        The part of each row. Rows in several parts are in none here; that they are is told by
        rules about manifests.
    pairs
        Pairs of parts to compare.
    manifest
        Header with ``buffer``, ``coordinate_unit``, ``tile_width`` and ``tile_height``.
    card
        Its links may name neighbouring sections; its binding the column of their positions.

    Returns
    -------
    SpaceFacts or None
        None where rows have no places and neither manifest nor card says anything about space.
    """
    pairs = tuple(pairs)
    observations = in_sections(observations)
    coordinates = observations.coordinates
    asks = manifest.buffer is not None or has_tiles(manifest)
    sections = adjacent_sections(observations, partitioning, pairs, manifest, card)
    if coordinates is None and not asks and not sections.adjacent and not sections.problem:
        return None
    facts = SpaceFacts(
        has_coordinates=coordinates is not None,
        source=coordinates.source if coordinates is not None else "",
        unit=unit_of(manifest, coordinates),
        buffer=as_text(manifest.buffer),
        adjacent=sections.adjacent,
        series_problem=sections.problem,
        tables_apart=tables_apart(observations),
    )
    radius, facts = radius_of(manifest.buffer, facts)
    facts = replace(facts, tile_problem=tile_problem(manifest, facts))
    if coordinates is None:
        return facts
    parts = PlacedParts.of(coordinates, partitioning)
    if radius is None:
        spacing = _spacing(parts)
        facts = replace(facts, spacing=spacing, radius=SPACINGS * spacing)
    else:
        facts = replace(facts, radius=radius, radius_is_buffer=True)
    names = SectionNames(observations)
    near = tuple(_nearness(parts, pair, facts.radius, names) for pair in pairs)
    if facts.radius_is_buffer and not all(found.n_near for found in near):
        # Where a buffer is kept, it still may be too small to keep neighbours apart.
        facts = replace(facts, spacing=_spacing(parts))
    tiles: tuple[TileOverlap, ...] = ()
    if manifest.tile_width and manifest.tile_height:
        box = (manifest.tile_width, manifest.tile_height)
        boxes = PlacedParts.of(coordinates, partitioning, box)
        tiles = tuple(_overlap(boxes, pair) for pair in pairs)
    return _named(replace(facts, nearness=near, tiles=tiles), observations)


def _spacing(parts: PlacedParts) -> float:
    """Return the median distance to the next place in the same section."""
    points = parts.all_points()
    if len(points) < 2:
        return math.nan
    step = max(1, len(points) // _ASKED_FOR_SPACING)
    asked = points.some(np.arange(0, len(points), step))
    found = nearest(asked, points, math.inf, is_same_set=True).cost
    found = found[np.isfinite(found)]
    return float(np.median(found)) if len(found) else math.nan


def _nearness(parts: PlacedParts, pair: Pair, radius: float, names: SectionNames) -> Nearness:
    mine, rows = parts.points[pair.evaluated], parts.rows[pair.evaluated]
    found = nearest(mine, parts.points[pair.reference], radius * _JUST_BELOW)
    point_of = parts.point_of[pair.evaluated]
    distance = found.cost[point_of]
    is_near = np.isfinite(distance)
    return Nearness(
        pair=pair,
        n_evaluated=len(rows),
        n_without_place=parts.n_without[pair.evaluated],
        rows=rows[is_near],
        smallest=float(distance.min()) if is_near.any() else math.nan,
        sections=_by_section(parts.section[rows], distance, names),
        examples=_examples(rows, distance, found.row[point_of]),
    )


def _by_section(
    section: NDArray[np.int64], distance: NDArray[np.float64], names: SectionNames
) -> tuple[SectionNearness, ...]:
    is_near = np.isfinite(distance)
    if not is_near.any():
        return ()
    n_sections = int(section.max()) + 1
    n_rows = np.bincount(section, minlength=n_sections)
    n_near = np.bincount(section[is_near], minlength=n_sections)
    smallest = np.full(n_sections, np.inf)
    np.minimum.at(smallest, section[is_near], distance[is_near])
    order = np.lexsort((np.arange(n_sections), -n_near))
    return tuple(
        SectionNearness(names.of(k), int(n_rows[k]), int(n_near[k]), float(smallest[k]))
        for k in order[:MAX_EXAMPLES].tolist()
        if n_near[k]
    )


def _examples(
    rows: NDArray[np.int64], cost: NDArray[np.float64], partner: NDArray[np.int64]
) -> tuple[NearExample, ...]:
    """Return the nearest rows; names are positions until they are read."""
    order = np.lexsort((rows, cost))[:MAX_EXAMPLES]
    return tuple(
        NearExample(str(int(rows[k])), str(int(partner[k])), float(cost[k]))
        for k in order.tolist()
        if math.isfinite(cost[k])
    )


def _overlap(boxes: PlacedParts, pair: Pair) -> TileOverlap:
    rows = boxes.rows[pair.evaluated]
    # Costs are shares that are not covered: two tiles that only touch share nothing.
    found = nearest(
        boxes.points[pair.evaluated], boxes.points[pair.reference], _JUST_BELOW, uncovered_share
    )
    point_of = boxes.point_of[pair.evaluated]
    cost = found.cost[point_of]
    overlaps = np.isfinite(cost)
    examples = tuple(
        replace(example, amount=1.0 - example.amount)
        for example in _examples(rows, cost, found.row[point_of])
    )
    return TileOverlap(
        pair=pair,
        n_evaluated=len(rows),
        rows=rows[overlaps],
        largest_share=float(1.0 - cost.min()) if overlaps.any() else 0.0,
        examples=examples,
    )


def _named(facts: SpaceFacts, observations: Observations) -> SpaceFacts:
    """Put names of rows in place of positions; they are read once, and only these."""
    groups = [n.examples for n in facts.nearness] + [t.examples for t in facts.tiles]
    wanted = sorted(
        {
            int(text)
            for examples in groups
            for example in examples
            for text in (example.evaluated, example.reference)
        }
    )
    names = dict(zip(map(str, wanted), told_names(observations, wanted), strict=True))

    def named(examples: tuple[NearExample, ...]) -> tuple[NearExample, ...]:
        return tuple(
            replace(e, evaluated=names[e.evaluated], reference=names[e.reference]) for e in examples
        )

    return replace(
        facts,
        nearness=tuple(replace(n, examples=named(n.examples)) for n in facts.nearness),
        tiles=tuple(replace(t, examples=named(t.examples)) for t in facts.tiles),
    )
