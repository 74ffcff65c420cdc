"""Geometries as well-known binary, little-endian.

Source: OGC 06-103r4, Simple Feature Access, part 1, 8.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

_POINT, _POLYGON = 1, 3
_POINT_RECORD = np.dtype([("order", "u1"), ("kind", "<u4"), ("place", "<f8", 2)])
_POLYGON_HEADER = np.dtype([("order", "u1"), ("kind", "<u4"), ("n_rings", "<u4"), ("n", "<u4")])


def points_as_wkb(centres: NDArray[np.float64]) -> pa.BinaryArray:
    """Return points of shape (n, 2) as a column of binaries."""
    records = np.zeros(len(centres), _POINT_RECORD)
    records["order"], records["kind"], records["place"] = 1, _POINT, centres
    return _binaries(records.tobytes(), np.full(len(records), _POINT_RECORD.itemsize))


def polygons_as_wkb(rings: Sequence[NDArray[np.float64]]) -> pa.BinaryArray:
    """Return polygons without holes, each its corners of shape (n, 2), as a column of binaries.

    The first corner is repeated at the end where it is not, which closes the ring.
    """
    closed = [
        ring if np.array_equal(ring[0], ring[-1]) else np.concatenate([ring, ring[:1]])
        for ring in rings
    ]
    headers = np.zeros(len(closed), _POLYGON_HEADER)
    headers["order"], headers["kind"], headers["n_rings"] = 1, _POLYGON, 1
    headers["n"] = [len(ring) for ring in closed]
    parts = [
        header.tobytes() + np.ascontiguousarray(ring, "<f8").tobytes()
        for header, ring in zip(headers, closed, strict=True)
    ]
    return _binaries(b"".join(parts), np.array([len(part) for part in parts], np.int64))


def _binaries(content: bytes, lengths: NDArray[np.int64]) -> pa.BinaryArray:
    import pyarrow as pa

    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(content)]
    return pa.Array.from_buffers(pa.binary(), len(lengths), buffers)
