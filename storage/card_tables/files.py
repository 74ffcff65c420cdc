"""Read a text or Parquet table that lies beside a card."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 256 << 20
"""A table of a million conditions is smaller."""

MAX_ROWS = 2_000_000

_SEPARATORS = {".tsv": "\t", ".tab": "\t", ".txt": "\t", ".csv": ","}
_PARQUET = (".parquet", ".pq")


class TableError(AivcError, ValueError):
    """A table that a card names cannot be read."""


def table_path(path: str, folder: Path) -> Path:
    """Return the file that a card names as a table.

    Parameters
    ----------
    path
        What the card says.
    folder
        Folder of the card; tables lie in it or below, also after links are followed.

    Raises
    ------
    TableError
        The path leads elsewhere, or there is no such file.
    """
    home = folder.resolve()
    target = (home / path).resolve()
    if Path(path).is_absolute() or not target.is_relative_to(home):
        msg = "the path leads out of the folder of the card"
        raise TableError(msg)
    if not target.is_file():
        msg = "there is no such file beside the card"
        raise TableError(msg)
    return target


def table_bytes(path: str, folder: Path) -> bytes:
    """Read a file beside a card, or below.

    Raises
    ------
    TableError
        As in :func:`table_path`, or it is too large or cannot be opened.
    """
    target = table_path(path, folder)
    try:
        size = target.stat().st_size
        if size > MAX_BYTES:
            msg = f"it holds {size:,} bytes, more than the {MAX_BYTES:,} that are read"
            raise TableError(msg)
        return target.read_bytes()
    except OSError as error:
        msg = f"it cannot be opened: {error.strerror}"
        raise TableError(msg) from error


def parse_table(content: bytes, suffix: str) -> tuple[list[str], Iterator[list[Any]]]:
    """Return the names of the columns, and the rows, of a table in the format of its suffix.

    Raises
    ------
    TableError
        The bytes are no such table; rows are read, and may raise it, when they are asked for.
    """
    if suffix in _PARQUET:
        columns, rows = _parquet(content)
    elif suffix in _SEPARATORS:
        columns, rows = _text(content, _SEPARATORS[suffix])
    else:
        msg = f"its name ends in {suffix or 'nothing'!r}, not in .tsv, .csv or .parquet"
        raise TableError(msg)
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    if repeated:
        msg = f"it has more than one column {', '.join(map(repr, repeated))}"
        raise TableError(msg)
    return columns, rows


def _text(content: bytes, separator: str) -> tuple[list[str], Iterator[list[Any]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        msg = f"line {line} is not UTF-8"
        raise TableError(msg) from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = next(reader, None)
    except csv.Error as error:
        msg = f"line {reader.line_num} is no row: {error}"
        raise TableError(msg) from error
    if columns is None:
        msg = "it is empty"
        raise TableError(msg)
    return [name.strip() for name in columns], _text_rows(reader, len(columns))


def _text_rows(reader: Any, n_columns: int) -> Iterator[list[Any]]:
    n_rows = 0
    try:
        for row in reader:
            if not row:
                continue
            n_rows += 1
            if len(row) != n_columns or n_rows > MAX_ROWS:
                raise TableError(_wrong_row(reader.line_num, len(row), n_columns))
            yield row
    except csv.Error as error:
        msg = f"line {reader.line_num} is no row: {error}"
        raise TableError(msg) from error


def _wrong_row(line: int, found: int, expected: int) -> str:
    if found != expected:
        return f"line {line} has {found} cells, the first line {expected}"
    return f"it has more than {MAX_ROWS:,} rows"


def _parquet(content: bytes) -> tuple[list[str], Iterator[list[Any]]]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pa.BufferReader(content))
        if file.metadata.num_rows > MAX_ROWS:
            msg = f"it has more than {MAX_ROWS:,} rows"
            raise TableError(msg)
        table = file.read()
    except (pa.ArrowException, OSError) as error:
        msg = f"it is no Parquet file: {str(error).splitlines()[0]}"
        raise TableError(msg) from error
    columns = [column.to_pylist() for column in table.columns]
    return list(table.column_names), map(list, zip(*columns, strict=True))
