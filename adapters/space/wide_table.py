"""Rows of a wide table, a part of them at a time: few columns of text and many of numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import nulls_of, values_of
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.records.texts import Texts


class NoNumberError(UnreadableInputError):
    """A cell of a column of numbers holds none.

    Parameters
    ----------
    message
        The sentence.
    place
        Place of the column in the table.
    """

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, eq=False)
class RowBatch:
    """Consecutive rows of a wide table.

    Attributes
    ----------
    texts
        Arrow arrays of text, one for each column that was asked for as text.
    numbers
        The columns that were asked for as numbers, NaN where there is no value, shape
        (n_rows, n_columns).
    """

    texts: tuple[Any, ...]
    numbers: NDArray[np.float64]

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.numbers)


class WideTable(ABC):
    """A text or Parquet table with one row per cell, read in parts.

    Columns are told by their place, because two genes may have one name.
    """

    path: Path
    names: tuple[str, ...]
    """Names of the columns, in order."""

    @abstractmethod
    def batches(self, texts: Sequence[int], numbers: Sequence[int]) -> Iterator[RowBatch]:
        """Yield the rows in order, some columns as text and some as numbers.

        Raises
        ------
        UnreadableInputError
            A cell of a column of numbers holds none, or the file is damaged.
        """

    def texts(self, columns: Sequence[int]) -> list[Texts]:
        """Read whole columns as text, in one pass."""
        import pyarrow as pa

        parts: list[list[Any]] = [[] for _ in columns]
        for batch in self.batches(columns, ()):
            for part, array in zip(parts, batch.texts, strict=True):
                part.append(array)
        return [
            texts_of_arrow(pa.chunked_array(part or [pa.array([], "string")])) for part in parts
        ]

    def place(self, name: str) -> int | None:
        """Return the place of the only column of this name, or None."""
        return self.names.index(name) if self.names.count(name) == 1 else None

    @abstractmethod
    def close(self) -> None:
        """Release the file."""


def stacked(columns: Sequence[Any], n_rows: int) -> NDArray[np.float64]:
    """Put Arrow arrays of numbers side by side, NaN where there is no value."""
    side_by_side = np.empty((len(columns), n_rows), dtype=np.float64)
    for row, column in zip(side_by_side, columns, strict=True):
        row[:] = values_of(column)
        if column.null_count:
            row[nulls_of(column)] = np.nan
    return side_by_side.T
