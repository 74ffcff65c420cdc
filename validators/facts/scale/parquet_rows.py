"""The rows of points, shapes and weights, which are Parquet, a batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.elements.tables import element_files
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import values_of
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet_parts import ParquetParts, statistics_of
from aivc.storage.records.texts import texts_of_arrow
from aivc.validators.facts.scale.streamed_keys import StreamedKeys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.model import SpatialElement
    from aivc.storage.records.texts import Texts

_BATCH = 1 << 20
"""Rows at a time; a label is hashed once in each batch that has it."""


class ParquetRows:
    """The rows of one table, in one file or in several.

    Parameters
    ----------
    files
        The files, in order.
    what
        What it is called in a message.

    Raises
    ------
    UnreadableInputError
        One is no table that can be read.
    """

    def __init__(self, files: tuple[Path, ...], what: str) -> None:
        self.what = what
        self._parts = ParquetParts(files, what)
        self.columns = frozenset(self._parts.columns)
        self.n_rows = self._parts.n_rows

    @classmethod
    def of_element(cls, root: Path, element: SpatialElement) -> ParquetRows:
        """Return the rows of points or shapes of a store.

        Raises
        ------
        UnreadableInputError
            The store is an archive, or the element has no table that can be read.
        """
        return cls(element_files(root, element), element.path)

    def keyed(self, column: str | None) -> StreamedKeys:
        """Key each row by a column, or by what names the rows: an index, or numbers."""
        named = self._parts.row_ids if column is None else column
        if isinstance(named, str):
            return StreamedKeys(self, named)
        return StreamedKeys(self, None, named)

    def are_those_of(self, other: ParquetRows) -> bool:
        """Tell whether another reader reads the same rows."""
        return self._parts.files == other._parts.files

    def batches(self, columns: Sequence[str]) -> Iterator[tuple[int, tuple[Texts, ...]]]:
        """Yield columns as text, a batch of rows at a time, with the first row of each.

        Raises
        ------
        UnreadableInputError
            A part has no such column, or its bytes cannot be decoded.
        """
        import pyarrow as pa

        for start, arrays in self._arrays(columns):
            with decoding_table(self._said(columns)):
                texts = tuple(texts_of_arrow(pa.chunked_array([array])) for array in arrays)
            yield start, texts

    def number_type(self, column: str) -> np.dtype[Any] | None:
        """Return the type of a column of whole numbers none of which is missing, None of others.

        That none is missing is what the statistics of the file say; reading refuses files whose
        statistics are wrong.
        """
        kinds = {_number_type(file, column, self.what) for file in self._parts.files}
        return kinds.pop() if len(kinds) == 1 else None

    def numbers(self, column: str) -> Iterator[NDArray[np.integer[Any]]]:
        """Yield a column of whole numbers, a batch of rows at a time."""
        for _, (array,) in self._arrays((column,)):
            if array.null_count:
                msg = f"{self._said((column,))} has missing values, and its statistics say none"
                raise UnreadableInputError(msg)
            yield values_of(array)

    def texts(self, column: str, rows: Sequence[int]) -> tuple[str, ...]:
        """Return the texts of a few rows."""
        wanted = {int(row) for row in rows}
        found: dict[int, str] = {}
        for start, (texts,) in self.batches((column,)):
            here = [row for row in wanted if start <= row < start + texts.n_rows]
            found.update((row, texts.label(int(texts.codes[row - start]))) for row in here)
            if len(found) == len(wanted):
                break
        return tuple(found.get(int(row), f"row {int(row)}") for row in rows)

    def _arrays(self, columns: Sequence[str]) -> Iterator[tuple[int, list[Any]]]:
        return self._parts.batches(columns, _BATCH)

    def _said(self, columns: Sequence[str]) -> str:
        return f"{self.what}, column {' and '.join(map(repr, columns))},"


def _number_type(file: Path, column: str, what: str) -> np.dtype[Any] | None:
    import pyarrow as pa
    from pyarrow import parquet

    with decoding_table(what), parquet.ParquetFile(str(file)) as opened:
        if column not in opened.schema_arrow.names:
            return None
        kind = opened.schema_arrow.field(column).type
        if not pa.types.is_integer(kind) or not _has_all(opened.metadata, column):
            return None
        return np.dtype(str(kind))


def _has_all(metadata: Any, column: str) -> bool:
    """Tell whether a file says that no value of a column is missing."""
    said = statistics_of(metadata, column)
    is_known = bool(said) or not metadata.num_row_groups
    return is_known and all(
        one is not None and one.has_null_count and one.null_count == 0 for one in said
    )
