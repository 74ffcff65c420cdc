"""Columns without a name that only number the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.space.side_tables import NAMELESS
from aivc.storage.frames.sources import ColumnSource
from aivc.storage.model import Column, ColumnInfo, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes


def without_row_numbers(
    columns: Sequence[ColumnSource], table: str, log: ConversionNotes
) -> list[ColumnSource]:
    """Leave columns out that have no name and count the rows; name the others by their place."""
    kept: list[ColumnSource] = []
    for place, column in enumerate(columns, start=1):
        if column.info.name not in NAMELESS:
            kept.append(column)
        elif _counts_rows(column):
            log.left_alone(f"column {place} of {table}", "it has no name and numbers the rows")
        else:
            kept.append(_Named(column, f"column_{place}"))
            log.converted(f"column {place} of {table}", f"column_{place}", "it has no name")
    return kept


def _counts_rows(column: ColumnSource) -> bool:
    if column.info.kind is not ColumnKind.INTEGER:
        return False
    numbers = column.numbers()
    counted = np.arange(len(numbers))
    return any(np.array_equal(numbers, counted + first) for first in (0, 1))


class _Named(ColumnSource):
    """A column under another name."""

    def __init__(self, column: ColumnSource, name: str) -> None:
        info = column.info
        self.info = ColumnInfo(name, info.kind, info.dtype, info.ordered)
        self._column = column

    def read(self) -> Column:
        """Read the column as codes and categories."""
        found = self._column.read()
        return Column(self.info, found.codes, found.categories, found.numbers)

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers."""
        return self._column.numbers()
