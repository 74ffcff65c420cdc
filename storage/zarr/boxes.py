"""Boxes of a zarr array, decoding only the chunks that they touch."""

from __future__ import annotations

import itertools
import math
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.limits import refuse_unbacked, refuse_unending
from aivc.storage.zarr.chunks import Chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.zarr.header import ArrayHeader
    from aivc.storage.zarr.stores import Store

KEPT = 64 << 20
"""Bytes of decoded chunks that are kept: boxes that lie side by side share chunks."""

Corner = tuple[slice, ...]


class Boxes:
    """The values of one array by box.

    Parameters
    ----------
    store
        Where the chunks are.
    path
        Path of the array in the store.
    header
        Its metadata; of rank 1 or more.

    Raises
    ------
    UnreadableInputError
        The header declares more than the stored bytes can hold.
    """

    def __init__(self, store: Store, path: str, header: ArrayHeader) -> None:
        self._header = header
        self._grid = tuple(-(-n // c) for n, c in zip(header.shape, header.chunks, strict=True))
        refuse_unending(math.prod(self._grid), path)
        declared = math.prod(header.shape) * header.dtype.itemsize
        refuse_unbacked(declared, lambda: sum(store.sizes(path)), path)
        self._chunks = Chunks(store, path, header)
        self._kept: OrderedDict[tuple[int, ...], NDArray[Any]] = OrderedDict()
        self._n_kept = max(1, KEPT // max(1, math.prod(header.chunks) * header.dtype.itemsize))

    def read(self, corner: Corner) -> NDArray[Any]:
        """Return the values within a box; what was never written is the fill value."""
        header = self._header
        values = np.empty([side.stop - side.start for side in corner], header.dtype)
        touched = [
            range(side.start // length, -(-side.stop // length))
            for side, length in zip(corner, header.chunks, strict=True)
        ]
        for place in itertools.product(*touched):
            starts = [index * length for index, length in zip(place, header.chunks, strict=True)]
            target, source = [], []
            for side, start, length in zip(corner, starts, header.chunks, strict=True):
                first, last = max(side.start, start), min(side.stop, start + length)
                target.append(slice(first - side.start, last - side.start))
                source.append(slice(first - start, last - start))
            chunk = self._decoded(place)
            values[tuple(target)] = header.fill if chunk is None else chunk[tuple(source)]
        return values

    def by_chunk(self) -> Iterator[tuple[Corner, NDArray[Any]]]:
        """Yield the box of each chunk within the array, and its values."""
        for place in itertools.product(*map(range, self._grid)):
            corner = tuple(
                slice(index * length, min((index + 1) * length, whole))
                for index, length, whole in zip(
                    place, self._header.chunks, self._header.shape, strict=True
                )
            )
            yield corner, self.read(corner)

    def _decoded(self, place: tuple[int, ...]) -> NDArray[Any] | None:
        if place in self._kept:
            self._kept.move_to_end(place)
            return self._kept[place]
        found = self._chunks.decode(place)
        if found is not None:
            self._kept[place] = found
            if len(self._kept) > self._n_kept:
                self._kept.popitem(last=False)
        return found
