"""The Parquet files of points and shapes.

SpatialData keeps points as a folder ``points.parquet`` of parts, shapes as one file
``shapes.parquet``: https://spatialdata.scverse.org/en/stable/design_doc.html.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import is_number, nulls_of, values_of
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet_parts import ParquetParts
from aivc.storage.records.texts import Texts, texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import SpatialElement

FILE_OF_KIND = {"points": "points.parquet", "shapes": "shapes.parquet"}

BATCH = 1 << 16
"""Rows of a batch: geometries are Python objects while they are read."""

_MANY = 100_000_000
"""Numbers of 20 digits that Arrow's short strings, two GiB in all, can hold."""


def element_files(root: Path, element: SpatialElement) -> tuple[Path, ...]:
    """Return the Parquet files of points or shapes, in the order of their parts.

    Parameters
    ----------
    root
        The store.
    element
        Points or shapes.

    Raises
    ------
    UnreadableInputError
        The store is an archive, the files are not there, or they lie outside the store.
    """
    if not root.is_dir():
        msg = f"{element.path} is inside an archive; unpack it to have its units read"
        raise UnreadableInputError(msg)
    home = Path(os.path.realpath(root))
    stored = Path(os.path.realpath(home / element.path / FILE_OF_KIND[element.kind]))
    found = sorted(stored.glob("*.parquet"), key=_part_order) if stored.is_dir() else [stored]
    files = tuple(Path(os.path.realpath(file)) for file in found)
    if not all(file.is_relative_to(home) for file in files):
        msg = f"{element.path} leads out of the store; it is not followed"
        raise UnreadableInputError(msg)
    if not files or not all(file.is_file() for file in files):
        msg = f"{element.path} has no {FILE_OF_KIND[element.kind]}"
        raise UnreadableInputError(msg)
    return files


def _part_order(file: Path) -> tuple[int, str]:
    """Put part.10.parquet behind part.9.parquet, as Dask numbers them."""
    numbers = [int(word) for word in file.name.split(".") if word.isdigit()]
    return (numbers[0] if numbers else 0, file.name)


class ElementTable:
    """The rows of points or shapes.

    Parameters
    ----------
    root
        The store.
    element
        Points or shapes.

    Attributes
    ----------
    path : str
        Path of the element.
    columns : tuple of str
        Names of its columns.
    n_rows : int
        Number of its rows.

    Raises
    ------
    UnreadableInputError
        As of :func:`element_files`, or a file is damaged.
    """

    def __init__(self, root: Path, element: SpatialElement) -> None:
        self.path = element.path
        self._parts = ParquetParts(element_files(root, element), element.path)
        self.n_rows = self._parts.n_rows
        self.columns = self._parts.columns

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Read a column of numbers, NaN where one is missing, shape (n_rows,).

        Raises
        ------
        MissingElementError
            There is no such column.
        UnreadableInputError
            It holds no numbers, or cannot be decoded.
        """
        found = np.empty(self.n_rows)
        start = 0
        for batch in self.batches(name):
            if not is_number(batch.type):
                msg = f"{self.path}, column {name!r}, holds {batch.type}; expected numbers"
                raise UnreadableInputError(msg)
            part = found[start : start + len(batch)]
            part[:] = values_of(batch)
            part[nulls_of(batch)] = np.nan
            start += len(batch)
        return found

    def texts(self, name: str) -> Texts:
        """Read a column as text, of the ids of units for example.

        Raises
        ------
        MissingElementError
            There is no such column.
        UnreadableInputError
            It cannot be decoded.
        """
        import pyarrow as pa

        chunks = list(self.batches(name, 1 << 20))
        with decoding_table(f"{self.path}, column {name!r},"):
            return texts_of_arrow(pa.chunked_array(chunks, chunks[0].type if chunks else pa.null()))

    def ids(self, column: str | None = None) -> Texts:
        """Return the ids of the rows: a column, else what :class:`ParquetParts` says names them."""
        names = self._parts.row_ids if column is None else column
        if isinstance(names, str):
            return self.texts(names)
        return numbered(np.arange(names.start, names.stop, names.step))

    def batches(self, name: str, rows: int = BATCH) -> Iterator[Any]:
        """Yield a column in Arrow arrays of at most so many rows."""
        for (batch,) in self.several((name,), rows):
            yield batch

    def several(self, names: Sequence[str], rows: int = BATCH) -> Iterator[list[Any]]:
        """Yield columns side by side in Arrow arrays of at most so many rows.

        Raises
        ------
        MissingElementError
            There is no such column.
        UnreadableInputError
            One cannot be decoded.
        """
        for _, arrays in self._parts.batches(names, rows):
            yield arrays


def numbered(numbers: NDArray[np.integer[Any]]) -> Texts:
    """Return whole numbers as ids."""
    import pyarrow as pa

    codes = np.arange(len(numbers), dtype=np.int32)
    kind = pa.large_string() if len(numbers) > _MANY else pa.string()
    return Texts(codes, pa.array(numbers).cast(kind))
