"""Columns of a table of records, one class for each way to store them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.frames.factorize import factorize_booleans, factorize_numbers
from aivc.storage.frames.sources import ColumnSource, UnreadColumn
from aivc.storage.model import Column, ColumnInfo, ColumnKind
from aivc.storage.records.arrow_arrays import nulls_of, values_of
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.missing_words import MISSING_CELLS
from aivc.storage.records.plain_numbers import kind_of, numbers_of
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.records.parquet import ParquetTable
    from aivc.storage.records.texts import Texts


class TextCells(ColumnSource):
    """A column of a text table: numbers or truth values if all its cells are, else text."""

    def __init__(self, name: str, texts: Texts) -> None:
        self._texts = texts.missing_where(MISSING_CELLS)
        labels = self._texts.labels()
        self._numbers = numbers_of(labels)
        kind = kind_of(labels, self._numbers)
        dtypes = {
            ColumnKind.INTEGER: "int64",
            ColumnKind.FLOAT: "float64",
            ColumnKind.BOOLEAN: "bool",
        }
        self.info = ColumnInfo(name, kind, dtypes.get(kind, "string"))

    def read(self) -> Column:
        """Read the column as codes and categories."""
        if self.info.kind is ColumnKind.STRING:
            return _sorted(self.info, self._texts)
        missing = self._texts.codes < 0
        values = self._values()
        if self.info.kind is ColumnKind.BOOLEAN:
            codes, labels = factorize_booleans(values, missing)
            return Column(self.info, codes, labels)
        codes, labels, numbers = factorize_numbers(values, missing)
        return Column(self.info, codes, labels, numbers)

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers or truth values."""
        if self.info.kind is ColumnKind.STRING:
            return super().numbers()
        values, missing = self._values(), self._texts.codes < 0
        return np.where(missing, np.nan, values.astype(np.float64)) if missing.any() else values

    def _values(self) -> NDArray[Any]:
        """Return the value of each row, and anything where there is none."""
        if self.info.kind is ColumnKind.BOOLEAN:
            truths = [label.lower() == "true" for label in self._texts.labels()]
            return np.array([*truths, False])[self._texts.codes]
        distinct = np.append(np.empty(0) if self._numbers is None else self._numbers, 0.0)
        return distinct.astype(self.info.dtype)[self._texts.codes]


class ParquetText(ColumnSource):
    """Text, days or times of a Parquet table."""

    def __init__(self, name: str, table: ParquetTable, kind: ColumnKind) -> None:
        self.info = ColumnInfo(name, kind, "string")
        self._table = table

    def read(self) -> Column:
        """Read the column as codes and categories."""
        column = self._table.read(self.info.name)
        with decoding_table(f"column {self.info.name!r}"):
            texts = texts_of_arrow(column)
        return _sorted(self.info, texts)


class ParquetNumbers(ColumnSource):
    """Numbers or booleans of a Parquet table."""

    def __init__(self, name: str, table: ParquetTable, kind: ColumnKind, dtype: str) -> None:
        self.info = ColumnInfo(name, kind, dtype)
        self._table = table

    def read(self) -> Column:
        """Read the column as codes and categories."""
        values, missing = self._read()
        if self.info.kind is ColumnKind.BOOLEAN:
            codes, labels = factorize_booleans(values, missing)
            return Column(self.info, codes, labels)
        codes, labels, numbers = factorize_numbers(values, missing)
        return Column(self.info, codes, labels, numbers)

    def numbers(self) -> NDArray[Any]:
        """Read the numbers; where some are missing, as float64 with NaN in their place."""
        values, missing = self._read()
        if missing is None:
            return values
        return np.where(missing, np.nan, values.astype(np.float64))

    def _read(self) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        import pyarrow as pa

        column = self._table.read(self.info.name)
        with decoding_table(f"column {self.info.name!r}"):
            if pa.types.is_dictionary(column.type):
                column = column.cast(column.type.value_type)
            if pa.types.is_decimal(column.type) or pa.types.is_float16(column.type):
                column = column.cast(pa.float64())
            missing = None
            if column.null_count:
                missing = nulls_of(column)
            values = values_of(column)
            if missing is not None:
                values = np.where(missing, np.zeros((), values.dtype), values)
        return values, missing


def parquet_source(name: str, table: ParquetTable) -> ColumnSource:
    """Return the source that fits the type of a column."""
    import pyarrow as pa

    stored = table.kind(name)
    is_dictionary = pa.types.is_dictionary(stored)
    kind = stored.value_type if is_dictionary else stored
    types = pa.types
    if types.is_boolean(kind):
        return ParquetNumbers(name, table, ColumnKind.BOOLEAN, "bool")
    if types.is_integer(kind):
        return ParquetNumbers(name, table, ColumnKind.INTEGER, str(kind))
    if types.is_floating(kind) or types.is_decimal(kind):
        return ParquetNumbers(name, table, ColumnKind.FLOAT, "float64")
    if types.is_string(kind) or types.is_large_string(kind):
        text = ColumnKind.CATEGORICAL if is_dictionary else ColumnKind.STRING
        return ParquetText(name, table, text)
    if types.is_temporal(kind) or types.is_null(kind):
        return ParquetText(name, table, ColumnKind.STRING)
    return UnreadColumn(name, str(kind), f"column {name!r} holds values of type {kind}")


def _sorted(info: ColumnInfo, texts: Texts) -> Column:
    labels = texts.labels()
    order = sorted(range(len(labels)), key=labels.__getitem__)
    rank = np.empty(len(labels) + 1, dtype=np.int32)
    rank[order] = np.arange(len(labels))
    rank[-1] = -1  # a code of -1 stays -1
    return Column(info, rank[texts.codes], tuple(labels[place] for place in order))
