"""Read the columns of a Parquet table, one at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_ARRAY_BYTES, refuse_unbacked
from aivc.storage.records.decoding import decoding_table

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_ROWS = MAX_ARRAY_BYTES // 8
"""Rows of a table; a column of numbers is read whole."""

_LEAST_BYTES = 4

_LARGEST_NUMBER = 1 << 60
"""Rows numbered beyond this are made up, and Python could not count them."""


class ParquetTable:
    """An opened Parquet file.

    Parameters
    ----------
    source
        A path as text, or an Arrow input file.
    n_bytes
        Its size.
    name
        The file, for messages.

    Raises
    ------
    UnreadableInputError
        It is no Parquet file, two columns have one name, or it declares more rows than its bytes
        can hold.
    """

    def __init__(self, source: Any, n_bytes: int, name: str) -> None:
        from pyarrow import parquet

        self._name = name
        with decoding_table(name):
            self._file = parquet.ParquetFile(source)
            self.n_rows: int = self._file.metadata.num_rows
            self._schema = self._file.schema_arrow
        if not 0 <= self.n_rows <= MAX_ROWS:
            msg = f"{name} declares {self.n_rows:,} rows; at most {MAX_ROWS:,} are read"
            raise UnreadableInputError(msg)
        refuse_unbacked(self.n_rows * _LEAST_BYTES, lambda: n_bytes, name)
        names = self._schema.names
        repeated = sorted({column for column in names if names.count(column) > 1})
        if repeated:
            msg = (
                f"{name} has more than one column {', '.join(map(repr, repeated[:5]))}; rename them"
            )
            raise UnreadableInputError(msg)

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        names: list[str] = self._schema.names
        return names

    def kind(self, name: str) -> Any:
        """Return the Arrow type of a column."""
        return self._schema.field(name).type

    def read(self, name: str) -> Any:
        """Read one column as a chunked array.

        Raises
        ------
        UnreadableInputError
            Its bytes cannot be decoded, or it has another length than the table.
        """
        with decoding_table(f"{self._name}, column {name!r},"):
            # A name is also the prefix of those of nested columns; the right one is picked here.
            table = self._file.read(columns=[name], use_threads=False)
            column = table.column(name)
        if len(column) != self.n_rows:
            msg = f"{self._name}, column {name!r}, holds {len(column):,} of {self.n_rows:,} values"
            raise UnreadableInputError(msg)
        return column

    def pandas_index(self) -> Sequence[str]:
        """Return the columns that pandas wrote as row names, as the file says."""
        return [
            name for name in self._index_columns() if isinstance(name, str) and name in self.names
        ]

    def pandas_range(self) -> range | None:
        """Return the numbers that pandas gave to the rows without writing them, None if none."""
        declared = self._index_columns()
        found = declared[0] if len(declared) == 1 else None
        if not isinstance(found, dict) or found.get("kind") != "range":
            return None
        start, stop, step = (found.get(key) for key in ("start", "stop", "step"))
        if not (isinstance(start, int) and isinstance(stop, int) and isinstance(step, int)):
            return None
        if max(abs(start), abs(stop), abs(step)) > _LARGEST_NUMBER:
            return None
        numbers = range(start, stop, step or 1)
        return numbers if len(numbers) == self.n_rows else None

    def _index_columns(self) -> list[Any]:
        written = (self._schema.metadata or {}).get(b"pandas")
        if written is None:
            return []
        try:
            declared = json.loads(written)["index_columns"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return []
        return declared if isinstance(declared, list) else []

    def close(self) -> None:
        """Release the file."""
        self._file.close()
