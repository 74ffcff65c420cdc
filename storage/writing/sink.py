"""A container that is being written, whether HDF5 or zarr lies below."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

ARRAY = {"encoding-type": "array", "encoding-version": "0.2.0"}
TEXTS = {"encoding-type": "string-array", "encoding-version": "0.2.0"}
TEXT = {"encoding-type": "string", "encoding-version": "0.2.0"}
NUMBER = {"encoding-type": "numeric-scalar", "encoding-version": "0.2.0"}
RECORDS = {"encoding-type": "rec-array", "encoding-version": "0.2.0"}
NULL = {"encoding-type": "null", "encoding-version": "0.1.0"}
DICT = {"encoding-type": "dict", "encoding-version": "0.1.0"}


class RowWriter(ABC):
    """An array whose rows come one block after the other.

    Parameters
    ----------
    path
        Its path in the container.
    width
        Lengths of all axes but the first.
    dtype
        Type of its values.
    chunk_rows
        Rows that are compressed together.
    """

    def __init__(
        self, path: str, width: tuple[int, ...], dtype: np.dtype[Any], chunk_rows: int
    ) -> None:
        self.path = path
        self.width = width
        self.dtype = dtype
        self.chunk_rows = chunk_rows
        self.n_rows = 0
        self._chunk = np.empty((0, *width), dtype=dtype)
        self._filled = 0

    def append(self, rows: NDArray[Any]) -> None:
        """Write the next rows, shape (n, *width)."""
        taken = 0
        while taken < len(rows):
            if not self._filled:
                # A stored chunk may still be on its way, so that each has memory of its own.
                self._chunk = np.empty((self.chunk_rows, *self.width), dtype=self.dtype)
            count = min(len(rows) - taken, self.chunk_rows - self._filled)
            self._chunk[self._filled : self._filled + count] = rows[taken : taken + count]
            self._filled += count
            taken += count
            self.n_rows += count
            if self._filled == self.chunk_rows:
                self._put(self._chunk)
                self._filled = 0

    def finish(self) -> None:
        """Write what is left, and the shape."""
        self._close(self._chunk[: self._filled])

    @abstractmethod
    def _put(self, chunk: NDArray[Any]) -> None:
        """Store one whole chunk."""

    @abstractmethod
    def _close(self, rest: NDArray[Any]) -> None:
        """Store the rows behind the last whole chunk, and the shape of the array."""


class Sink(ABC):
    """A group that is being written.

    Names are paths below the group; a name with ``/`` makes groups in between, as HDF5 does.
    """

    path: str

    @abstractmethod
    def group(self, name: str, attributes: Mapping[str, Any], *, n_columns: int = 0) -> Sink:
        """Make a group, or return the one that is there.

        Parameters
        ----------
        name
            Name of the group.
        attributes
            Its attributes.
        n_columns
            Names that an attribute of it will list.
        """

    @abstractmethod
    def describe(self, attributes: Mapping[str, Any]) -> None:
        """Set attributes of the group itself; others that it has stay."""

    @abstractmethod
    def rows(
        self,
        name: str,
        width: tuple[int, ...],
        dtype: np.dtype[Any],
        attributes: Mapping[str, Any],
        *,
        grows: bool = False,
    ) -> RowWriter:
        """Start an array that is written by rows.

        ``grows`` says that other programs may want to append to it later.
        """

    @abstractmethod
    def texts(
        self,
        name: str,
        n_rows: int,
        blocks: Iterable[NDArray[np.object_]],
        attributes: Mapping[str, Any] = TEXTS,
    ) -> None:
        """Write a list of texts that comes in blocks.

        Raises
        ------
        UnwritableError
            There are more or fewer texts than ``n_rows``, or one cannot be stored.
        """

    @abstractmethod
    def scalar(self, name: str, value: Any, attributes: Mapping[str, Any]) -> None:
        """Write a single text, number or truth value."""

    @abstractmethod
    def records(
        self, name: str, values: NDArray[Any], attributes: Mapping[str, Any] = RECORDS
    ) -> None:
        """Write an array of structures whose fields are numbers and texts."""

    @abstractmethod
    def nothing(self, name: str, attributes: Mapping[str, Any] = NULL) -> None:
        """Write that there is no value."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Take away what is stored under a name."""

    @abstractmethod
    def has(self, name: str) -> bool:
        """Tell whether something is stored under a name."""

    def array(self, name: str, values: NDArray[Any], attributes: Mapping[str, Any] = ARRAY) -> None:
        """Write an array of numbers or truth values that is in memory, of rank 1 or more."""
        writer = self.rows(name, values.shape[1:], values.dtype, attributes)
        writer.append(values)
        writer.finish()


def counted(
    blocks: Iterable[NDArray[np.object_]], n_rows: int, path: str
) -> Iterator[tuple[int, NDArray[np.object_]]]:
    """Yield each block of texts with the row that it starts at.

    Raises
    ------
    UnwritableError
        There are more or fewer texts than ``n_rows``.
    """
    done = 0
    for block in blocks:
        if done + len(block) > n_rows:
            msg = f"{path}: the source gives more than the {n_rows:,} texts that it declares"
            raise UnwritableError(msg)
        yield done, block
        done += len(block)
    if done < n_rows:
        msg = f"{path}: the source gives {done:,} texts, but declares {n_rows:,}"
        raise UnwritableError(msg)
