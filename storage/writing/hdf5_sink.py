"""Write groups and arrays into an HDF5 file.

Chunks are compressed outside libhdf5, which would do so in one thread under its own lock, and are
stored as they are. Shuffle and gzip belong to every build of HDF5. At level 1 they take a third of
the time of gzip alone at level 4, which is the usual choice, and the indices of a sparse matrix
become two fifths smaller than with it (benchmarks/README.md).
"""

from __future__ import annotations

import json
import math
import zlib
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
from numcodecs import Shuffle

from aivc.storage.errors import UnwritableError
from aivc.storage.node import join
from aivc.storage.writing.sink import NULL, RECORDS, TEXTS, RowWriter, Sink, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from aivc.storage.writing.chunk_queue import ChunkQueue

CHUNK_VALUES = 1 << 16
"""Values of one chunk: small enough to read a few rows, large enough to compress well."""

LEVEL = 1

SMALL = 1 << 14
"""Bytes up to which an array is stored as it is, without chunks."""

MOST_LISTED = 4000
"""Names that an attribute of a plain group can list: 64 KiB of 16 bytes each."""


class Hdf5Rows(RowWriter):
    """A dataset that is written by rows."""

    def __init__(
        self,
        group: h5py.Group,
        name: str,
        width: tuple[int, ...],
        dtype: np.dtype[Any],
        attributes: Mapping[str, Any],
        queue: ChunkQueue,
        *,
        grows: bool,
    ) -> None:
        per_row = max(1, math.prod(width))
        path = join(group.name.strip("/"), name)
        super().__init__(path, width, dtype, max(1, CHUNK_VALUES // per_row))
        self._group = group
        self._name = name
        self._attributes = attributes
        self._queue = queue
        self._grows = grows
        self._dataset: h5py.Dataset | None = None

    def _put(self, chunk: NDArray[Any]) -> None:
        if self._dataset is None:
            self._dataset = self._chunked()
        dataset, start = self._dataset, (self.n_rows - 1) // self.chunk_rows * self.chunk_rows
        # Shrinking would make libhdf5 decode the last chunk, so that it only ever grows.
        dataset.resize(self.n_rows, axis=0)
        corner = (start, *(0 for _ in self.width))
        self._queue.put(
            lambda: _packed(chunk), lambda stored: dataset.id.write_direct_chunk(corner, stored)
        )

    def _close(self, rest: NDArray[Any]) -> None:
        if self._dataset is None and not self._is_chunked(rest):
            self._dataset = self._group.create_dataset(self._name, data=rest)
        elif len(rest):
            whole = np.zeros((self.chunk_rows, *self.width), dtype=self.dtype)
            whole[: len(rest)] = rest
            self._put(whole)
        elif self._dataset is None:
            self._dataset = self._chunked()
        _set(self._dataset, self._attributes)

    def _is_chunked(self, rest: NDArray[Any]) -> bool:
        return 0 not in self.width and (self._grows or rest.nbytes > SMALL)

    def _chunked(self) -> h5py.Dataset:
        return self._group.create_dataset(
            self._name,
            shape=(0, *self.width),
            maxshape=(None, *self.width),
            chunks=(self.chunk_rows, *self.width),
            dtype=self.dtype,
            shuffle=self.dtype.itemsize > 1,
            compression="gzip",
            compression_opts=LEVEL,
        )


class Hdf5Sink(Sink):
    """A group of an HDF5 file.

    Parameters
    ----------
    group
        The group, open for writing.
    queue
        Where chunks are compressed.
    """

    def __init__(self, group: h5py.Group, queue: ChunkQueue) -> None:
        self.path = group.name.strip("/")
        self._group = group
        self._queue = queue

    def group(self, name: str, attributes: Mapping[str, Any], *, n_columns: int = 0) -> Hdf5Sink:
        """Make a group, or return the one that is there."""
        # Keeping the order of attributes makes room for long ones outside the header.
        order = True if n_columns > MOST_LISTED else None
        if self.has(name):
            self._refuse_links(name)
            made = self._group[name]
        else:
            made = self._group.create_group(name, track_order=order)
        _set(made, attributes)
        return Hdf5Sink(made, self._queue)

    def describe(self, attributes: Mapping[str, Any]) -> None:
        """Set attributes of the group itself."""
        _set(self._group, attributes)

    def rows(
        self,
        name: str,
        width: tuple[int, ...],
        dtype: np.dtype[Any],
        attributes: Mapping[str, Any],
        *,
        grows: bool = False,
    ) -> Hdf5Rows:
        """Start an array that is written by rows."""
        return Hdf5Rows(self._group, name, width, dtype, attributes, self._queue, grows=grows)

    def texts(
        self,
        name: str,
        n_rows: int,
        blocks: Iterable[NDArray[np.object_]],
        attributes: Mapping[str, Any] = TEXTS,
    ) -> None:
        """Write a list of texts that comes in blocks."""
        path = join(self.path, name)
        made = self._group.create_dataset(name, shape=(n_rows,), dtype=h5py.string_dtype())
        for start, block in counted(blocks, n_rows, path):
            try:
                made[start : start + len(block)] = block
            except (ValueError, UnicodeError) as error:
                raise _no_text(path, block) from error
        _set(made, attributes)

    def scalar(self, name: str, value: Any, attributes: Mapping[str, Any]) -> None:
        """Write a single text, number or truth value."""
        try:
            if isinstance(value, str):
                made = self._group.create_dataset(name, data=value, dtype=h5py.string_dtype())
            else:
                made = self._group.create_dataset(name, data=value)
        except (ValueError, UnicodeError) as error:
            raise _no_text(join(self.path, name), [value]) from error
        _set(made, attributes)

    def records(
        self, name: str, values: NDArray[Any], attributes: Mapping[str, Any] = RECORDS
    ) -> None:
        """Write an array of structures."""
        fields = [
            (
                field,
                h5py.string_dtype() if values.dtype[field].kind in "UO" else values.dtype[field],
            )
            for field in values.dtype.names or ()
        ]
        _set(self._group.create_dataset(name, data=values.astype(fields)), attributes)

    def nothing(self, name: str, attributes: Mapping[str, Any] = NULL) -> None:
        """Write that there is no value."""
        _set(self._group.create_dataset(name, data=h5py.Empty("f")), attributes)

    def remove(self, name: str) -> None:
        """Take away what is stored under a name; the file does not become smaller."""
        self._queue.drain()
        del self._group[name]

    def has(self, name: str) -> bool:
        """Tell whether something is stored under a name."""
        return self._group.get(name, getlink=True) is not None

    def _refuse_links(self, name: str) -> None:
        """Write through no link: it can lead into another file."""
        segments = name.split("/")
        for end in range(1, len(segments) + 1):
            here = "/".join(segments[:end])
            if not isinstance(self._group.get(here, getlink=True), h5py.HardLink):
                msg = f"{join(self.path, here)} is a link; nothing is written through it"
                raise UnwritableError(msg)


def _packed(chunk: NDArray[Any]) -> bytes:
    size = chunk.dtype.itemsize
    stored = Shuffle(size).encode(chunk) if size > 1 else chunk.data
    return zlib.compress(stored, LEVEL)


def _set(node: h5py.Group | h5py.Dataset, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        node.attrs[name] = _attribute(value)


def _attribute(value: Any) -> Any:
    """Return a value as an attribute can hold it; objects and mixed lists as JSON."""
    if value is None:
        return h5py.Empty("f")
    if isinstance(value, dict):
        return json.dumps(value)
    if not isinstance(value, list | tuple):
        return value
    if not value:
        return np.empty(0)
    if all(isinstance(item, str) for item in value):
        return np.array(value, dtype=h5py.string_dtype())
    if all(isinstance(item, int | float) for item in value):
        return np.array(value)
    return json.dumps(value)


def _no_text(path: str, texts: Iterable[Any]) -> UnwritableError:
    odd = next((text for text in texts if "\0" in str(text)), None)
    what = "text that is no Unicode" if odd is None else f"the text {odd!r} with a NUL in it"
    return UnwritableError(f"{path}: HDF5 cannot hold {what}; remove it from the source")
