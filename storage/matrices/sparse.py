"""Compressed sparse matrices, streamed in blocks of whole rows or columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.matrices.pointers import Pointers
from aivc.storage.matrices.values import Values
from aivc.storage.model import Matrix, MatrixEncoding, SparseBlock
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.node import ArrayNode
    from aivc.storage.problems import ProblemLog


@dataclass(frozen=True, slots=True)
class SparseParts:
    """The three arrays of a compressed sparse matrix, each of rank 1."""

    data: ArrayNode
    indices: ArrayNode
    indptr: ArrayNode


class SparseMatrix(Matrix):
    """A CSR or CSC matrix of a container.

    Parameters
    ----------
    name : str
        Its name in the table (``X``, ``layers/counts``).
    path : str
        Its path in the container.
    encoding : MatrixEncoding
        ``CSR`` or ``CSC``.
    shape : (int, int)
        Rows and columns.
    parts : SparseParts
        Its arrays.
    problems : ProblemLog
        Where broken pointers are noted.
    """

    def __init__(
        self,
        *,
        name: str,
        path: str,
        encoding: MatrixEncoding,
        shape: tuple[int, int],
        parts: SparseParts,
        problems: ProblemLog,
    ) -> None:
        self.name = name
        self.path = path
        self.encoding = encoding
        self.shape = shape
        self.dtype = str(parts.data.dtype.newbyteorder("="))
        self.n_stored = min(parts.data.shape[0], parts.indices.shape[0])
        self._parts = parts
        self._problems = problems

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock]:
        """Stream rows (CSR) or columns (CSC) ``[start, stop)`` once, in order."""
        parts = self._parts
        n_major = self.shape[1] if self.encoding is MatrixEncoding.CSC else self.shape[0]
        n_major = min(n_major, parts.indptr.shape[0] - 1)
        stop = n_major if stop is None else min(stop, n_major)
        if start >= stop:
            return
        entry_bytes = parts.data.dtype.itemsize + parts.indices.dtype.itemsize
        n_entries = max(1, max_bytes // entry_bytes)
        cutter: _Cutter | None = None
        for row, pointers in Pointers(parts.indptr, self.n_stored, self._problems).pieces(
            start, stop
        ):
            if cutter is None:
                self._note_start(row, int(pointers[0]))
                cutter = _Cutter(parts, int(pointers[0]), n_entries)
            yield from cutter.blocks(row, pointers)
            if row + len(pointers) - 1 == n_major:
                self._note_end(int(pointers[-1]))

    def _note_start(self, row: int, first: int) -> None:
        if row == 0 and first != 0:
            message = f"{self.path}/indptr starts at {first:,}, not at 0"
            self._problems.add(ProblemKind.BROKEN_POINTERS, f"{self.path}/indptr", message)

    def _note_end(self, last: int) -> None:
        if last < self.n_stored:
            message = (
                f"{self.path} stores {self.n_stored:,} values, but its pointers end at {last:,}; "
                "the values behind belong to no row"
            )
            self._problems.add(ProblemKind.UNREACHED_VALUES, self.path, message)


class _Cutter:
    """Cuts rows into blocks at the borders of decoded pieces, so that most are views."""

    def __init__(self, parts: SparseParts, first: int, n_entries: int) -> None:
        self._data = Values(parts.data, first, n_entries * parts.data.dtype.itemsize)
        self._indices = Values(parts.indices, first, n_entries * parts.indices.dtype.itemsize)
        self._indices_path = parts.indices.path
        self._n_entries = n_entries

    def blocks(self, row: int, pointers: NDArray[np.int64]) -> Iterator[SparseBlock]:
        """Yield the rows that ``pointers`` delimit, the first of which is ``row``."""
        done = 0
        n_rows = len(pointers) - 1
        while done < n_rows:
            fits = self._fitting(pointers, done)
            yield self._block(row + done, pointers[done : fits + 1])
            done = fits

    def _fitting(self, pointers: NDArray[np.int64], done: int) -> int:
        """Return the row behind the last one that fits into one block, and into one piece."""
        left = int(pointers[-1] - pointers[done])
        ready = min(self._data.ready(), self._indices.ready()) if left else 0
        limit = pointers[done] + min(self._n_entries, ready or self._n_entries)
        fits = int(np.searchsorted(pointers, limit, side="right")) - 1
        return min(max(fits, done + 1), len(pointers) - 1)

    def _block(self, row: int, pointers: NDArray[np.int64]) -> SparseBlock:
        count = int(pointers[-1] - pointers[0])
        return SparseBlock(
            start=row,
            stop=row + len(pointers) - 1,
            indptr=pointers - pointers[0],
            indices=_whole(self._indices.take(count), self._indices_path),
            data=self._data.take(count),
        )


def _whole(indices: NDArray[Any], path: str) -> NDArray[Any]:
    """Return indices as integers; the floats that R writes are converted."""
    if indices.dtype.kind != "f":
        return indices
    with np.errstate(invalid="ignore"):
        whole = indices.astype(np.int64)
    if not np.array_equal(whole, indices):
        msg = f"{path} holds indices that are no whole numbers"
        raise UnreadableInputError(msg)
    return whole
