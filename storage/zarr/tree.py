"""Groups and arrays of a zarr store as nodes of a container."""

from __future__ import annotations

import math
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import OutsideContainerError, UnreadableInputError
from aivc.storage.guard import reason
from aivc.storage.limits import MAX_ARRAY_BYTES, refuse_beyond
from aivc.storage.node import DEFAULT_PIECE, ArrayNode, GroupNode, join
from aivc.storage.problems import ProblemKind
from aivc.storage.zarr.boxes import Boxes
from aivc.storage.zarr.chunks import Chunks
from aivc.storage.zarr.dtypes import kind_of
from aivc.storage.zarr.header import ArrayHeader, GroupHeader
from aivc.storage.zarr.metadata import read_header
from aivc.storage.zarr.rows import RowStream
from aivc.storage.zarr.stores import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.storage.problems import ProblemLog
    from aivc.storage.zarr.stores import Store


class ZarrArray(ArrayNode):
    """An array of a store.

    Parameters
    ----------
    store : Store
        Where its chunks are.
    path : str
        Its path from the root of the store.
    header : ArrayHeader
        Its metadata.
    """

    def __init__(self, store: Store, path: str, header: ArrayHeader) -> None:
        self.path = path
        self._store = store
        self._header = header
        self.shape = header.shape
        self.dtype = header.dtype
        self.kind = kind_of(header.dtype)
        self.labels = MappingProxyType({})

    @property
    def attributes(self) -> Mapping[str, Any]:
        """The attributes, as stored in JSON."""
        return self._header.attributes

    def stream(
        self, start: int = 0, stop: int | None = None, max_bytes: int = DEFAULT_PIECE
    ) -> Iterator[NDArray[Any]]:
        """Yield rows ``[start, stop)`` of the first axis in order, in pieces."""
        if not self.shape:
            msg = f"{self.path} is a single value where rows were expected"
            raise UnreadableInputError(msg)
        stop = self.shape[0] if stop is None else stop
        return RowStream(self._store, self.path, self._header).pieces(start, stop, max_bytes)

    def read(self) -> NDArray[Any]:
        """Read the whole array, refusing one too large to hold."""
        declared = math.prod(self.shape) * self.dtype.itemsize
        refuse_beyond(MAX_ARRAY_BYTES, declared, self.path, "the whole array")
        if not self.shape:
            found = Chunks(self._store, self.path, self._header).decode(())
            return np.full((), self._header.fill, self.dtype) if found is None else found
        pieces = list(self.stream())
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate([np.empty((0, *self.shape[1:]), dtype=self.dtype), *pieces])

    def box(self, corner: tuple[slice, ...]) -> NDArray[Any]:
        """Return the values within a box, decoding only the chunks that it touches."""
        return self._boxes.read(corner)

    def boxes(self) -> Iterator[tuple[tuple[slice, ...], NDArray[Any]]]:
        """Yield the box of each chunk with its values."""
        return self._boxes.by_chunk()

    @cached_property
    def _boxes(self) -> Boxes:
        return Boxes(self._store, self.path, self._header)


class ZarrGroup(GroupNode):
    """A group of a store.

    Parameters
    ----------
    store : Store
        Where its children are.
    path : str
        Its path from the root of the store.
    attributes : mapping
        Its attributes.
    problems : ProblemLog
        Where refused children are noted.
    """

    def __init__(
        self, store: Store, path: str, attributes: Mapping[str, Any], problems: ProblemLog
    ) -> None:
        super().__init__(path, problems)
        self._store = store
        self._attributes = attributes

    @property
    def attributes(self) -> Mapping[str, Any]:
        """The attributes, as stored in JSON."""
        return self._attributes

    def names(self) -> tuple[str, ...]:
        """Names of the children that have metadata, sorted."""
        return tuple(name for name in self._store.names(self.path) if self._has_metadata(name))

    def _has_metadata(self, name: str) -> bool:
        if name in MARKERS:
            return False
        try:
            return any(
                self._store.size(join(self.path, name, marker)) is not None for marker in MARKERS
            )
        except OutsideContainerError as error:
            path = join(self.path, name)
            self._problems.add(ProblemKind.OUTSIDE_LINK, path, reason(error))
            return False

    def _open(self, segments: tuple[str, ...]) -> GroupNode | ArrayNode | None:
        path = join(self.path, *segments)
        header = read_header(self._store, path)
        if isinstance(header, ArrayHeader):
            return ZarrArray(self._store, path, header)
        if isinstance(header, GroupHeader):
            return ZarrGroup(self._store, path, header.attributes, self._problems)
        return None

    def follow(self, target: str) -> GroupNode | ArrayNode | None:
        """Return the node at a path from the root or relative to this group."""
        if target.startswith("/"):
            root = ZarrGroup(self._store, "", {}, self._problems)
            return root.child(target.removeprefix("/"))
        return self.child(target)
