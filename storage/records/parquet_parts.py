"""The rows of one table in a Parquet file, or in several that follow one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.parquet import ParquetTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class ParquetParts:
    """The rows of one table, read a batch at a time.

    Parameters
    ----------
    files
        The files, in the order of their rows; one or more.
    what
        What the table is called in a message.

    Attributes
    ----------
    columns : tuple of str
        Names of the columns of the first file.
    n_rows : int
        Rows of all files.
    row_ids : str or range
        The column that names the rows, or the numbers that do: the index that pandas wrote, as
        a column or as numbers, else 0 to ``n_rows``. The index of several files counts only where
        each continues that of the file before; Dask starts it again in each.

    Raises
    ------
    UnreadableInputError
        A file is no table, or declares more rows than its bytes can hold.
    """

    def __init__(self, files: tuple[Path, ...], what: str) -> None:
        self.files = files
        self.what = what
        headers = [_header(file, what) for file in files]
        self.columns = headers[0].columns
        self.n_rows = sum(header.n_rows for header in headers)
        self.row_ids = self._row_ids(headers)

    def batches(self, columns: Sequence[str], n_rows: int) -> Iterator[tuple[int, list[Any]]]:
        """Yield columns as Arrow arrays of at most ``n_rows`` rows, with the first row of each.

        Raises
        ------
        MissingElementError
            There is no such column.
        UnreadableInputError
            A file lacks a column of the first, cannot be decoded, or has another number of rows
            than it declares.
        """
        from pyarrow import parquet

        absent = [column for column in columns if column not in self.columns]
        if absent:
            msg = f"{self.what} has no column {absent[0]!r}; it has {', '.join(self.columns)}"
            raise MissingElementError(msg)
        said = f"{self.what}, column {' and '.join(map(repr, columns))},"
        start = 0
        for file in self.files:
            with decoding_table(said), parquet.ParquetFile(str(file)) as opened:
                names = opened.schema_arrow.names
                lost = [column for column in columns if column not in names]
                if lost:
                    msg = f"{file.name} of {self.what} has no column {lost[0]!r}"
                    raise UnreadableInputError(msg)
                for batch in opened.iter_batches(n_rows, columns=list(columns), use_threads=False):
                    at = batch.schema.get_field_index
                    if start + batch.num_rows > self.n_rows:
                        self._refuse(said)
                    yield start, [batch.column(at(column)) for column in columns]
                    start += batch.num_rows
        if start != self.n_rows:
            self._refuse(said)

    def _refuse(self, said: str) -> None:
        msg = f"{said} has another number of rows than the {self.n_rows:,} that are declared"
        raise UnreadableInputError(msg)

    def _row_ids(self, headers: Sequence[_Header]) -> str | range:
        named = headers[0].index
        if len(headers) == 1:
            return range(self.n_rows) if named is None else named
        if not isinstance(named, str) or any(header.index != named for header in headers):
            return range(self.n_rows)
        bounds = [_bounds(file, named, self.what) for file in self.files]
        known = [each for each in bounds if each is not None]
        is_comparable = len(known) == len(bounds) and len({type(a) for a, _ in known}) == 1
        goes_on = is_comparable and all(a[1] < b[0] for a, b in pairwise(known))
        return named if goes_on else range(self.n_rows)


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[str, ...]
    n_rows: int
    index: str | range | None
    """What pandas wrote as the names of rows, None where it wrote none or several columns."""


def _header(file: Path, what: str) -> _Header:
    table = ParquetTable(str(file), file.stat().st_size, what)
    try:
        written = table.pandas_index()
        index = written[0] if len(written) == 1 else table.pandas_range()
        return _Header(tuple(table.names), table.n_rows, index)
    finally:
        table.close()


def _bounds(file: Path, column: str, what: str) -> tuple[Any, Any] | None:
    """Return the least and the greatest value of a column, None where the file does not tell."""
    from pyarrow import parquet

    with decoding_table(what), parquet.ParquetFile(str(file)) as opened:
        said = statistics_of(opened.metadata, column)
        if not said or any(one is None or not one.has_min_max for one in said):
            return None
        return min(one.min for one in said), max(one.max for one in said)


def statistics_of(metadata: Any, column: str) -> list[Any]:
    """Return what a file says of a column in each of its groups of rows; empty if it has none."""
    paths = [metadata.schema.column(place).path for place in range(metadata.num_columns)]
    if column not in paths:
        return []
    place = paths.index(column)
    groups = range(metadata.num_row_groups)
    return [metadata.row_group(group).column(place).statistics for group in groups]
