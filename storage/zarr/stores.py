"""The keys of a zarr store, read-only, wherever they lie."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from aivc.storage.limits import MAX_CHUNK_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKERS = ("zarr.json", ".zgroup", ".zarray", ".zattrs", ".zmetadata")
"""Names of zarr metadata documents; the root of a store has one of them."""


class Store(ABC):
    """Bytes by key, read-only. Keys are paths with ``/`` and never climb."""

    @abstractmethod
    def get(
        self, key: str, start: int = 0, count: int | None = None, most: int = MAX_CHUNK_BYTES
    ) -> bytes | None:
        """Return the bytes of a key from ``start`` on, None if there is no such key.

        Parameters
        ----------
        key : str
            The key.
        start : int
            Offset of the first byte.
        count : int, optional
            How many bytes; all that follow by default.
        most : int
            How many bytes are plausible; more are refused unread.

        Raises
        ------
        UnreadableInputError
            The key leads outside the store, or its bytes cannot be read.
        """

    @abstractmethod
    def size(self, key: str) -> int | None:
        """Return the number of bytes stored under a key, None if there is no such key."""

    @abstractmethod
    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the next name of every key below a prefix, sorted."""

    @abstractmethod
    def sizes(self, prefix: str) -> Iterator[int]:
        """Yield the stored size of every key below a prefix."""

    @abstractmethod
    def close(self) -> None:
        """Release what is open."""
