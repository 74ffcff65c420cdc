"""Groups and datasets of an HDF5 file as nodes of a container."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.errors import OutsideContainerError, UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.hdf5.attributes import read_attributes
from aivc.storage.hdf5.chunks import stream_rows
from aivc.storage.hdf5.kinds import enum_labels, kind_of
from aivc.storage.hdf5.links import resolve
from aivc.storage.hdf5.text import StoredText, with_room_for_chunks
from aivc.storage.limits import MAX_ARRAY_BYTES, MAX_LABEL_BYTES, MAX_METADATA_BYTES, refuse_beyond
from aivc.storage.node import DEFAULT_PIECE, ArrayNode, GroupNode, ValueKind, join
from aivc.storage.plain import decoded
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.storage.hdf5.heaps import RawFile
    from aivc.storage.problems import ProblemLog


class Hdf5Array(ArrayNode):
    """A dataset.

    Parameters
    ----------
    dataset : h5py.Dataset
        Stored in this file alone: neither virtual nor external.
    path : str
        Its path from the root of the container.
    raw : RawFile
        The bytes of the file.
    """

    def __init__(self, dataset: h5py.Dataset, path: str, raw: RawFile) -> None:
        self.path = path
        self._dataset = dataset
        self._raw = raw
        with decoding(path):
            self.dtype = dataset.dtype
            self.kind = kind_of(dataset.dtype) if dataset.shape is not None else ValueKind.NULL
            self.shape = tuple(int(length) for length in dataset.shape or ())
            self.labels = enum_labels(dataset.dtype)

    @cached_property
    def attributes(self) -> Mapping[str, Any]:
        """The attributes as plain Python values; one that cannot be read is left out."""
        return read_attributes(self._dataset, self._raw)

    def stream(
        self, start: int = 0, stop: int | None = None, max_bytes: int = DEFAULT_PIECE
    ) -> Iterator[NDArray[Any]]:
        """Yield rows ``[start, stop)`` of the first axis in order, in pieces."""
        if not self.shape:
            msg = f"{self.path} is a single value where rows were expected"
            raise UnreadableInputError(msg)
        stop = self.shape[0] if stop is None else stop
        if self.kind is ValueKind.TEXT and self.dtype.kind == "O":
            if len(self.shape) > 1:
                msg = f"{self.path} is text in {len(self.shape)} dimensions, which is not read"
                raise UnreadableInputError(msg)
            text = StoredText(self._dataset, self.path, self._raw)
            return text.stream(start, stop, max_bytes, MAX_LABEL_BYTES)
        return stream_rows(self._dataset, self.path, start, stop, max_bytes)

    def read(self) -> NDArray[Any]:
        """Read the whole array, refusing one too large to hold."""
        declared = math.prod(self.shape) * self.dtype.itemsize
        refuse_beyond(MAX_ARRAY_BYTES, declared, self.path, "the whole array")
        if not self.shape:
            return self._single()
        pieces = list(self.stream())
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate([np.empty((0, *self.shape[1:]), dtype=self.dtype), *pieces])

    def _single(self) -> NDArray[Any]:
        if self.kind is ValueKind.TEXT and self.dtype.kind == "O":
            StoredText(self._dataset, self.path, self._raw).refuse_longer(MAX_METADATA_BYTES)
        with decoding(self.path):
            return np.array(self._dataset[()], dtype=self.dtype)


class Hdf5Group(GroupNode):
    """A group.

    Parameters
    ----------
    group : h5py.Group
        The group in the open file.
    path : str
        Its path from the root of the container.
    problems : ProblemLog
        Where refused children are noted.
    raw : RawFile
        The bytes of the file.
    """

    def __init__(self, group: h5py.Group, path: str, problems: ProblemLog, raw: RawFile) -> None:
        super().__init__(path, problems)
        self._group = group
        self._raw = raw

    @cached_property
    def attributes(self) -> Mapping[str, Any]:
        """The attributes as plain Python values; one that cannot be read is left out."""
        return read_attributes(self._group, self._raw)

    def names(self) -> tuple[str, ...]:
        """Names of the links in this group, sorted."""
        with decoding(self.path or "/"):
            found = list(self._group)
        for name in found:
            # h5py gives names that are no UTF-8 as bytes.
            if isinstance(name, bytes):
                message = f"the name {decoded(name)!r} is not UTF-8; the element is not read"
                self._problems.add(ProblemKind.UNSAFE_NAME, self.path, message)
        return tuple(sorted(name for name in found if isinstance(name, str)))

    def follow(self, target: str) -> GroupNode | ArrayNode | None:
        """Return the node at a path from the root or relative to this group."""
        if not target.startswith("/"):
            return self.child(target)
        root = Hdf5Group(self._group.file["/"], "", self._problems, self._raw)
        return root.child(target.removeprefix("/"))

    def _open(self, segments: tuple[str, ...]) -> GroupNode | ArrayNode | None:
        path = join(self.path, *segments)
        found = resolve(self._group, segments, path, self._problems)
        if isinstance(found, h5py.Group):
            return Hdf5Group(found, path, self._problems, self._raw)
        if isinstance(found, h5py.Dataset):
            _refuse_outside(found, path)
            with decoding(path):
                found = with_room_for_chunks(found)
            return Hdf5Array(found, path, self._raw)
        return None


def _refuse_outside(dataset: h5py.Dataset, path: str) -> None:
    with decoding(path):
        outside = dataset.is_virtual or dataset.external
    if outside:
        msg = f"{path} keeps its values in other files; they are not read"
        raise OutsideContainerError(msg)
