"""Rows and columns of a table of metadata, every cell as the text that it is."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_bytes.encoding import note_encoding
from aivc.adapters.text_rows.decoding import MOST_BYTES, read_text
from aivc.adapters.text_rows.header import separator_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.missing_words import MISSING_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes


@dataclass(frozen=True, slots=True)
class TextRows:
    """A table of text.

    Attributes
    ----------
    path
        The file that it was read from.
    header
        Names of the columns as they are written; one may stand several times.
    names
        The same, each once: ``size``, ``size.1``, ``size.2``.
    cells
        The cells of each column, None where there is no value, by name.
    lines
        Line of the file in which each row ends, counted from 1.
    encoding
        In which the file was read.
    """

    path: Path
    header: tuple[str, ...]
    names: tuple[str, ...]
    cells: dict[str, list[str | None]]
    lines: tuple[int, ...]
    encoding: str

    @property
    def n_rows(self) -> int:
        """Number of rows below the header."""
        return len(self.lines)

    def column(self, name: str) -> list[str | None]:
        """Return the cells of a column.

        Raises
        ------
        UnreadableInputError
            The table has no column of this name.
        """
        if name not in self.cells:
            msg = (
                f"{self.path} has no column {name!r}, which is needed; its columns are: "
                f"{', '.join(self.names[:20])}"
            )
            raise UnreadableInputError(msg)
        return self.cells[name]

    def filled(self, name: str) -> list[str]:
        """Return the cells of a column that must all have a value.

        Raises
        ------
        UnreadableInputError
            There is no such column, or a cell of it is empty.
        """
        cells = self.column(name)
        for cell, line in zip(cells, self.lines, strict=True):
            if cell is None:
                msg = f"{self.path}, line {line}: the column {name!r} is empty; fill it in"
                raise UnreadableInputError(msg)
        return [cell for cell in cells if cell is not None]


def read_rows(
    path: Path,
    log: ConversionNotes | None = None,
    *,
    missing_words: Sequence[str] = MISSING_WORDS,
    may_end_early: bool = False,
    most_bytes: int = MOST_BYTES,
) -> TextRows:
    r"""Read a table of text whose first line names its columns.

    Parameters
    ----------
    path
        The table, packed by gzip or not. Cells are separated by tabs, commas or semicolons,
        whichever the first line has most of.
    log
        Takes a note of the file, and of an encoding other than UTF-8.
    missing_words
        Words that stand for no value where they are not quoted: R writes the region ``"NA"`` in
        quotation marks, and a value that is not there without.
    may_end_early
        Whether a line may leave out the cells of its last columns, which have no value then.
    most_bytes
        Bytes that it may have once it is unpacked.

    Raises
    ------
    UnreadableInputError
        It is no table, is damaged or too large; the message names the line.

    Examples
    --------
    >>> read_rows(Path("subjects.csv")).column("REGION1")  # doctest: +SKIP
    ['NA', None]
    """
    text, encoding = read_text(path, most_bytes)
    if log is not None:
        log.read_file(path)
        note_encoding(path, encoding, log)
    separator = separator_of(text)
    parsed = _parsed(_without_words(text, separator, missing_words), separator, path)
    header, lines, rows, n_padded = _squared(list(parsed), path, may_end_early=may_end_early)
    if n_padded and log is not None:
        said = "they end before the last column; what they leave out has no value"
        log.converted(f"lines of {path.name}", "filled up", said, n_rows=n_padded)
    return text_rows(path, header, rows, lines, encoding)


def text_rows(
    path: Path,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    encoding: str,
) -> TextRows:
    """Make a table of its rows, each with as many cells as the header has names.

    Parameters
    ----------
    path
        The file.
    header
        Names of the columns as they are written.
    rows
        Cells by row; one that is empty has no value.
    lines
        Line of the file in which each row ends.
    encoding
        In which the file was read.
    """
    names = each_once(header)
    columns = [[cell or None for cell in column] for column in zip(*rows, strict=True)]
    cells = dict(zip(names, columns or [[] for _ in names], strict=True))
    return TextRows(path, tuple(header), names, cells, tuple(lines), encoding)


def each_once(header: Sequence[str]) -> tuple[str, ...]:
    """Give columns of the same name a number, and those without a name their place.

    Examples
    --------
    >>> each_once(["size", "", "size", "size.1"])
    ('size', 'column_2', 'size.2', 'size.1')
    """
    taken = set(header)
    names: list[str] = []
    for place, written in enumerate(header, start=1):
        name = written or f"column_{place}"
        if written in names or (not written and name in taken):
            number = 1
            while f"{name}.{number}" in taken:
                number += 1
            name = f"{name}.{number}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _without_words(text: str, separator: str, words: Sequence[str]) -> str:
    """Empty the cells that hold one of some words and are not quoted."""
    if not words:
        return text
    mark = re.escape(separator)
    either = "|".join(map(re.escape, words))
    cell = re.compile(rf"(?:(?<=[{mark}\r\n])|\A)(?:{either})(?=[{mark}\r\n]|\Z)")
    # What stands between two quotation marks has an odd place; a doubled mark leaves nothing.
    parts = text.split('"')
    bare = range(0, len(parts), 2)
    for place in bare:
        if len(parts[place]) > 1:
            parts[place] = cell.sub("", parts[place])
    return '"'.join(parts)


def _parsed(text: str, separator: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        msg = f"{path}, line {reader.line_num}, cannot be read: {error}; look for a stray quote"
        raise UnreadableInputError(msg) from error


def _squared(
    parsed: list[tuple[int, list[str]]], path: Path, *, may_end_early: bool
) -> tuple[tuple[str, ...], tuple[int, ...], list[list[str]], int]:
    """Return the header, lines, rows that all have as many cells, and how many were filled up."""
    header = [cell.strip() for cell in parsed[0][1]]
    while len(header) > 1 and not header[-1]:
        del header[-1]  # marks at the end of the line; cells below them are an error
    rows = parsed[1:]
    if rows and all(len(row) == len(header) + 1 for _, row in rows) and any(r[-1] for _, r in rows):
        header = ["", *header]  # R gives names of rows no name
    n_padded = 0
    for line, row in rows:
        while len(row) > len(header) and not row[-1].strip():
            del row[-1]
        if may_end_early and len(row) < len(header):
            row.extend([""] * (len(header) - len(row)))
            n_padded += 1
        if len(row) != len(header):
            msg = (
                f"{path}, line {line}, has {len(row)} cells, but the first line names "
                f"{len(header)} columns; mend the line, or quote cells that hold the separator"
            )
            raise UnreadableInputError(msg)
    return tuple(header), tuple(line for line, _ in rows), [row for _, row in rows], n_padded
