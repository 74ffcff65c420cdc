"""One field of an array of structures, as an array of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.node import DEFAULT_PIECE, ArrayNode, ValueKind, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

_KINDS = {
    "i": ValueKind.INTEGER,
    "u": ValueKind.INTEGER,
    "f": ValueKind.FLOAT,
    "b": ValueKind.BOOLEAN,
    "S": ValueKind.TEXT,
    "U": ValueKind.TEXT,
    "O": ValueKind.TEXT,
}


class FieldArray(ArrayNode):
    """A field of a structured array. Every read decodes the whole structures.

    Only AnnData before 0.7 stored frames that way.

    Parameters
    ----------
    whole : ArrayNode
        The array of structures, of rank 1.
    name : str
        One of its fields.
    """

    def __init__(self, whole: ArrayNode, name: str) -> None:
        self._whole = whole
        self._name = name
        self.path = join(whole.path, name)
        self.shape = whole.shape
        self.dtype = whole.dtype[name]
        self.kind = _KINDS.get(self.dtype.kind, ValueKind.OTHER)
        if self.dtype.subdtype is not None:
            self.kind = ValueKind.OTHER
        self.labels = MappingProxyType({})

    @property
    def attributes(self) -> Mapping[str, Any]:
        """No attributes: a field has none of its own."""
        return MappingProxyType({})

    def stream(
        self, start: int = 0, stop: int | None = None, max_bytes: int = DEFAULT_PIECE
    ) -> Iterator[NDArray[Any]]:
        """Yield rows ``[start, stop)`` of the field in pieces."""
        for piece in self._whole.stream(start, stop, max_bytes):
            yield np.ascontiguousarray(piece[self._name])

    def read(self) -> NDArray[Any]:
        """Read the whole field."""
        return np.concatenate([np.empty(0, dtype=self.dtype), *self.stream()])
