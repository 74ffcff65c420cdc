"""Read a comma- or tab-separated table, every cell as the text that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.storage.records.texts import Texts

MAX_DECODED_BYTES = 8 << 30
"""Cells of one table, coded; a hundred million rows of fifteen columns take as much."""

SEPARATORS = (",", "\t", ";")

BLOCK_BYTES = 16 << 20
"""Text that is parsed at a time. No row is longer."""


def read_delimited(open_file: Callable[[], Any], separator: str, name: str) -> dict[str, Texts]:
    """Read a table whose first line names the columns.

    An empty cell is a missing value. Nothing else is: numbers, ``NA`` and ``true`` stay the text
    that was written, so that ``005`` keeps its zeros.

    Parameters
    ----------
    open_file
        Opens the bytes as an Arrow input stream; it is called twice.
    separator
        Between cells, unless the first line has none and another of ``SEPARATORS``. Cells that
        hold it, or a line end, are quoted with ``"``.
    name
        The file, for messages.

    Returns
    -------
    dict
        The columns by name, in order.

    Raises
    ------
    UnreadableInputError
        It is not UTF-8, rows have different numbers of cells, two columns have one name, or it is
        too large.
    """
    import pyarrow as pa
    from pyarrow import csv

    start = _start(open_file, name)
    separator = _separator(start, separator)
    n_columns = _columns_at_most(start, separator)
    texts = {f"f{k}": pa.dictionary(pa.int32(), pa.string()) for k in range(n_columns)}
    batches, n_bytes = [], 0
    with decoding_table(name), open_file() as opened:
        reader = csv.open_csv(
            opened,
            read_options=csv.ReadOptions(
                block_size=BLOCK_BYTES, autogenerate_column_names=True, use_threads=False
            ),
            parse_options=csv.ParseOptions(delimiter=separator, newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=texts, null_values=[""], strings_can_be_null=True
            ),
        )
        for batch in reader:
            n_bytes += batch.nbytes
            _refuse_large(n_bytes, name)
            batches.append(batch)
        table = pa.Table.from_batches(batches, reader.schema)
    return _with_header(table, name)


def _start(open_file: Callable[[], Any], name: str) -> bytes:
    with decoding_table(name), open_file() as opened:
        start: bytes = opened.read(BLOCK_BYTES)
    first_line = _first_line(start)
    if not first_line.strip():
        msg = f"{name} is empty; its first line must name the columns"
        raise UnreadableInputError(msg)
    if b"\x00" in first_line:
        msg = f"{name} is no text table: its first line holds a null byte"
        raise UnreadableInputError(msg)
    return start


def _first_line(start: bytes) -> bytes:
    return start.lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", 1)[0]


def _separator(start: bytes, separator: str) -> str:
    """Return what separates the names of columns, where the one that is usual does not.

    Spreadsheets write semicolons into ``.csv`` where the comma is the decimal point.
    """
    first_line = _first_line(start)
    if separator.encode() in first_line:
        return separator
    counts = {other: first_line.count(other.encode()) for other in SEPARATORS}
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] else separator


def _columns_at_most(start: bytes, separator: str) -> int:
    first_line = _first_line(start)
    # A quoted name of a column may hold a line end; then the whole block is counted.
    counted = start if first_line.count(b'"') % 2 else first_line
    return counted.count(separator.encode()) + 1


def _with_header(table: Any, name: str) -> dict[str, Texts]:
    columns: dict[str, Texts] = {}
    with decoding_table(name):
        headers = [_cell(column[0].as_py()) for column in table.columns]
    repeated = sorted({header for header in headers if headers.count(header) > 1})
    if repeated:
        named = ", ".join(map(repr, repeated[:5]))
        msg = f"{name} has more than one column {named}; rename them"
        raise UnreadableInputError(msg)
    rows = table.slice(1)
    for header, column in zip(headers, rows.columns, strict=True):
        with decoding_table(name):
            columns[header] = texts_of_arrow(column).used_only()
    return columns


def _cell(text: str | None) -> str:
    return (text or "").strip()


def _refuse_large(n_bytes: int, name: str) -> None:
    if n_bytes > MAX_DECODED_BYTES:
        limit = f"{MAX_DECODED_BYTES >> 30} GiB of cells"
        msg = f"{name} holds more than {limit}; write it as Parquet or h5ad"
        raise UnreadableInputError(msg)
