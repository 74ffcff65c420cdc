"""A wide Parquet table, read a few thousand rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.space.wide_table import RowBatch, WideTable, stacked
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import is_number
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet import ParquetTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_VALUES = 1 << 21
"""Numbers of one batch."""


class WideParquet(WideTable):
    """A Parquet table.

    Raises
    ------
    UnreadableInputError
        It is damaged, or two of its columns have one name.
    """

    def __init__(self, path: Path) -> None:
        from pyarrow import parquet

        self.path = path
        checked = ParquetTable(str(path), path.stat().st_size, str(path))
        self.names = tuple(checked.names)
        self._kinds = {name: checked.kind(name) for name in self.names}
        checked.close()
        with decoding_table(str(path)):
            self._file = parquet.ParquetFile(str(path))

    def batches(self, texts: Sequence[int], numbers: Sequence[int]) -> Iterator[RowBatch]:
        """Yield the rows in order, some columns as text and some as numbers."""
        as_text = [self.names[place] for place in texts]
        as_number = [self.names[place] for place in numbers]
        self._expect_numbers(as_number)
        n_rows = max(1, MOST_VALUES // max(1, len(as_number)))
        with decoding_table(str(self.path)):
            for batch in self._file.iter_batches(
                batch_size=n_rows, columns=[*as_text, *as_number], use_threads=False
            ):
                yield RowBatch(
                    tuple(text_of(batch.column(name)) for name in as_text),
                    stacked([batch.column(name).cast("double") for name in as_number], len(batch)),
                )

    def close(self) -> None:
        """Release the file."""
        self._file.close()

    def _expect_numbers(self, columns: Sequence[str]) -> None:
        for name in columns:
            kind = self._kinds[name]
            if not (is_number(kind) or is_truth(kind)):
                msg = f"{self.path}, column {name!r}: expected numbers, found {kind}"
                raise UnreadableInputError(msg)


def is_truth(kind: Any) -> bool:
    """Tell whether an Arrow type is that of truth values."""
    import pyarrow as pa

    return bool(pa.types.is_boolean(kind))


def text_of(column: Any) -> Any:
    """Return an Arrow array as text; some programs write identifiers as bytes."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column.cast("string")
    return column
