"""The obs columns that a table's rows have, its own and those that all modalities share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.row_places import row_places
from aivc.storage.model import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, Frame, Table


class TableColumns:
    """Reads columns in the order of the rows of one table.

    Parameters
    ----------
    dataset
        The container.
    table
        The table whose rows count.
    """

    def __init__(self, dataset: Dataset, table: Table) -> None:
        self.n_rows = table.n_obs
        self._own = table.obs
        others = [other.obs for other in dataset.tables if other is not table]
        shared = [dataset.shared_obs] if dataset.shared_obs is not None else []
        self._others: list[Frame] = [*shared, *others]
        self._places: dict[int, NDArray[np.int64]] = {}

    def has(self, name: str) -> bool:
        """Tell whether the table itself has a column of this name."""
        return self._own.has(name)

    def read(self, names: Iterable[str]) -> dict[str, Column]:
        """Read columns by name; those that nobody has are left out.

        A column that only another obs of the container has is brought into the order of this table
        by the names of the rows; rows that it does not know have no value.
        """
        found: dict[str, Column] = {}
        for name in dict.fromkeys(names):
            if self._own.has(name):
                found[name] = self._own.column(name)
                continue
            other = next((frame for frame in self._others if frame.has(name)), None)
            if other is not None:
                column = other.column(name)
                place = self._places_in(other)
                codes = np.append(column.codes, column.codes.dtype.type(-1))[place]
                found[name] = Column(column.info, codes, column.categories, column.numbers)
        return found

    def _places_in(self, other: Frame) -> NDArray[np.int64]:
        """Return the row of another obs that has the name of each row, -1 where none has."""
        if id(other) not in self._places:
            self._places[id(other)] = row_places(self._own, other)
        return self._places[id(other)]
