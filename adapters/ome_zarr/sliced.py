"""An array of an image seen with the axes that SpatialData knows."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.ome_zarr.ngff import SPACE
from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import refuse_unbacked, refuse_unending
from aivc.storage.zarr.chunks import Chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.adapters.ome_zarr.ngff import Level, Pyramid
    from aivc.storage.zarr.stores import Store

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slicing:
    """Which axes of an array are kept, in which order.

    Attributes
    ----------
    axes
        Names of the axes that are kept.
    sources
        Their places in the array; None for a new axis of length 1.
    fixed
        Place and index of each axis that is not kept.
    """

    axes: tuple[str, ...]
    sources: tuple[int | None, ...]
    fixed: tuple[tuple[int, int], ...]

    def pick(self, values: tuple[int, ...], new: int) -> tuple[int, ...]:
        """Return one value for each axis that is kept, ``new`` for a new one."""
        return tuple(new if source is None else values[source] for source in self.sources)


def slicing_of(pyramid: Pyramid, origin: str, *, channel: int | None = None) -> Slicing:
    """Choose axes: channels (unless one is named), z where there is depth, y and x.

    Raises
    ------
    UnreadableInputError
        The image has several points in time, axes that are none of these, or no y and x.
    """
    unknown = [axis for axis in pyramid.axes if axis not in ("t", "c", *SPACE)]
    if unknown or not {"y", "x"} <= set(pyramid.axes):
        msg = (
            f"{origin} has the axes {', '.join(pyramid.axes)}; expected y and x, with or without "
            "t, c and z"
        )
        raise UnreadableInputError(msg)
    if pyramid.length("t") > 1:
        msg = (
            f"{origin} has {pyramid.length('t')} points in time; a SpatialData store holds one, so "
            "write each point as an image of its own"
        )
        raise UnreadableInputError(msg)
    wanted = [] if channel is not None else ["c"]
    wanted += [axis for axis in SPACE if axis != "z" or pyramid.length("z") > 1]
    places = {axis: place for place, axis in enumerate(pyramid.axes)}
    fixed = tuple(
        (place, channel if axis == "c" and channel is not None else 0)
        for axis, place in places.items()
        if axis not in wanted
    )
    return Slicing(tuple(wanted), tuple(places.get(axis) for axis in wanted), fixed)


class SlicedArray:
    """The values of one resolution along the kept axes, decoded by chunk.

    Parameters
    ----------
    store
        Where the array is.
    level
        The resolution.
    slicing
        The axes that are kept.
    """

    def __init__(self, store: Store, level: Level, slicing: Slicing) -> None:
        header = level.header
        self.path = level.path
        self.slicing = slicing
        self.header = header
        self.shape = slicing.pick(header.shape, 1)
        self.chunks = slicing.pick(header.chunks, 1)
        self.grid = tuple(-(-n // c) for n, c in zip(self.shape, self.chunks, strict=True))
        refuse_unending(math.prod(self.grid), level.path)
        declared = math.prod(self.shape) * header.dtype.itemsize
        refuse_unbacked(declared, lambda: sum(store.sizes(level.path)), level.path)
        self._chunks = Chunks(store, level.path, header)
        self._last: tuple[Place, NDArray[Any] | None] | None = None

    def places(self) -> Iterator[Place]:
        """Yield the places of all chunks."""
        return itertools.product(*map(range, self.grid))

    def corner(self, place: Place) -> tuple[slice, ...]:
        """Return what a chunk covers."""
        return tuple(
            slice(index * length, min((index + 1) * length, whole))
            for index, length, whole in zip(place, self.chunks, self.shape, strict=True)
        )

    def whole_chunk(self, place: Place) -> NDArray[Any] | None:
        """Return the values of a chunk as stored, beyond the edges too; None where none is."""
        if self._last is not None and self._last[0] == place:
            return self._last[1]
        header = self.header
        within: list[Any] = [slice(None)] * len(header.shape)
        stored = [0] * len(header.shape)
        for source, index in zip(self.slicing.sources, place, strict=True):
            if source is not None:
                stored[source] = index
        for source, index in self.slicing.fixed:
            stored[source] = index // header.chunks[source]
            within[source] = index % header.chunks[source]
        found = self._chunks.decode(tuple(stored))
        if found is not None:
            found = found[tuple(within)]
            new = [axis for axis, source in enumerate(self.slicing.sources) if source is None]
            found = np.expand_dims(found, new)
        self._last = (place, found)
        return found

    def chunk(self, place: Place) -> NDArray[Any]:
        """Return the values of a chunk within the array."""
        corner = self.corner(place)
        lengths = tuple(side.stop - side.start for side in corner)
        found = self.whole_chunk(place)
        if found is None:
            return np.full(lengths, self.header.fill, self.header.dtype)
        return found[tuple(slice(0, length) for length in lengths)]

    def box(self, corner: tuple[slice, ...]) -> NDArray[Any]:
        """Return the values within a box."""
        lengths = tuple(side.stop - side.start for side in corner)
        values = np.empty(lengths, self.header.dtype)
        ranges = [
            range(side.start // length, -(-side.stop // length))
            for side, length in zip(corner, self.chunks, strict=True)
        ]
        for place in itertools.product(*ranges):
            covered = self.corner(place)
            inside = tuple(
                slice(max(a.start, b.start), min(a.stop, b.stop))
                for a, b in zip(covered, corner, strict=True)
            )
            target = tuple(
                slice(i.start - b.start, i.stop - b.start)
                for i, b in zip(inside, corner, strict=True)
            )
            source = tuple(
                slice(i.start - a.start, i.stop - a.start)
                for i, a in zip(inside, covered, strict=True)
            )
            values[target] = self.chunk(place)[source]
        return values
