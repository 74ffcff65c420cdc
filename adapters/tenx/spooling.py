"""Bring the entries of a matrix into the order of cells, on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.temporary_files.numbers import TemporaryNumbers
from aivc.adapters.temporary_files.scratch import require_room
from aivc.adapters.tenx.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.adapters.tenx.mtx_entries import Entries

CELLS_AT_ONCE = 1 << 16
ENTRIES_AT_ONCE = 1 << 20
_PLACE = np.dtype(np.int32)


def spooled(
    entries: Iterator[Entries], n_cells: int, n_entries: int, *, is_real: bool, by_row: bool
) -> Spool:
    """Write entries to temporary files, sorted by cell.

    Entries that come cell by cell, as Cell Ranger writes them, are written as they come. Others are
    brought into order by a counting sort from one temporary file to another.

    Parameters
    ----------
    entries
        Pieces of entries.
    n_cells, n_entries
        Declared numbers.
    is_real
        Whether values are written with decimals.
    by_row
        Whether rows are cells; else columns are.

    Raises
    ------
    UnreadableInputError
        An entry is damaged, or there is no room for the temporary files.
    """
    stored = np.dtype(np.float64 if is_real else np.int32)
    require_room(n_entries * (_PLACE.itemsize + stored.itemsize))
    written = _Written(n_cells, stored)
    kinds = _Kinds()
    for piece in entries:
        if len(piece.rows):
            kinds.look(piece.values)
            cells, features = piece.columns, piece.rows
            written.add(*(features, cells) if by_row else (cells, features), piece.values)
    indptr = np.zeros(n_cells + 1, dtype=np.int64)
    np.cumsum(written.counts, out=indptr[1:])
    indices, data = written.indices, written.data
    if written.cells is not None:
        indices, data = _by_cell(indptr, written.cells, indices, data)
    return Spool(indptr, indices, data, kinds.dtype if is_real else stored)


class _Written:
    """Entries in the order in which they come, and how many each cell has."""

    def __init__(self, n_cells: int, stored: np.dtype[Any]) -> None:
        self.counts = np.zeros(n_cells, dtype=np.int64)
        self.indices = TemporaryNumbers(_PLACE)
        self.data = TemporaryNumbers(stored)
        self.cells: TemporaryNumbers | None = None
        """The cell of each entry, once one came out of order."""
        self._last = 0

    def add(self, cells: NDArray[Any], features: NDArray[Any], values: NDArray[Any]) -> None:
        ascends = int(cells[0]) >= self._last and bool(np.all(cells[1:] >= cells[:-1]))
        if self.cells is None and not ascends:
            self.cells = TemporaryNumbers(_PLACE)
            for ordered in _cells_in_order(self.counts):
                self.cells.append(ordered)
        if self.cells is not None:
            self.cells.append(cells)
        self._last = int(cells[-1])
        first = int(cells.min())
        found = np.bincount(cells - first)
        self.counts[first : first + len(found)] += found
        self.indices.append(features)
        self.data.append(values)


class _Kinds:
    """The smallest type that holds all values that were looked at."""

    def __init__(self) -> None:
        self._is_whole = True
        self._is_single = True

    def look(self, values: NDArray[Any]) -> None:
        if self._is_whole:
            limits = np.iinfo(np.int32)
            inside = (values >= limits.min) & (values <= limits.max)
            self._is_whole = bool(np.all(inside & (values == np.floor(values))))
        if self._is_single and not self._is_whole:
            with np.errstate(over="ignore"):
                single = values.astype(np.float32)
            self._is_single = bool(np.array_equal(single, values, equal_nan=True))

    @property
    def dtype(self) -> np.dtype[Any]:
        if self._is_whole:
            return np.dtype(np.int32)
        return np.dtype(np.float32 if self._is_single else np.float64)


def _by_cell(
    indptr: NDArray[np.int64],
    cells: TemporaryNumbers,
    indices: TemporaryNumbers,
    data: TemporaryNumbers,
) -> tuple[TemporaryNumbers, TemporaryNumbers]:
    """Move each entry to the next free place of its cell."""
    n_entries = int(indptr[-1])
    require_room(n_entries * (indices.dtype.itemsize + data.dtype.itemsize))
    sorted_indices, sorted_data = TemporaryNumbers(indices.dtype), TemporaryNumbers(data.dtype)
    features_to, values_to = sorted_indices.mapped(n_entries), sorted_data.mapped(n_entries)
    free = indptr[:-1].copy()
    for start in range(0, n_entries, ENTRIES_AT_ONCE):
        stop = min(start + ENTRIES_AT_ONCE, n_entries)
        unsorted = cells.read(start, stop)
        order = np.argsort(unsorted, kind="stable")
        cell = unsorted[order]
        begins = np.flatnonzero(np.append(True, cell[1:] != cell[:-1]))
        lengths = np.diff(np.append(begins, len(cell)))
        to = np.repeat(free[cell[begins]] - begins, lengths) + np.arange(len(cell))
        features_to[to] = indices.read(start, stop)[order]
        values_to[to] = data.read(start, stop)[order]
        free[cell[begins]] += lengths
    return sorted_indices, sorted_data


def _cells_in_order(counts: NDArray[np.int64]) -> Iterator[NDArray[np.int32]]:
    """Yield the cell of each entry that came in order."""
    for start in range(0, len(counts), CELLS_AT_ONCE):
        some = counts[start : start + CELLS_AT_ONCE]
        yield np.repeat(np.arange(start, start + len(some), dtype=_PLACE), some)
