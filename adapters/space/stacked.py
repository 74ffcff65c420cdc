"""Columns of one name in several tables, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.frames.factorize import code_dtype
from aivc.storage.frames.sources import ColumnSource
from aivc.storage.made.columns import MadeNumbers
from aivc.storage.model import Column, ColumnInfo, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NUMERIC = frozenset({ColumnKind.INTEGER, ColumnKind.FLOAT})


class StackedColumn(ColumnSource):
    """One column made of several: numbers if all of them are, else text.

    Parameters
    ----------
    name
        Its name.
    parts
        The columns; None where a table has no such column, which leaves its rows without a value.
    lengths
        Rows of each table.
    """

    def __init__(
        self, name: str, parts: Sequence[ColumnSource | None], lengths: Sequence[int]
    ) -> None:
        self._parts = tuple(parts)
        self._lengths = tuple(lengths)
        kinds = {part.info.kind for part in parts if part is not None}
        if kinds == {ColumnKind.INTEGER} and None not in parts:
            self.info = ColumnInfo(name, ColumnKind.INTEGER, "int64")
        elif kinds <= _NUMERIC:
            self.info = ColumnInfo(name, ColumnKind.FLOAT, "float64")
        elif kinds == {ColumnKind.BOOLEAN}:
            self.info = ColumnInfo(name, ColumnKind.BOOLEAN, "bool")
        else:
            self.info = ColumnInfo(name, ColumnKind.STRING, "string")

    def read(self) -> Column:
        """Read the column as codes and categories."""
        if self.info.kind in _NUMERIC:
            found = MadeNumbers(self.info.name, self.numbers()).read()
            return Column(self.info, found.codes, found.categories, found.numbers)
        columns = [None if part is None else part.read() for part in self._parts]
        labels = sorted({label for c in columns if c is not None for label in c.categories})
        place = {label: code for code, label in enumerate(labels)}
        pieces = []
        for column, length in zip(columns, self._lengths, strict=True):
            if column is None:
                pieces.append(np.full(length, -1, dtype=np.int64))
                continue
            codes = np.array([*(place[label] for label in column.categories), -1], dtype=np.int64)
            pieces.append(codes[column.codes])
        return Column(
            self.info, np.concatenate(pieces).astype(code_dtype(len(labels))), tuple(labels)
        )

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers, NaN where a row has none."""
        if self.info.kind not in _NUMERIC:
            return super().numbers()
        dtype = self.info.dtype
        pieces = [
            np.full(length, np.nan) if part is None else part.numbers().astype(dtype)
            for part, length in zip(self._parts, self._lengths, strict=True)
        ]
        return np.concatenate(pieces)
