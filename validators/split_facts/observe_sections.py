"""Which rows lie in one plane, so that their distances mean something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.observations import AxisKeys
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.validators.split_facts.observe_elements import TablePlaces

OWNERS = ("sample", "donor")
"""Axes of which a value has planes of its own: tissue of two donors never lies in one section."""

_OVERLAP = 0.05
"""Share of the smaller of two regions that both cover from which they are no neighbours in one
plane but two planes counted from the same corner."""


@dataclass(frozen=True, eq=False)
class Planes:
    """The plane of each row.

    Attributes
    ----------
    codes
        Position in ``names``, -1 for rows of none.
    names
        What each is called.
    axis
        The planes as an axis of sections, where they are told by regions; None where an axis
        tells them, or where there is but one.
    """

    codes: NDArray[np.signedinteger[Any]]
    names: tuple[str, ...]
    axis: AxisKeys | None = None


def planes_of(
    parts: Sequence[tuple[slice, TablePlaces]],
    n_rows: int,
    keys: Mapping[str, AxisKeys],
    region_columns: Sequence[str],
) -> Planes:
    """Tell planes apart: by the axis of sections, else by regions and samples, else by samples.

    Regions of one table and one sample in one coordinate system are one plane where they lie
    beside one another, as fields of view do; where they cover the same place they are several
    planes that all are counted from the same corner. Tables of one sample share their planes.

    Parameters
    ----------
    parts
        Rows of each table, and their places.
    n_rows
        Rows in all.
    keys
        What axes tell of the rows.
    region_columns
        Columns of obs with the regions.
    """
    systems = _systems(parts, n_rows)
    section = keys.get("section")
    if section is not None and section.levels:
        return _within_systems(section, systems)
    # Where some rows have no owner, they would be compared with nothing.
    owner = next((keys[axis] for axis in OWNERS if axis in keys and _tells_all(keys[axis])), None)
    owners = np.zeros(n_rows, np.int64) if owner is None else owner.codes.astype(np.int64)
    own_plane = _own_planes(parts, n_rows, owners, systems)
    joint = joint_codes([owners, systems[0], own_plane[0]])
    names = _names(joint.combinations, owner, systems[1], own_plane[1])
    codes = joint.codes.astype(np.int64)
    regions = {name for _, part in parts for name in part.regions}
    if not regions or (len(names) < 2 and len(regions) > 1):
        return Planes(codes, names)
    if len(names) < 2:
        return Planes(codes, names, _only_section(parts, n_rows, regions.pop(), region_columns))
    told_by = region_columns if own_plane[1] or owner is None else owner.columns
    columns = tuple(dict.fromkeys(told_by))
    axis = AxisKeys("section", codes, names, columns, "computed")
    return Planes(codes, names, axis)


def _only_section(
    parts: Sequence[tuple[slice, TablePlaces]], n_rows: int, region: str, columns: Sequence[str]
) -> AxisKeys:
    """Take the only region that there is for the only section."""
    codes = np.full(n_rows, -1, np.int64)
    for rows, part in parts:
        codes[rows] = np.minimum(part.region, 0) if part.regions else -1
    return AxisKeys("section", codes, (region,), tuple(dict.fromkeys(columns)), "computed")


def systems_of_planes(
    parts: Sequence[tuple[slice, TablePlaces]], planes: Planes
) -> tuple[str, ...]:
    """Return the coordinate system of each plane, empty where none of its rows has one."""
    codes, names = _systems(parts, len(planes.codes))
    found = [""] * (int(planes.codes.max(initial=-1)) + 1)
    for plane in range(len(found)):
        rows = np.flatnonzero(planes.codes == plane)
        if len(rows):
            found[plane] = names[codes[rows[0]]]
    return tuple(found)


def _tells_all(keys: AxisKeys) -> bool:
    return bool(keys.levels) and bool((keys.codes >= 0).all())


Coded = tuple["NDArray[np.int64]", "tuple[str, ...]"]


def _systems(parts: Sequence[tuple[slice, TablePlaces]], n_rows: int) -> Coded:
    """Return the coordinate system of each row."""
    names = tuple(sorted({name for _, part in parts for name in part.systems if name}))
    codes = np.zeros(n_rows, np.int64)
    for rows, part in parts:
        if part.systems:
            own = [names.index(name) if name else 0 for name in part.systems]
            codes[rows] = np.array([*own, 0])[part.region]
    return codes, names or ("",)


def _within_systems(section: AxisKeys, systems: Coded) -> Planes:
    """Keep sections apart by coordinate systems too: distances between two of them mean nothing."""
    joint = joint_codes([section.codes, systems[0]])
    known = joint.combinations[:, 0] >= 0
    if len(np.unique(joint.combinations[known, 0])) == int(known.sum()):
        return Planes(section.codes, section.levels)
    names = tuple(
        f"{section.levels[place]} in {systems[1][system]}" if place >= 0 else ""
        for place, system in joint.combinations.tolist()
    )
    return Planes(np.where(known, np.arange(len(names)), -1)[joint.codes], names)


def _own_planes(
    parts: Sequence[tuple[slice, TablePlaces]],
    n_rows: int,
    owners: NDArray[np.int64],
    systems: Coded,
) -> Coded:
    """Return for each row the region that is a plane of its own, -1 where it shares its plane."""
    codes = np.full(n_rows, -1, np.int64)
    names: list[str] = []
    for rows, part in parts:
        here = np.arange(n_rows)[rows]
        groups = joint_codes([owners[rows], systems[0][rows]]).codes
        for group in np.unique(groups).tolist():
            mine = groups == group
            regions = np.unique(part.region[mine & (part.region >= 0)]).tolist()
            if len(regions) < 2 or not _cover_the_same(part, regions, mine):
                continue
            for region in regions:
                codes[here[mine & (part.region == region)]] = len(names)
                names.append(part.regions[region])
    return codes, tuple(names)


def _cover_the_same(part: TablePlaces, regions: list[int], rows: NDArray[np.bool_]) -> bool:
    """Tell whether the boxes around any two regions overlap."""
    boxes = [_box(part.values[rows & (part.region == region)]) for region in regions]
    found = np.array([box for box in boxes if box is not None])
    if len(found) < 2:
        return False
    low, high = found[:, 0], found[:, 1]
    areas = np.prod(high - low, axis=1)
    for k in range(len(found) - 1):
        sides = np.minimum(high[k], high[k + 1 :]) - np.maximum(low[k], low[k + 1 :])
        shared = np.prod(np.maximum(sides, 0), axis=1)
        smaller = np.minimum(areas[k], areas[k + 1 :])
        # A region of one row has no area; it lies within another one or it does not.
        is_inside = (sides >= 0).all(axis=1) & (smaller == 0)
        if (is_inside | (shared > _OVERLAP * smaller)).any():
            return True
    return False


def _box(values: NDArray[np.float64]) -> NDArray[np.float64] | None:
    placed = values[np.isfinite(values).all(axis=1), :2]
    return np.array([placed.min(axis=0), placed.max(axis=0)]) if len(placed) else None


def _names(
    combinations: NDArray[np.int64],
    owner: AxisKeys | None,
    systems: tuple[str, ...],
    regions: tuple[str, ...],
) -> tuple[str, ...]:
    """Name planes by all that tells them apart."""
    owned = owner.levels if owner is not None else ()
    told = [
        (owned, combinations[:, 0]),
        (systems if len(systems) > 1 else (), combinations[:, 1]),
        (regions, combinations[:, 2]),
    ]
    names = []
    for row, (own, system, _) in enumerate(combinations.tolist()):
        words = [labels[codes[row]] for labels, codes in told if labels and codes[row] >= 0]
        if owned and own >= 0 and len(systems) > 1 and owned[own] == systems[system]:
            del words[1]  # A system that is called as its sample is tells nothing more.
        names.append(" | ".join(words))
    return tuple(names)
