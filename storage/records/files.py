"""Tell tables of records by their first bytes and their names, and open them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.delimited import read_delimited
from aivc.storage.records.parquet import ParquetTable
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.storage.records.texts import Texts

PARQUET_SIGNATURE = b"PAR1"
GZIP_SIGNATURE = b"\x1f\x8b"

MAX_BUFFER = 4 << 30
"""A table that is held whole, to be hashed and read from the same bytes."""


class RecordFormat(StrEnum):
    """How a table of records is written."""

    PARQUET = "parquet"
    CSV = ","
    TSV = "\t"


_SUFFIXES = {
    ".parquet": RecordFormat.PARQUET,
    ".pq": RecordFormat.PARQUET,
    ".csv": RecordFormat.CSV,
    ".tsv": RecordFormat.TSV,
    ".tab": RecordFormat.TSV,
    ".txt": RecordFormat.TSV,
}


def record_format(path: Path, start: bytes = b"") -> RecordFormat | None:
    """Return the format of a table of records, or None if it is none.

    Parameters
    ----------
    path
        Its name; a text table may be compressed by gzip: ``.csv.gz``.
    start
        Its first bytes; those of Parquet count more than the name.

    Examples
    --------
    >>> record_format(Path("cells.tsv.gz")).name, record_format(Path("cells.h5ad"))
    ('TSV', None)
    """
    if start.startswith(PARQUET_SIGNATURE):
        return RecordFormat.PARQUET
    suffix = path.suffix.lower()
    if suffix == ".gz":
        found = _SUFFIXES.get(Path(path.stem).suffix.lower())
        return None if found is RecordFormat.PARQUET else found
    return _SUFFIXES.get(suffix)


def read_texts(content: bytes, path: Path) -> dict[str, Texts]:
    """Read every column of a table from its bytes as text.

    Parameters
    ----------
    content
        The whole file.
    path
        Its name, which tells the format.

    Raises
    ------
    UnreadableInputError
        The name tells no format, or the bytes are no such table.
    """
    import pyarrow as pa

    name = path.name
    kind = record_format(path, content[:4])
    if kind is None:
        msg = f"{name} ends neither in .parquet nor in .csv, .tsv or .txt"
        raise UnreadableInputError(msg)
    if kind is not RecordFormat.PARQUET:
        return read_delimited(lambda: _unpacked(pa.BufferReader(content), content), kind, name)
    table = ParquetTable(pa.BufferReader(content), len(content), name)
    columns = {}
    for column in table.names:
        from aivc.storage.records.decoding import decoding_table

        values = table.read(column)
        with decoding_table(f"{name}, column {column!r},"):
            columns[column] = texts_of_arrow(values)
    return columns


def text_opener(path: Path) -> Callable[[], Any]:
    """Return a function that opens a text table on disk, compressed or not."""

    def open_file() -> Any:
        import pyarrow as pa

        with path.open("rb") as opened:
            start = opened.read(2)
        return _unpacked(pa.OSFile(str(path)), start)

    return open_file


def _unpacked(source: Any, start: bytes) -> Any:
    import pyarrow as pa

    if start.startswith(GZIP_SIGNATURE):
        return pa.CompressedInputStream(source, "gzip")
    return source
