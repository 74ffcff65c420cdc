"""A table of what is known of each cell, beside the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.space.joining import values_of_texts
from aivc.adapters.space.wide_parquet import text_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind
from aivc.storage.records.columns import TextCells, parquet_source
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.files import PARQUET_SIGNATURE
from aivc.storage.records.parquet import ParquetTable
from aivc.storage.records.texts import Texts, texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.frames.sources import ColumnSource

NAMELESS = ("", "Unnamed: 0", "__index_level_0__")
"""What programs call a first column that has no name."""


class SideTable:
    """Columns of a text or Parquet table, by name.

    Parameters
    ----------
    path
        The file, for messages.
    columns
        The columns, in order.
    texts
        Those that are identifiers, or were read as text, by name.
    close
        Releases the file.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[ColumnSource],
        texts: dict[str, Texts],
        table: ParquetTable | None = None,
    ) -> None:
        self.path = path
        self._columns = {column.info.name: column for column in columns}
        self._texts = texts
        self._table = table
        n_of_texts = next((column.n_rows for column in texts.values()), 0)
        self.n_rows = n_of_texts if table is None else table.n_rows

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(self._columns)

    def column(self, name: str) -> ColumnSource:
        """Return a column.

        Raises
        ------
        UnreadableInputError
            There is none of this name.
        """
        if name not in self._columns:
            msg = f"{self.path} has no column {name!r}; it has {', '.join(self.names[:20])}"
            raise UnreadableInputError(msg)
        return self._columns[name]

    def columns(self, without: Iterable[str] = ()) -> list[ColumnSource]:
        """Return the columns, in order, but for some."""
        left_out = set(without)
        return [column for name, column in self._columns.items() if name not in left_out]

    def values(self, name: str) -> list[str]:
        """Return the text of each row of a column, empty where there is none."""
        return values_of_texts(self.texts(name))

    def texts(self, name: str) -> Texts:
        """Return a column as text.

        Raises
        ------
        UnreadableInputError
            There is none of this name.
        """
        self.column(name)
        if name not in self._texts and self._table is not None:
            return _texts(self._table, name, self.path)
        return self._texts[name]

    def numbers(self, name: str) -> Any:
        """Return the numbers of a column, NaN where there is none.

        Raises
        ------
        UnreadableInputError
            It holds text.
        """
        column = self.column(name)
        if column.info.kind not in {ColumnKind.INTEGER, ColumnKind.FLOAT}:
            example = next((label for label in column.read().categories if label), "")
            msg = (
                f"{self.path}, column {name!r}: expected numbers, found {column.info.kind.value} "
                f"values such as {example[:60]!r}; correct the cells that are no numbers"
            )
            raise UnreadableInputError(msg)
        return column.numbers().astype("float64")

    def close(self) -> None:
        """Release the file."""
        if self._table is not None:
            self._table.close()


def open_side(path: Path, log: ConversionNotes, headless: Sequence[str] = ()) -> SideTable:
    """Open a text or Parquet table and note that it was read.

    Parameters
    ----------
    path
        The table.
    log
        Takes the note.
    headless
        Names of the columns of a text table that may lack a line with names.

    Raises
    ------
    UnreadableInputError
        It is damaged.
    """
    log.read_file(path)
    with path.open("rb") as opened:
        is_parquet = opened.read(4) == PARQUET_SIGNATURE
    if is_parquet or path.suffix == ".parquet":
        return _parquet(path)
    from aivc.adapters.space.wide_text import WideText

    wide = WideText(path, log, headless)
    repeated = sorted({name for name in wide.names if wide.names.count(name) > 1})
    if repeated:
        msg = f"{path} has more than one column {', '.join(map(repr, repeated[:5]))}; rename them"
        raise UnreadableInputError(msg)
    texts = dict(zip(wide.names, wide.texts(range(len(wide.names))), strict=True))
    return SideTable(path, [TextCells(name, column) for name, column in texts.items()], texts)


def _parquet(path: Path) -> SideTable:
    table = ParquetTable(str(path), path.stat().st_size, str(path))
    texts: dict[str, Texts] = {}
    columns: list[ColumnSource] = []
    for name in table.names:
        source = parquet_source(name, table)
        if source.info.kind is ColumnKind.OTHER and _is_bytes(table.kind(name)):
            texts[name] = _texts(table, name, path)
            source = TextCells(name, texts[name])
        columns.append(source)
    return SideTable(path, columns, texts, table)


def _is_bytes(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _texts(table: ParquetTable, name: str, path: Path) -> Texts:
    column = table.read(name)
    with decoding_table(f"{path}, column {name!r},"):
        return texts_of_arrow(text_of(column))
