"""A wide table of text, parsed a few MiB at a time."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.space.count_lines import count_batches
from aivc.adapters.space.wide_table import NoNumberError, RowBatch, WideTable, stacked
from aivc.adapters.text_bytes.encoding import LATIN_1, note_encoding
from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import reason
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.files import text_opener
from aivc.storage.records.missing_words import MISSING_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

PIECE = 4 << 20
"""Bytes of text that are parsed at a time; no row is longer."""

UTF_8_MARK = b"\xef\xbb\xbf"

_NO_NUMBER = re.compile(r"In CSV column #(\d+): Row #(\d+): .*invalid value '(.*)'")


class WideText(WideTable):
    """A table of text whose first line names the columns.

    Parameters
    ----------
    path
        The file, packed by gzip or not; cells are separated by commas, tabs or semicolons.
    log
        Takes a note where it is not UTF-8.
    headless
        Names of the columns of a file that may lack a first line with names; it does if its first
        line has none of them.
    ends_in_numbers
        Whether every column behind the first one that is read as numbers holds numbers, as in
        tables of counts; these are parsed faster and in less memory.

    Raises
    ------
    UnreadableInputError
        It has no first line, or is damaged there.
    """

    def __init__(
        self,
        path: Path,
        log: ConversionNotes | None = None,
        headless: Sequence[str] = (),
        *,
        ends_in_numbers: bool = False,
    ) -> None:
        self.path = path
        self._ends_in_numbers = ends_in_numbers
        self._open = text_opener(path)
        first = self._first_line()
        self._encoding = "utf8" if self._is_utf8() else "latin1"
        if self._encoding == "latin1" and log is not None:
            note_encoding(path, LATIN_1, log)
        line = first.decode("utf-8-sig" if self._encoding == "utf8" else "latin-1")
        self._separator = max(",\t;", key=line.count)
        names = tuple(cell.strip() for cell in self._cells(line.rstrip("\r\n")))
        self._has_names = not headless or bool({*names} & {*headless})
        self.names = names if self._has_names else tuple(headless)
        if not self._has_names and len(names) != len(headless):
            msg = (
                f"{path} has {len(names)} columns and no names for them; expected "
                f"{len(headless)}: {', '.join(headless)}"
            )
            raise UnreadableInputError(msg)

    def batches(self, texts: Sequence[int], numbers: Sequence[int]) -> Iterator[RowBatch]:
        """Yield the rows in order, some columns as text and some as numbers."""
        if self._ends_in_numbers and _stands_behind(texts, numbers):
            yield from count_batches(self.path, self.names, self._separator, texts, numbers)
            return
        import pyarrow as pa
        from pyarrow import csv as arrow_csv

        kinds = {f"f{place}": pa.dictionary(pa.int32(), pa.string()) for place in texts}
        kinds |= {f"f{place}": pa.float64() for place in numbers}
        # With no column asked for, Arrow would give all of them.
        wanted = [f"f{place}" for place in (*texts, *numbers)]
        read = arrow_csv.ReadOptions(
            block_size=PIECE,
            skip_rows=1 if self._has_names else 0,
            column_names=[f"f{place}" for place in range(len(self.names))],
            use_threads=False,
            encoding=self._encoding,
        )
        converted = arrow_csv.ConvertOptions(
            column_types=kinds,
            include_columns=wanted,
            null_values=list(MISSING_CELLS),
            strings_can_be_null=False,
        )
        parsed = arrow_csv.ParseOptions(delimiter=self._separator, newlines_in_values=True)
        try:
            with self._open() as opened:
                reader = arrow_csv.open_csv(
                    opened, read_options=read, parse_options=parsed, convert_options=converted
                )
                for batch in reader:
                    yield _batch(batch, len(texts))
        except UnreadableInputError:
            raise
        except (pa.ArrowException, OSError) as error:
            if "Empty CSV file" in str(error):
                return
            raise self._unreadable(error) from error

    def close(self) -> None:
        """Do nothing: no file stays open between readings."""

    def _unreadable(self, error: Exception) -> UnreadableInputError:
        found = _NO_NUMBER.search(str(error))
        if found is None:
            return UnreadableInputError(f"{self.path} cannot be read: {reason(error)}")
        column, line, text = self.names[int(found[1])], int(found[2]), found[3][:60]
        msg = (
            f"{self.path}, line {line}, column {column!r}: expected a number, found {text!r}; "
            "correct the cell, or write numbers with a decimal point"
        )
        return NoNumberError(msg, int(found[1]))

    def _cells(self, line: str) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=self._separator))
        except csv.Error as error:
            msg = f"{self.path}, line 1, cannot be read as names of columns: {error}"
            raise UnreadableInputError(msg) from error

    def _first_line(self) -> bytes:
        with decoding_table(str(self.path)), self._open() as opened:
            start: bytes = opened.read(PIECE)
        first, found, _ = start.partition(b"\n")
        if not first.removeprefix(UTF_8_MARK).strip():
            msg = f"{self.path} is empty; its first line must name the columns"
            raise UnreadableInputError(msg)
        if b"\0" in first or (not found and len(start) >= PIECE):
            msg = f"{self.path} is no table of text: its first line holds null bytes or has no end"
            raise UnreadableInputError(msg)
        return first

    def _is_utf8(self) -> bool:
        """Tell whether the whole file is UTF-8: a micro sign may stand in any row."""
        import codecs

        decoder = codecs.getincrementaldecoder("utf-8")()
        with decoding_table(str(self.path)), self._open() as opened:
            while piece := opened.read(PIECE):
                try:
                    if not piece.isascii() or decoder.getstate()[0]:
                        decoder.decode(piece)
                except UnicodeDecodeError:
                    return False
        return not decoder.getstate()[0]


def _stands_behind(texts: Sequence[int], numbers: Sequence[int]) -> bool:
    return bool(numbers) and max(texts, default=-1) < min(numbers)


def _batch(batch: Any, n_texts: int) -> RowBatch:
    columns = batch.columns
    return RowBatch(tuple(columns[:n_texts]), stacked(columns[n_texts:], batch.num_rows))
