"""A column of one table, in the order of the rows of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.frames.factorize import code_dtype
from aivc.storage.frames.sources import ColumnSource
from aivc.storage.made.columns import MadeNumbers
from aivc.storage.model import Column, ColumnInfo, ColumnKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]


class TakenColumn(ColumnSource):
    """A column whose rows are looked up in another.

    Parameters
    ----------
    source
        The column that values are taken from.
    places
        Row of ``source`` for each row, -1 where it has none, shape (n_rows,).
    """

    def __init__(self, source: ColumnSource, places: Places) -> None:
        self._source = source
        self._places = places
        info = source.info
        if info.kind is ColumnKind.INTEGER and bool((places < 0).any()):
            info = ColumnInfo(info.name, ColumnKind.FLOAT, "float64")
        self.info = info

    def read(self) -> Column:
        """Read the column as codes and categories."""
        if self.info.kind in {ColumnKind.INTEGER, ColumnKind.FLOAT}:
            found = MadeNumbers(self.info.name, self.numbers()).read()
            return Column(self.info, found.codes, found.categories, found.numbers)
        column = self._source.read()
        codes = np.where(self._places < 0, -1, column.codes[self._places])
        if self.info.kind is ColumnKind.CATEGORICAL:
            return Column(self.info, codes.astype(column.codes.dtype), column.categories)
        return _used_only(self.info, codes, column.categories)

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers, NaN where a row has none."""
        values = self._source.numbers()
        missing = self._places < 0
        if not missing.any():
            return values[self._places]
        if not len(values):
            return np.full(len(self._places), np.nan)
        return np.where(missing, np.nan, values[self._places].astype(np.float64))


def taken(sources: list[ColumnSource], places: Places, n_rows: int) -> list[ColumnSource]:
    """Look the rows of columns up, unless they stand in the same order already."""
    if len(places) == n_rows and bool((places == np.arange(n_rows)).all()):
        return sources
    return [TakenColumn(source, places) for source in sources]


def _used_only(info: ColumnInfo, codes: Places, labels: tuple[str, ...]) -> Column:
    used = np.unique(codes[codes >= 0])
    rank = np.full(len(labels) + 1, -1, dtype=code_dtype(len(labels)))
    rank[used] = np.arange(len(used))
    return Column(info, rank[codes], tuple(labels[code] for code in used.tolist()))
