"""A matrix gathered from blocks of rows, in whichever direction they run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.temporary_files.scratch import Scratch
from aivc.adapters.text_matrix.compressed_rows import (
    CompressedRows,
    cut,
    dense_blocks,
    pointers_of,
    sparse_blocks,
)
from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock, Matrix, SparseBlock

DENSE_FROM = 0.4
"""Share of stored values from which a matrix is dense: sparse ones pay for indices as well."""

_INDEX, _VALUE = np.dtype(np.int32), np.dtype(np.float64)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Stored values of some observations, and where the three arrays of them start."""

    n_rows: int
    n_stored: int
    counts_at: int
    indices_at: int
    values_at: int


class Gathered(ABC):
    """Values other than zero, kept in a temporary file until they are asked for by observation.

    Attributes
    ----------
    n_stored
        Values that are not zero, missing ones among them.
    n_missing
        Values that are missing.
    """

    def __init__(self) -> None:
        self._scratch = Scratch()
        self._is_single = True
        self.n_stored = 0
        self.n_missing = 0

    @abstractmethod
    def append(self, values: NDArray[np.float64]) -> None:
        """Take the next lines of the source, shape (n_lines, n_cells)."""

    @property
    @abstractmethod
    def shape(self) -> tuple[int, int]:
        """Observations and features."""

    @abstractmethod
    def _stretches(self, start: int, stop: int) -> Iterator[CompressedRows]:
        """Yield stretches of observations that overlap ``[start, stop)``, in order."""

    def matrix(self, name: str) -> Matrix:
        """Return what was gathered, with observations as rows.

        It is sparse where more than three fifths of the values are zero, and of single precision
        where that changes no value.
        """
        n_obs, n_features = self.shape
        dtype: np.dtype[np.floating] = np.dtype(np.float32 if self._is_single else np.float64)
        is_dense = self.n_stored >= DENSE_FROM * n_obs * n_features

        def blocks(start: int, stop: int, max_bytes: int) -> Iterator[SparseBlock | DenseBlock]:
            for rows in self._stretches(start, stop):
                part = cut(rows, max(start, rows.start), min(stop, rows.stop))
                if is_dense:
                    yield from dense_blocks(part, n_features, dtype, max_bytes)
                else:
                    yield from sparse_blocks(part, dtype, max_bytes)

        n_stored = n_obs * n_features if is_dense else self.n_stored
        encoding = MatrixEncoding.DENSE if is_dense else MatrixEncoding.CSR
        return StreamedRows(name, self.shape, str(dtype), n_stored, blocks, encoding)

    def close(self) -> None:
        """Release the temporary file."""
        self._scratch.close()

    def _look(self, values: NDArray[np.float64]) -> None:
        missing = np.isnan(values)
        self.n_missing += int(missing.sum())
        if self._is_single:
            with np.errstate(over="ignore"):
                kept = values.astype(np.float32) == values
            self._is_single = bool((kept | missing).all())

    def _put(self, values: NDArray[np.float64], first_feature: int) -> _Piece:
        """Store values of shape (n_observations, n_features) that are not zero."""
        rows, features = np.nonzero(values)
        self.n_stored += len(rows)
        per_row = np.bincount(rows, minlength=len(values)).astype(_INDEX)
        return _Piece(
            len(values),
            len(rows),
            self._scratch.append(per_row),
            self._scratch.append((features + first_feature).astype(_INDEX)),
            self._scratch.append(values[rows, features]),
        )

    def _get(self, piece: _Piece) -> CompressedRows:
        per_row = self._scratch.read(piece.counts_at, piece.n_rows, _INDEX)
        indices = self._scratch.read(piece.indices_at, piece.n_stored, _INDEX)
        values = self._scratch.read(piece.values_at, piece.n_stored, _VALUE)
        return CompressedRows(0, piece.n_rows, pointers_of(per_row), indices, values)


class ObservationLines(Gathered):
    """Lines are observations.

    Parameters
    ----------
    n_features
        Cells of a line.
    """

    def __init__(self, n_features: int) -> None:
        super().__init__()
        self._n_features = n_features
        self._n_obs = 0
        self._pieces: list[tuple[int, _Piece]] = []

    @property
    def shape(self) -> tuple[int, int]:
        """Observations and features."""
        return self._n_obs, self._n_features

    def append(self, values: NDArray[np.float64]) -> None:
        """Take the next observations."""
        self._look(values)
        self._pieces.append((self._n_obs, self._put(values, 0)))
        self._n_obs += len(values)

    def _stretches(self, start: int, stop: int) -> Iterator[CompressedRows]:
        for first, piece in self._pieces:
            last = first + piece.n_rows
            if first < stop and start < last:
                yield replace(self._get(piece), start=first, stop=last)


class FeatureLines(Gathered):
    """Lines are features; observations are put together from many lines.

    Parameters
    ----------
    n_obs
        Cells of a line.
    n_parts
        Into how many stretches of observations the values are sorted while they are read; one of
        them is in memory at a time.
    """

    def __init__(self, n_obs: int, n_parts: int = 1) -> None:
        super().__init__()
        self._n_features = 0
        edges = np.linspace(0, n_obs, min(max(n_parts, 1), max(n_obs, 1)) + 1).astype(int)
        self._edges: list[int] = edges.tolist()
        self._parts: list[list[_Piece]] = [[] for _ in self._edges[1:]]

    @property
    def shape(self) -> tuple[int, int]:
        """Observations and features."""
        return self._edges[-1], self._n_features

    def append(self, values: NDArray[np.float64]) -> None:
        """Take the next features."""
        self._look(values)
        for place, part in enumerate(self._parts):
            cells = values[:, self._edges[place] : self._edges[place + 1]]
            part.append(self._put(cells.T, self._n_features))
        self._n_features += len(values)

    def _stretches(self, start: int, stop: int) -> Iterator[CompressedRows]:
        for place, part in enumerate(self._parts):
            first, last = self._edges[place], self._edges[place + 1]
            if first < stop and start < last:
                yield self._assembled(first, last, part)

    def _assembled(self, first: int, last: int, part: list[_Piece]) -> CompressedRows:
        got = [self._get(piece) for piece in part]
        counts = [np.diff(rows.indptr) for rows in got]
        each = np.arange(last - first)
        owners = np.concatenate([each[:0], *(np.repeat(each, count) for count in counts)])
        # Pieces follow each other in the order of features, which a stable sort keeps.
        order = np.argsort(owners, kind="stable")
        indices = np.concatenate([np.empty(0, _INDEX), *(rows.indices for rows in got)])[order]
        values = np.concatenate([np.empty(0, _VALUE), *(rows.values for rows in got)])[order]
        per_row = np.bincount(owners, minlength=len(each))
        return CompressedRows(first, last, pointers_of(per_row), indices, values)
