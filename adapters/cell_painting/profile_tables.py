"""Tables of profiles: their metadata at once, their features in blocks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.cell_painting.features import is_feature
from aivc.adapters.cell_painting.label_columns import LabelColumn, of_texts
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import is_number, nulls_of, values_of
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet import ParquetTable
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


BUFFER = 1 << 20
"""Bytes of a column that are read from disk at a time."""


class ProfileTable(ABC):
    """One file of profiles.

    Attributes
    ----------
    path
        The file.
    n_rows
        Number of profiles.
    features
        Names of the columns of numbers that are features, in order.
    dtype
        Type of the features.
    """

    path: Path
    n_rows: int
    features: tuple[str, ...]
    dtype: str

    @abstractmethod
    def metadata(self) -> dict[str, LabelColumn]:
        """Read every other column."""

    @abstractmethod
    def rows(self, start: int, stop: int, max_bytes: int) -> Iterator[NDArray[Any]]:
        """Yield the features of rows ``[start, stop)`` in pieces, NaN where there is no value."""

    @abstractmethod
    def close(self) -> None:
        """Release the file."""


class ParquetProfiles(ProfileTable):
    """Profiles in Parquet.

    Raises
    ------
    UnreadableInputError
        The file is damaged or has no features.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._table = ParquetTable(str(path), path.stat().st_size, str(path))
        self.n_rows = self._table.n_rows
        kinds = {name: self._table.kind(name) for name in self._table.names}
        self.features = tuple(
            name for name, kind in kinds.items() if is_feature(name) and is_number(kind)
        )
        refuse_without_features(path, self.features)
        is_single = all(str(kinds[name]) in {"float", "halffloat"} for name in self.features)
        self.dtype = "float32" if is_single else "float64"

    def metadata(self) -> dict[str, LabelColumn]:
        """Read every column that is no feature."""
        features = set(self.features)
        columns = {}
        for name in self._table.names:
            if name not in features:
                with decoding_table(f"{self.path}, column {name!r},"):
                    columns[name] = of_texts(texts_of_arrow(self._table.read(name)))
        return columns

    def rows(self, start: int, stop: int, max_bytes: int) -> Iterator[NDArray[Any]]:
        """Yield the features of some rows in pieces."""
        from pyarrow import parquet

        width = max(1, len(self.features) * np.dtype(self.dtype).itemsize)
        n_rows = max(1, max_bytes // width)
        # Without a buffer of its own size, the reader takes whole column chunks into memory.
        with (
            decoding_table(str(self.path)),
            parquet.ParquetFile(str(self.path), buffer_size=BUFFER, pre_buffer=False) as opened,
        ):
            for group in range(opened.num_row_groups):
                length = opened.metadata.row_group(group).num_rows
                first, last = max(0, start), min(length, stop)
                start, stop = start - length, stop - length
                if first >= last:
                    continue
                at = 0
                for batch in opened.iter_batches(
                    n_rows, row_groups=[group], columns=list(self.features), use_threads=False
                ):
                    begin, end = max(first - at, 0), min(last - at, batch.num_rows)
                    at += batch.num_rows
                    if begin < end:
                        yield as_array(batch.slice(begin, end - begin), self.dtype)

    def close(self) -> None:
        """Release the file."""
        self._table.close()


def as_array(batch: Any, dtype: str) -> NDArray[Any]:
    """Return the columns of an Arrow batch as an array, NaN where there is no value."""
    made = np.empty((batch.num_rows, batch.num_columns), dtype=dtype)
    for place, column in enumerate(batch.columns):
        made[:, place] = values_of(column)
        if column.null_count:
            made[nulls_of(column), place] = np.nan
    return made


def refuse_without_features(path: Path, features: tuple[str, ...]) -> None:
    """Refuse a table without features.

    Raises
    ------
    UnreadableInputError
        There are none.
    """
    if not features:
        msg = (
            f"{path} holds no profiles: none of its columns of numbers is called like a feature "
            "of CellProfiler (Cells_AreaShape_Area) or of a network (efficientnet_0)"
        )
        raise UnreadableInputError(msg)
