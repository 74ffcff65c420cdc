"""Write groups and arrays into the folder of a zarr store."""

from __future__ import annotations

import json
import math
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
from numcodecs import Blosc, VLenUTF8, Zstd

from aivc.storage.errors import UnwritableError
from aivc.storage.node import join
from aivc.storage.writing.sink import NULL, RECORDS, TEXTS, RowWriter, Sink, counted
from aivc.storage.writing.zarr_documents import (
    ATTRIBUTES,
    array_documents,
    group_documents,
    write_documents,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.writing.chunk_queue import ChunkQueue

CHUNK_VALUES = 1 << 20
"""Values of one chunk, each a file of its own."""

TEXT_ROWS = 1 << 16
TEXT = np.dtype(object)


class ZarrRows(RowWriter):
    """An array that is written by rows, each chunk as soon as it is full."""

    def __init__(
        self,
        folder: Path,
        path: str,
        version: int,
        width: tuple[int, ...],
        dtype: np.dtype[Any],
        attributes: Mapping[str, Any],
        queue: ChunkQueue,
    ) -> None:
        dtype = dtype.newbyteorder("<")
        super().__init__(path, width, dtype, max(1, CHUNK_VALUES // max(1, math.prod(width))))
        self._folder = folder
        self._version = version
        self._attributes = attributes
        self._queue = queue
        self._n_chunks = 0

    def _put(self, chunk: NDArray[Any]) -> None:
        target = self._folder / _key(self._version, (self._n_chunks, *(0 for _ in self.width)))
        target.parent.mkdir(parents=True, exist_ok=True)
        self._n_chunks += 1
        self._queue.put(
            lambda: _packed(self._version, chunk), lambda stored: _store(target, stored)
        )

    def _close(self, rest: NDArray[Any]) -> None:
        length = self.chunk_rows if self._n_chunks else max(1, len(rest))
        if len(rest) and 0 not in self.width:
            whole = np.zeros((length, *self.width), dtype=self.dtype)
            whole[: len(rest)] = rest
            self._put(whole)
        shape = (self.n_rows, *self.width)
        chunks = (length, *(max(1, side) for side in self.width))
        documents = array_documents(self._version, shape, chunks, self.dtype, self._attributes)
        write_documents(self._folder, documents)


class ZarrSink(Sink):
    """A group of a store.

    Parameters
    ----------
    folder
        The folder of the group; it exists.
    path
        Its path from the root of the store.
    version
        Format of the store, 2 or 3.
    queue
        Where chunks are compressed.
    """

    def __init__(self, folder: Path, path: str, version: int, queue: ChunkQueue) -> None:
        self.path = path
        self._folder = folder
        self._version = version
        self._queue = queue

    def group(
        self,
        name: str,
        attributes: Mapping[str, Any],
        *,
        n_columns: int = 0,  # noqa: ARG002 - attributes of zarr can be of any length
    ) -> ZarrSink:
        """Make a group, or return the one that is there."""
        here = self
        for segment in name.split("/"):
            here = here._child(segment)
        here.describe(attributes)
        return here

    def describe(self, attributes: Mapping[str, Any]) -> None:
        """Set attributes of the group itself."""
        if attributes:
            set_attributes(self._folder, self._version, attributes)

    def rows(
        self,
        name: str,
        width: tuple[int, ...],
        dtype: np.dtype[Any],
        attributes: Mapping[str, Any],
        *,
        grows: bool = False,  # noqa: ARG002 - every array of zarr can grow
    ) -> ZarrRows:
        """Start an array that is written by rows."""
        folder, path = self._new(name), join(self.path, name)
        return ZarrRows(folder, path, self._version, width, dtype, attributes, self._queue)

    def texts(
        self,
        name: str,
        n_rows: int,
        blocks: Iterable[NDArray[np.object_]],
        attributes: Mapping[str, Any] = TEXTS,
    ) -> None:
        """Write a list of texts that comes in blocks."""
        folder, path = self._new(name), join(self.path, name)
        length = min(max(1, n_rows), TEXT_ROWS)
        blocks = (block for _, block in counted(blocks, n_rows, path))
        for place, chunk in enumerate(_chunks(blocks, length)):
            self._put_texts(folder, (place,), chunk, path)
        documents = array_documents(self._version, (n_rows,), (length,), TEXT, attributes)
        write_documents(folder, documents)

    def scalar(self, name: str, value: Any, attributes: Mapping[str, Any]) -> None:
        """Write a single text, number or truth value."""
        folder = self._new(name)
        if isinstance(value, str):
            dtype = TEXT
            self._put_texts(folder, (), np.array([value], dtype=object), join(self.path, name))
        else:
            number = np.asarray(value)
            dtype = number.dtype.newbyteorder("<")
            packed = _packed(self._version, number.astype(dtype).reshape(1))
            _store(folder / _key(self._version, ()), packed)
        write_documents(folder, array_documents(self._version, (), (), dtype, attributes))

    def records(
        self, name: str, values: NDArray[Any], attributes: Mapping[str, Any] = RECORDS
    ) -> None:
        """Write an array of structures; their texts get the width of the longest."""
        fixed = _with_fixed_texts(values)
        writer = self.rows(name, fixed.shape[1:], fixed.dtype, attributes)
        writer.append(fixed)
        writer.finish()

    def nothing(self, name: str, attributes: Mapping[str, Any] = NULL) -> None:
        """Write that there is no value."""
        self.scalar(name, value=False, attributes=attributes)

    def remove(self, name: str) -> None:
        """Take away what is stored under a name."""
        self._queue.drain()
        shutil.rmtree(self._folder / name)

    def has(self, name: str) -> bool:
        """Tell whether something is stored under a name."""
        return (self._folder / name).exists()

    def _child(self, segment: str) -> ZarrSink:
        folder = self._folder / segment
        if not folder.exists():
            folder.mkdir()
            write_documents(folder, group_documents(self._version, {}))
        return ZarrSink(folder, join(self.path, segment), self._version, self._queue)

    def _new(self, name: str) -> Path:
        parent, _, _ = name.rpartition("/")
        if parent:
            self.group(parent, {})
        folder = self._folder / name
        folder.mkdir()
        return folder

    def _put_texts(
        self, folder: Path, place: tuple[int, ...], chunk: NDArray[np.object_], path: str
    ) -> None:
        try:
            encoded = VLenUTF8().encode(chunk)
        except UnicodeError as error:
            msg = f"{path}: there is text that is no Unicode; remove it from the source"
            raise UnwritableError(msg) from error
        target = folder / _key(self._version, place)
        target.parent.mkdir(parents=True, exist_ok=True)
        packed = _codec(self._version, 1).encode(encoded)
        _store(target, packed)


def set_attributes(folder: Path, version: int, attributes: Mapping[str, Any]) -> None:
    """Set attributes of a group or array of a store; others that it has stay."""
    path = folder / ATTRIBUTES[version]
    document = json.loads(path.read_bytes()) if path.exists() else {}
    stored = document.setdefault("attributes", {}) if version == 3 else document
    stored.update({name: _plain(value) for name, value in attributes.items()})
    write_documents(folder, {path.name: document})


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _chunks(blocks: Iterable[NDArray[np.object_]], length: int) -> Iterator[NDArray[np.object_]]:
    """Yield texts in pieces of one length, the last one filled up."""
    left = np.empty(0, dtype=object)
    for block in blocks:
        left = np.concatenate([left, block])
        while len(left) >= length:
            yield left[:length]
            left = left[length:]
    if len(left):
        yield np.concatenate([left, np.full(length - len(left), "", dtype=object)])


def _with_fixed_texts(values: NDArray[Any]) -> NDArray[Any]:
    def fixed(name: str) -> np.dtype[Any]:
        field = values[name]
        if field.dtype.kind != "O":
            return field.dtype
        return np.dtype(f"U{max((len(str(text)) for text in field.ravel()), default=1) or 1}")

    made = np.empty(values.shape, dtype=[(name, fixed(name)) for name in values.dtype.names or ()])
    for name in values.dtype.names or ():
        made[name] = values[name]
    return made


def _key(version: int, place: tuple[int, ...]) -> str:
    if version == 2:
        return ".".join(str(index) for index in place) or "0"
    return "/".join(["c", *(str(index) for index in place)])


def _codec(version: int, value_bytes: int) -> Any:
    if version == 3:
        return Zstd(level=1)
    shuffle = Blosc.NOSHUFFLE if value_bytes == 1 else Blosc.SHUFFLE
    return Blosc(cname="zstd", clevel=2, shuffle=shuffle)


def _packed(version: int, chunk: NDArray[Any]) -> bytes:
    # The codec reads plain bytes of any structure, but wants to know how wide a value is.
    if chunk.dtype.kind in "SUV":
        chunk = np.frombuffer(chunk.tobytes(), dtype=f"V{chunk.dtype.itemsize}")
    return bytes(_codec(version, chunk.dtype.itemsize).encode(chunk))


def _store(target: Path, content: bytes) -> None:
    target.write_bytes(content)
