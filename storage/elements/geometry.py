"""Centres of shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.elements.well_known_binary import POINT, Ring, rings_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import nulls_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_POINT_BYTES = 21
"""Byte order, type and two numbers."""

_OFFSETS: dict[str, np.dtype[Any]] = {
    "binary": np.dtype(np.int32),
    "large_binary": np.dtype(np.int64),
}


def centres_of_shapes(column: Any, what: str) -> NDArray[np.float64]:
    """Return the centre of each geometry in the plane.

    That of a point is the point, that of a polygon or of several the centre of their area without
    the holes; where there is no area, the mean of the corners.

    Parameters
    ----------
    column
        Arrow array of well-known binary.
    what
        What it is called in a message.

    Returns
    -------
    ndarray
        Shape (n, 2), x and y; NaN where there is no geometry or an empty one.

    Raises
    ------
    UnreadableInputError
        A geometry is damaged, or is neither point, polygon nor several polygons.
    """
    as_points = _plain_points(column)
    if as_points is not None:
        return as_points
    rings: list[Ring] = []
    owners: list[int] = []
    for row, found in _rings(column, what):
        rings += found
        owners += [row] * len(found)
    # Corners beyond what numbers can hold have no centre, which is said by NaN or infinity.
    with np.errstate(over="ignore", invalid="ignore"):
        return _centres(rings, np.array(owners, np.int64), len(column))


def _plain_points(column: Any) -> NDArray[np.float64] | None:
    """Read points that lie one behind another, None if the geometries are anything else."""
    offset_type = _OFFSETS.get(str(column.type))
    if offset_type is None or not len(column) or nulls_of(column).any():
        return None
    _, ends, content = column.buffers()
    at = column.offset * offset_type.itemsize
    offsets = np.frombuffer(ends, offset_type, len(column) + 1, at)
    if content is None or (np.diff(offsets) != _POINT_BYTES).any():
        return None
    stored = np.frombuffer(content, np.uint8, int(offsets[-1] - offsets[0]), int(offsets[0]))
    rows = stored.reshape(-1, _POINT_BYTES)
    if (rows[:, :5] != (1, POINT, 0, 0, 0)).any():
        return None
    return np.ascontiguousarray(rows[:, 5:]).view("<f8").astype(np.float64, copy=False)


def _rings(column: Any, what: str) -> Iterator[tuple[int, list[Ring]]]:
    for row, geometry in enumerate(column.to_pylist()):
        if not isinstance(geometry, bytes | None):
            msg = f"{what} holds its geometries in another form than well-known binary"
            raise UnreadableInputError(msg)
        try:
            yield row, [] if geometry is None else rings_of(geometry)
        except ValueError as error:
            msg = f"{what}: row {row:,} is no point or polygon: {error}"
            raise UnreadableInputError(msg) from error


def _centres(rings: list[Ring], owners: NDArray[np.int64], n_shapes: int) -> NDArray[np.float64]:
    """Return centres by the shoelace formula, all rings at once."""
    lengths = np.array([len(ring.corners) for ring in rings], np.int64)
    owners = owners[lengths > 0]
    is_hole = np.array([ring.is_hole for ring in rings], bool)[lengths > 0]
    lengths = lengths[lengths > 0]
    corners = np.concatenate([np.empty((0, 2)), *(ring.corners for ring in rings)])
    starts = np.cumsum(lengths) - lengths
    # Far from 0 the products of large numbers would hide the area between them.
    origins = corners[starts]
    near = corners - np.repeat(origins, lengths, axis=0)
    following = np.arange(1, len(near) + 1)
    following[starts + lengths - 1] = starts
    after = near[following]
    cross = near[:, 0] * after[:, 1] - after[:, 0] * near[:, 1]
    areas = _sums(cross, starts) / 2
    moments = np.column_stack(
        [_sums((near[:, k] + after[:, k]) * cross, starts) / 6 for k in range(2)]
    )
    signs = np.where(areas < 0, -1.0, 1.0) * np.where(is_hole, -1.0, 1.0)
    weights = areas * signs
    weighted = moments * signs[:, None] + origins * weights[:, None]
    total = np.bincount(owners, weights, n_shapes)
    n_corners = np.bincount(owners, lengths, n_shapes)
    has_area = total > 0
    centres = np.full((n_shapes, 2), np.nan)
    for k in range(2):
        means = np.bincount(owners, _sums(corners[:, k], starts), n_shapes)
        np.divide(means, n_corners, out=centres[:, k], where=n_corners > 0)
        sums = np.bincount(owners, weighted[:, k], n_shapes)
        np.divide(sums, total, out=centres[:, k], where=has_area)
    return centres


def _sums(values: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.add.reduceat(values, starts) if len(starts) else np.empty(0)
