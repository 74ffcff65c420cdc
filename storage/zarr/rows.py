"""Stream the rows of a zarr array so that no chunk is decoded twice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.limits import refuse_unbacked, refuse_unending
from aivc.storage.zarr.chunks import Chunks, band_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.zarr.header import ArrayHeader
    from aivc.storage.zarr.stores import Store


class RowStream:
    """Rows of one array, in order.

    Parameters
    ----------
    store : Store
        Where the chunks are.
    path : str
        Path of the array in the store.
    header : ArrayHeader
        Its metadata; of rank 1 or more.
    """

    def __init__(self, store: Store, path: str, header: ArrayHeader) -> None:
        self._store = store
        self._path = path
        self._header = header
        self._chunks = Chunks(store, path, header)
        self._row_bytes = max(1, math.prod(header.shape[1:]) * header.dtype.itemsize)

    def pieces(self, start: int, stop: int, max_bytes: int) -> Iterator[NDArray[Any]]:
        """Yield rows ``[start, stop)`` in pieces of at most about ``max_bytes``.

        A band of chunks that is larger is decoded once and held while it is cut up.
        """
        if stop <= start:
            return
        self._refuse_absurd(start, stop)
        rows = max(1, max_bytes // self._row_bytes)
        height = self._header.chunks[0]
        step = rows // height * height or height
        while start < stop:
            end = min(stop, (start // step + 1) * step)
            whole = self._assembled(start, end)
            for offset in range(0, len(whole), rows):
                yield whole[offset : offset + rows]
            start = end

    def _assembled(self, start: int, stop: int) -> NDArray[Any]:
        header = self._header
        height = header.chunks[0]
        dtype = header.dtype
        piece = np.empty((stop - start, *header.shape[1:]), dtype=dtype)
        for band in range(start // height, -(-stop // height)):
            first, last = max(start, band * height), min(stop, (band + 1) * height)
            inside = slice(first - band * height, last - band * height)
            target = piece[first - start : last - start]
            for place in band_places(header, band):
                corner = tuple(
                    slice(index * chunk, (index + 1) * chunk)
                    for index, chunk in zip(place[1:], header.chunks[1:], strict=True)
                )
                self._copy(place, target[(slice(None), *corner)], inside)
        return piece

    def _copy(self, place: tuple[int, ...], target: NDArray[Any], inside: slice) -> None:
        values = self._chunks.decode(place)
        if values is None:
            target[...] = self._header.fill
            return
        # A chunk at the far edge is stored whole; what lies outside the array is dropped.
        edges = tuple(slice(0, length) for length in target.shape[1:])
        target[...] = values[(inside, *edges)]

    def _refuse_absurd(self, start: int, stop: int) -> None:
        header = self._header
        n_bands = -(-stop // header.chunks[0]) - start // header.chunks[0]
        across = math.prod(
            -(-length // chunk)
            for length, chunk in zip(header.shape[1:], header.chunks[1:], strict=True)
        )
        refuse_unending(n_bands * across, self._path)
        declared = (stop - start) * self._row_bytes
        refuse_unbacked(declared, lambda: sum(self._store.sizes(self._path)), self._path)
