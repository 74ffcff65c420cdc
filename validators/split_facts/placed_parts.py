"""The distinct places of the rows of each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.split_facts.space_points import Points, distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.observations import Coordinates, Partitioning


@dataclass(frozen=True)
class PlacedParts:
    """The rows of each part that have a place, and the distinct places.

    Attributes
    ----------
    rows
        For each part its rows with a place and a section, ascending.
    points
        For each part the distinct places of these rows.
    point_of
        For each part the point of each of these rows.
    n_without
        For each part the number of its other rows.
    section
        Section of every row of the data, -1 where it has none.
    """

    rows: tuple[NDArray[np.int64], ...]
    points: tuple[Points, ...]
    point_of: tuple[NDArray[np.int64], ...]
    n_without: tuple[int, ...]
    section: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        coordinates: Coordinates,
        partitioning: Partitioning,
        box: tuple[float, float] | None = None,
    ) -> PlacedParts:
        """Place the rows; in units of a box in the plane, where one is given."""
        section = np.asarray(coordinates.section, np.int64)
        if not (section >= 0).any():
            # No row has a section: there is one.
            section = np.zeros(len(section), np.int64)
        values = coordinates.values
        has_place = np.isfinite(values).all(axis=1) & (section >= 0)
        if box is not None:
            if values.shape[1] > 2:
                # Each plane of a stack is an image of its own.
                planes = np.unique(values[:, 2], return_inverse=True)[1]
                section = joint_codes([section, planes]).codes.astype(np.int64)
            values = values[:, :2] / np.array(box)
        members = [partitioning.codes == code for code in range(len(partitioning.names))]
        rows = tuple(np.flatnonzero(mask & has_place) for mask in members)
        found = [distinct(values[some], section[some], some) for some in rows]
        return cls(
            rows=rows,
            points=tuple(points for points, _ in found),
            point_of=tuple(of for _, of in found),
            n_without=tuple(int(np.count_nonzero(mask & ~has_place)) for mask in members),
            section=section,
        )

    def all_points(self) -> Points:
        """Return the places of all parts together."""
        places = np.concatenate([points.places for points in self.points])
        section = np.concatenate([points.section for points in self.points])
        rows = np.concatenate([points.row for points in self.points])
        return distinct(places, section, rows)[0]
