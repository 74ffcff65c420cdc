"""The obs columns that a table's rows have, its own and those that all modalities share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
                place = _places(other, self._own)
                codes = np.where(place >= 0, column.codes[place], -1)
                found[name] = Column(column.info, codes, column.categories, column.numbers)
        return found


def _places(of: Frame, wanted: Frame) -> NDArray[np.int64]:
    """Return the row in one frame of each row name of another, -1 where it has none."""
    names = (name for block in of.index() for name in block.tolist())
    place = {name: row for row, name in enumerate(names)}
    rows = (place.get(name, -1) for block in wanted.index() for name in block.tolist())
    return np.fromiter(rows, np.int64, wanted.n_rows)
