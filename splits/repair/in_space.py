"""Rows that must go because they lie near what is judged, or share a thing with it.

As where splits are made, the part that is learned from yields, so that what is judged stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary.units import UnitConversionError, convert
from aivc.splits.distances import distance_in_words
from aivc.splits.making.near import rows_near
from aivc.splits.repair.depending import Dropped
from aivc.splits.repair.entries import COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import SplitManifest
    from aivc.splits.making.links import Links
    from aivc.splits.observations import Observations, Partitioning
    from aivc.splits.repair.entries import Entries

_AS_COORDINATES = "1"
"""Unit of a buffer that is a plain number, in whatever unit the coordinates are."""

_JUST_BELOW = 1 - 3e-9
"""Rows exactly as far apart as the buffer keep it."""


def buffer_of(manifest: SplitManifest, observations: Observations) -> float | None:
    """Return the buffer in the unit of the coordinates, None where that cannot be told."""
    asked, coordinates = manifest.buffer, observations.coordinates
    if asked is None or asked.value is None or not asked.value > 0 or coordinates is None:
        return None
    unit = manifest.coordinate_unit or coordinates.unit
    if asked.unit in {unit, _AS_COORDINATES}:
        return asked.value
    if not asked.unit or not unit:
        return None
    try:
        return convert(asked.value, asked.unit, unit)
    except UnitConversionError:
        return None


def dropped_in_space(
    manifest: SplitManifest,
    observations: Observations,
    partitioning: Partitioning,
    entries: Entries,
) -> Iterator[Dropped]:
    """Yield rows that lie nearer than the buffer to a row of a part that is judged later."""
    distance = buffer_of(manifest, observations)
    coordinates = observations.coordinates
    if distance is None or coordinates is None:
        return
    section = coordinates.section.astype(np.int64)
    has_place = np.isfinite(coordinates.values).all(axis=1) & (section >= 0)
    placed = has_place[entries.row]
    for early, later in _in_order(partitioning):
        asking = (entries.part == early) & placed
        others = np.isin(entries.part, later) & placed
        near = rows_near(
            coordinates.values,
            section,
            entries.row[asking],
            entries.row[others],
            distance * _JUST_BELOW,
        )
        goes = np.zeros(len(entries), bool)
        goes[np.flatnonzero(asking)[near]] = True
        if goes.any():
            reason = f"it is nearer than {distance_in_words(distance, coordinates.unit)}"
            yield Dropped(goes, f"{reason} to another part", entries.part == early)


def dropped_by_things(
    links: Sequence[Links], partitioning: Partitioning, entries: Entries
) -> Iterator[Dropped]:
    """Yield rows that have a thing in common with a row of a part that is judged later."""
    for linked in links:
        if linked.things is None or linked.rows is None or not len(linked.things):
            continue
        for early, later in _in_order(partitioning):
            is_later = np.zeros(entries.n_rows, bool)
            is_later[entries.row[np.isin(entries.part, later)]] = True
            is_known = np.zeros(int(linked.things.max()) + 1, bool)
            is_known[linked.things[is_later[linked.rows]]] = True
            shares = np.zeros(entries.n_rows, bool)
            shares[linked.rows[is_known[linked.things]]] = True
            goes = (entries.part == early) & shares[entries.row]
            if goes.any():
                reason = f"it measures the same {linked.reason} as another part"
                yield Dropped(goes, reason, entries.part == early)


def _in_order(partitioning: Partitioning) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield each part that is compared with those that are judged later, first to last."""
    rank = [COMPARED.index(r) if r in COMPARED else -1 for r in partitioning.roles]
    order = sorted((k for k in range(len(rank)) if rank[k] >= 0), key=lambda k: (rank[k], k))
    for early in order:
        later = np.array([k for k in order if rank[k] > rank[early]], np.int64)
        if len(later):
            yield early, later
