"""A container as a tree of groups and arrays, whether HDF5 or zarr lies below."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import OutsideContainerError, UnreadableInputError
from aivc.storage.guard import reason
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.storage.problems import ProblemLog

DEFAULT_PIECE = 16 << 20
"""Bytes of one piece of a streamed array: large against call overhead, small against memory."""


class ValueKind(StrEnum):
    """What the values of an array are."""

    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    TEXT = "text"
    ENUM = "enum"
    COMPOUND = "compound"
    NULL = "null"
    OTHER = "other"


class Node(ABC):
    """A group or an array, by its path from the root of the container (``obs/cell_type``)."""

    path: str

    @property
    @abstractmethod
    def attributes(self) -> Mapping[str, Any]:
        """The attributes as plain Python values; one that cannot be read is left out."""


class ArrayNode(Node):
    """An array: its header is known, its values are read when asked for."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    """As stored; ``object`` for text of varying length, the structure for compounds."""
    kind: ValueKind
    labels: Mapping[int, str]
    """Names of the values of an enum; empty for every other kind."""

    @abstractmethod
    def stream(
        self, start: int = 0, stop: int | None = None, max_bytes: int = DEFAULT_PIECE
    ) -> Iterator[NDArray[Any]]:
        """Yield rows ``[start, stop)`` of the first axis in order, in pieces.

        Pieces end where chunks end, so that no chunk is decoded twice; each holds at most about
        ``max_bytes``. Text comes as an object array of ``str`` or undecoded ``bytes``.

        Raises
        ------
        UnreadableInputError
            The bytes cannot be decoded, or more is declared than can be there.
        """

    @abstractmethod
    def read(self) -> NDArray[Any]:
        """Read the whole array, of any rank, refusing one too large to hold."""

    def box(self, corner: tuple[slice, ...]) -> NDArray[Any]:
        """Return the values within a box: for each axis a slice inside the array, without step.

        Raises
        ------
        UnreadableInputError
            The bytes cannot be decoded, or more is declared than can be there.
        """
        rows, *others = corner
        pieces = [piece[(slice(None), *others)] for piece in self.stream(rows.start, rows.stop)]
        empty = np.empty((0, *(side.stop - side.start for side in others)), self.dtype)
        return np.concatenate([empty, *pieces])

    def boxes(self) -> Iterator[tuple[tuple[slice, ...], NDArray[Any]]]:
        """Yield boxes that together are the array, each with its values, in an order of their own.

        Raises
        ------
        UnreadableInputError
            The bytes cannot be decoded, or more is declared than can be there.
        """
        start = 0
        others = tuple(slice(0, length) for length in self.shape[1:])
        for piece in self.stream():
            yield (slice(start, start + len(piece)), *others), piece
            start += len(piece)


class GroupNode(Node):
    """A group: named children, looked up without following anything out of the container.

    Parameters
    ----------
    path : str
        Its path from the root of the container.
    problems : ProblemLog
        Where refused children are noted.
    """

    def __init__(self, path: str, problems: ProblemLog) -> None:
        self.path = path
        self._problems = problems
        self._children: dict[str, GroupNode | ArrayNode | None] = {}

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """Names of the children that can be reached, sorted."""

    def child(self, name: str) -> GroupNode | ArrayNode | None:
        """Return a child by name or by relative path (``X/data``), None where there is none.

        A child that is refused (it lies outside, or its header is broken) is None as well, and
        the container's problems say why. Its header is read once.
        """
        if name not in self._children:
            self._children[name] = self._safe_child(name)
        return self._children[name]

    def _safe_child(self, name: str) -> GroupNode | ArrayNode | None:
        segments = safe_segments(name)
        if segments is None:
            message = f"{name!r} is no name of an element"
            self._problems.add(ProblemKind.UNSAFE_NAME, self.path, message)
            return None
        try:
            return self._open(segments)
        except OutsideContainerError as error:
            self._problems.add(ProblemKind.OUTSIDE_LINK, join(self.path, name), reason(error))
        except UnreadableInputError as error:
            self._problems.add(ProblemKind.UNREADABLE_ELEMENT, join(self.path, name), reason(error))
        return None

    @abstractmethod
    def _open(self, segments: tuple[str, ...]) -> GroupNode | ArrayNode | None:
        """Read the header of the node at safe segments below this group, None if it is not there.

        Raises
        ------
        OutsideContainerError
            It lies outside the container.
        UnreadableInputError
            Its header cannot be read.
        """

    def group(self, name: str) -> GroupNode | None:
        """Return the child of this name if it is a group."""
        found = self.child(name)
        return found if isinstance(found, GroupNode) else None

    def array(self, name: str) -> ArrayNode | None:
        """Return the child of this name if it is an array."""
        found = self.child(name)
        return found if isinstance(found, ArrayNode) else None

    @abstractmethod
    def follow(self, target: str) -> GroupNode | ArrayNode | None:
        """Return the node at a path from the root (``/a/b``) or relative to this group."""


def safe_segments(name: str) -> tuple[str, ...] | None:
    """Split a relative path into its names, or return None if it could climb out.

    Examples
    --------
    >>> safe_segments("X/data")
    ('X', 'data')
    >>> safe_segments("../../secret") is None
    True
    """
    segments = tuple(name.split("/"))
    if any(segment in {"", ".", ".."} or "\0" in segment for segment in segments):
        return None
    return segments


def join(*parts: str) -> str:
    """Join paths inside a container.

    Examples
    --------
    >>> join("", "obs", "dose")
    'obs/dose'
    """
    return "/".join(part for part in parts if part)
