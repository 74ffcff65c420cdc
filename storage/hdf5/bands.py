"""Rows of chunks of an HDF5 dataset, decoded front to back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.guard import decoding
from aivc.storage.hdf5.stored import ChunkOpener

if TYPE_CHECKING:
    import h5py
    from numpy.typing import NDArray

    from aivc.storage.hdf5.inflate import ByteStream


class Bands:
    """Fills consecutive rows from the chunks that lie side by side.

    Each chunk of the current band is a stream, so that a band taller than the rows asked for goes
    on where it stopped, and nothing is decoded twice.

    Parameters
    ----------
    dataset : h5py.Dataset
        Of rank 1 or 2, chunked, with filters that :class:`ChunkOpener` undoes.
    element : str
        Path of the dataset, for messages.
    stored_dtype : numpy.dtype
        The values as they lie in the file.
    """

    def __init__(self, dataset: h5py.Dataset, element: str, stored_dtype: np.dtype[Any]) -> None:
        self._element = element
        self._ndim = dataset.ndim
        self._n_rows = dataset.shape[0]
        self._dtype = stored_dtype
        self._height = dataset.chunks[0]
        self._width = dataset.chunks[1] if dataset.ndim == 2 else 1
        self.n_columns: int = dataset.shape[1] if dataset.ndim == 2 else 1
        self._opener = ChunkOpener(dataset, element, stored_dtype)
        self._streams: list[ByteStream] = []
        self._next_row = -1
        self._band_end = -1

    def fill(self, piece: NDArray[Any], start: int) -> None:
        """Write rows ``[start, start + len(piece))`` into ``piece`` (n_rows, n_columns)."""
        done = 0
        while done < len(piece):
            row = start + done
            if row != self._next_row or row == self._band_end:
                self._open(row)
            count = min(len(piece) - done, self._band_end - row)
            self._copy(piece[done : done + count])
            done += count
            self._next_row = row + count
            if self._next_row == self._band_end:
                for stream in self._streams:
                    stream.finish()

    def _open(self, row: int) -> None:
        band = row // self._height * self._height
        row_bytes = self._width * self._dtype.itemsize
        with decoding(self._element):
            self._streams = [
                self._opener.open((band, left)[: self._ndim])
                for left in range(0, self.n_columns, self._width)
            ]
            for stream in self._streams:
                stream.skip((row - band) * row_bytes)
        self._band_end = min(self._n_rows, band + self._height)

    def _copy(self, rows: NDArray[Any]) -> None:
        count = len(rows) * self._width * self._dtype.itemsize
        for place, stream in enumerate(self._streams):
            left = place * self._width
            inside = min(self._width, self.n_columns - left)
            cells = np.frombuffer(stream.read(count), dtype=self._dtype)
            rows[:, left : left + inside] = cells.reshape(-1, self._width)[:, :inside]
