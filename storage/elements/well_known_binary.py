"""Find the points and rings of geometries in well-known binary, in which GeoParquet keeps shapes.

Format: OGC 06-103r4 (https://www.ogc.org/standard/sfa), with the flags for z, m and a reference
system that PostGIS adds to the type.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINT, POLYGON, MULTIPOLYGON = 1, 3, 6
_NAMES = {2: "a line", 4: "several points", 5: "several lines", 7: "a collection"}

_HAS_Z, _HAS_M, _HAS_SRID = 0x80000000, 0x40000000, 0x20000000
_FLAGS = _HAS_Z | _HAS_M | _HAS_SRID
_MORE_DIMENSIONS = {0: 2, 1: 3, 2: 3, 3: 4}
"""Coordinates of a point by the thousands of the type: none, z, m, z and m."""


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """A ring of a polygon, or a point.

    ``corners`` has shape (n, 2); ``is_hole`` tells whether its area belongs to no polygon.
    """

    corners: NDArray[np.float64]
    is_hole: bool


def rings_of(geometry: bytes) -> list[Ring]:
    """Return the rings of a polygon or of several; of a point one ring of one corner.

    Raises
    ------
    ValueError
        The bytes are no geometry, or one that is neither point nor polygon.
    """
    try:
        rings, _ = _geometry(geometry, 0, (POINT, POLYGON, MULTIPOLYGON))
    except struct.error as error:
        msg = "it ends too early"
        raise ValueError(msg) from error
    return rings


def _geometry(content: bytes, at: int, expected: tuple[int, ...]) -> tuple[list[Ring], int]:
    order = {0: ">", 1: "<"}.get(content[at] if at < len(content) else -1)
    if order is None:
        msg = "it is not well-known binary"
        raise ValueError(msg)
    (declared,) = struct.unpack_from(f"{order}I", content, at + 1)
    at += 9 if declared & _HAS_SRID else 5
    plain = declared & ~_FLAGS
    width = _MORE_DIMENSIONS.get(plain // 1000, 2)
    width += bool(declared & _HAS_Z) + bool(declared & _HAS_M)
    kind = plain % 1000
    if kind not in expected:
        msg = f"it is or holds {_NAMES.get(kind, f'the type {kind}')}"
        raise ValueError(msg)
    if kind == POINT:
        corners, at = _corners(content, at, 1, width, order)
        return ([] if np.isnan(corners).any() else [Ring(corners, is_hole=False)]), at
    (n_parts,) = struct.unpack_from(f"{order}I", content, at)
    at += 4
    rings: list[Ring] = []
    for place in range(n_parts):
        if kind == MULTIPOLYGON:
            # Several polygons within several polygons could be nested without end.
            more, at = _geometry(content, at, (POLYGON,))
            rings += more
            continue
        (n_corners,) = struct.unpack_from(f"{order}I", content, at)
        corners, at = _corners(content, at + 4, n_corners, width, order)
        rings.append(Ring(corners, is_hole=place > 0))
    return rings, at


def _corners(
    content: bytes, at: int, n: int, width: int, order: str
) -> tuple[NDArray[np.float64], int]:
    end = at + 8 * n * width
    if end > len(content):
        msg = "it ends too early"
        raise ValueError(msg)
    numbers = np.frombuffer(content, f"{order}f8", n * width, at)
    return numbers.reshape(n, width)[:, :2].astype(np.float64, copy=False), end
