"""Tables with one line for each measurement of a precursor, read in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import nulls_of, values_of
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.delimited import BLOCK_BYTES
from aivc.storage.records.files import PARQUET_SIGNATURE, text_opener
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.records.texts import Texts

MISSING = ("", "NA", "NaN", "nan", "Filtered")
MOST_ROWS = 200_000_000
"""Lines of a report; their numbers are held in memory."""


@dataclass(frozen=True)
class Report:
    """Columns of a report.

    Attributes
    ----------
    texts
        Columns of text by name.
    numbers
        Columns of numbers by name, NaN where there is none.
    """

    texts: dict[str, Texts]
    numbers: dict[str, NDArray[np.float64]]


def is_parquet(path: Path) -> bool:
    """Tell whether a file is Parquet, by its first bytes."""
    with path.open("rb") as opened:
        return opened.read(4) == PARQUET_SIGNATURE


def columns_of_parquet(path: Path) -> list[str]:
    """Return the names of the columns of a Parquet file.

    Raises
    ------
    UnreadableInputError
        It is damaged.
    """
    from aivc.storage.records.parquet import ParquetTable

    table = ParquetTable(str(path), path.stat().st_size, str(path))
    try:
        return table.names
    finally:
        table.close()


def read_report(path: Path, texts: Sequence[str], numbers: Sequence[str]) -> Report:
    """Read some columns of a report, tab-separated or Parquet.

    Parameters
    ----------
    path
        The report.
    texts, numbers
        Names of the columns to read, which it has.

    Raises
    ------
    UnreadableInputError
        It is damaged, has too many lines, or a cell that should be a number is none.
    """
    with decoding_table(str(path)):
        table = _parquet(path, texts, numbers) if is_parquet(path) else _text(path, texts, numbers)
        return Report(
            {name: texts_of_arrow(table.column(name)).missing_where(("",)) for name in texts},
            {name: _numbers(table.column(name)) for name in numbers},
        )


def _parquet(path: Path, texts: Sequence[str], numbers: Sequence[str]) -> Any:
    from pyarrow import parquet

    return parquet.read_table(str(path), columns=[*texts, *numbers], use_threads=False)


def _text(path: Path, texts: Sequence[str], numbers: Sequence[str]) -> Any:
    import pyarrow as pa

    try:
        return _parsed(path, texts, numbers, "utf8")
    except pa.ArrowInvalid as error:
        if "UTF8" not in str(error):
            raise
        return _parsed(path, texts, numbers, "latin-1")


def _parsed(path: Path, texts: Sequence[str], numbers: Sequence[str], encoding: str) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    types: dict[str, Any] = {name: pa.dictionary(pa.int32(), pa.string()) for name in texts}
    types |= dict.fromkeys(numbers, pa.float64())
    batches, n_rows = [], 0
    with text_opener(path)() as opened:
        reader = csv.open_csv(
            opened,
            read_options=csv.ReadOptions(
                block_size=BLOCK_BYTES, use_threads=False, encoding=encoding
            ),
            parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
            convert_options=csv.ConvertOptions(
                column_types=types,
                include_columns=[*texts, *numbers],
                null_values=list(MISSING),
                strings_can_be_null=False,
            ),
        )
        for batch in reader:
            n_rows += batch.num_rows
            if n_rows > MOST_ROWS:
                msg = f"{path} has more than {MOST_ROWS:,} lines; split it by runs"
                raise UnreadableInputError(msg)
            batches.append(batch)
        return pa.Table.from_batches(batches, reader.schema)


def _numbers(column: Any) -> NDArray[np.float64]:
    import pyarrow as pa

    column = column.cast(pa.float64())
    values = values_of(column).astype(np.float64)
    missing = nulls_of(column)
    return np.where(missing, np.nan, values) if missing.any() else values
