"""Lines of a table as names and numbers."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.text_bytes.encoding import text_of
from aivc.adapters.text_bytes.lines import blocks_of_lines
from aivc.adapters.text_matrix.number_style import PLAIN, NumberStyle
from aivc.adapters.text_matrix.numbers import NoNumberError, numbers_in
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class RowLayout:
    """Where names and numbers stand in the lines of a file.

    Attributes
    ----------
    path
        The file.
    separator
        Between cells.
    skipped
        Lines before the first row of numbers.
    columns
        Names of all cells of a line, for messages.
    texts
        Cells that are kept as text, ascending.
    has_quotes
        Whether cells may stand between quotation marks.
    missing
        Words for no number beyond those that are always such.
    """

    path: Path
    separator: str
    skipped: int
    columns: Sequence[str]
    texts: Sequence[int]
    has_quotes: bool = True
    missing: tuple[str, ...] = ()

    @property
    def numbers(self) -> list[int]:
        """Cells that hold numbers, ascending."""
        kept = set(self.texts)
        return [place for place in range(len(self.columns)) if place not in kept]


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Consecutive rows.

    Attributes
    ----------
    lines
        Number of each row's line, from 1.
    texts
        The cells of text of each row.
    values
        The numbers, shape (n_rows, n_numbers).
    """

    lines: list[int]
    texts: list[list[str]]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CellBlock:
    """Rows of one block, the numbers still as text, each with a line feed behind it."""

    lines: list[int]
    texts: list[list[bytes]]
    numbers: list[bytes]


class UnevenLineError(ValueError):
    """A line has another number of cells than the table has columns."""


def blocks_of_rows(layout: RowLayout, style: NumberStyle = PLAIN) -> Iterator[RowBlock]:
    """Yield the rows of a table in blocks. Lines whose cells are all empty are left out.

    Raises
    ------
    UnreadableInputError
        No column holds numbers, a line has another number of cells, or a cell that should be a
        number holds something else; the message names line and column.
    """
    if not layout.numbers:
        msg = f"{layout.path} has no column of numbers behind its first; it is no matrix"
        raise UnreadableInputError(msg)
    style = replace(style, missing=layout.missing)
    for cells in blocks_of_cells(layout):
        try:
            values = numbers_in(b"".join(cells.numbers), style)
        except NoNumberError as error:
            raise _no_number(layout, cells.lines, error) from error
        texts = [[text_of(cell) for cell in row] for row in cells.texts]
        yield RowBlock(cells.lines, texts, values.reshape(len(cells.lines), len(layout.numbers)))


def cells_of(line: bytes, separator: bytes, *, has_quotes: bool) -> list[bytes]:
    """Return the cells of a line, without quotation marks around them.

    Raises
    ------
    UnevenLineError
        A quotation mark is opened and not closed.
    """
    if not has_quotes or b'"' not in line:
        return line.split(separator)
    # Latin-1 keeps every byte, whatever the encoding is.
    reader = csv.reader([line.decode("latin-1")], delimiter=separator.decode(), strict=True)
    try:
        return [cell.encode("latin-1") for cell in next(reader)]
    except csv.Error as error:
        raise UnevenLineError(str(error)) from error


def blocks_of_cells(layout: RowLayout) -> Iterator[CellBlock]:
    """Yield the rows of a table in blocks, the numbers still as text."""
    separator, n_cells = layout.separator.encode(), len(layout.columns)
    texts, numbers = list(layout.texts), layout.numbers
    leading, trailing = _ends(texts, n_cells)
    is_at_ends = leading + trailing == len(texts)
    blank = separator + b' "'
    for block in blocks_of_lines(layout.path):
        found = CellBlock([], [], [])
        for number, line in enumerate(block.lines, block.first):
            if number <= layout.skipped or not line.strip(blank):
                continue
            found.lines.append(number)
            is_plain = is_at_ends and (not layout.has_quotes or b'"' not in line)
            if is_plain and line.count(separator) == n_cells - 1:
                # Wide lines are cut at their ends alone, and their numbers are kept together.
                *first, rest = line.split(separator, leading)
                rest, *last = rest.rsplit(separator, trailing)
                found.texts.append([*first, *last])
                found.numbers.append(rest.replace(separator, b"\n") + b"\n")
                continue
            cells = _even(line, separator, layout, number)
            found.texts.append([cells[place] for place in texts])
            found.numbers.append(b"".join(cells[place] + b"\n" for place in numbers))
        if found.lines:
            yield found


def _ends(texts: Sequence[int], n_cells: int) -> tuple[int, int]:
    """Return how many of some cells stand at the beginning of a line, and how many at its end."""
    kept = set(texts)
    leading = next((place for place in range(n_cells) if place not in kept), n_cells)
    behind = (place for place in range(n_cells) if n_cells - 1 - place not in kept)
    return leading, next(behind, 0)


def _even(line: bytes, separator: bytes, layout: RowLayout, number: int) -> list[bytes]:
    n_cells = len(layout.columns)
    try:
        cells = cells_of(line, separator, has_quotes=layout.has_quotes)
    except UnevenLineError as error:
        msg = f"{layout.path}, line {number}: a quotation mark is opened and not closed"
        raise UnreadableInputError(msg) from error
    while len(cells) > n_cells and not cells[-1].strip():
        del cells[-1]
    if len(cells) != n_cells:
        msg = (
            f"{layout.path}, line {number}, has {len(cells):,} cells where {n_cells:,} were "
            "expected; the line is cut off, or a cell holds the separator"
        )
        raise UnreadableInputError(msg)
    return cells


def _no_number(layout: RowLayout, lines: list[int], error: NoNumberError) -> UnreadableInputError:
    numbers = layout.numbers
    row, place = divmod(error.place, len(numbers))
    column = layout.columns[numbers[place]]
    text = error.text if len(error.text) <= 40 else error.text[:40] + "..."
    return UnreadableInputError(
        f"{layout.path}, line {lines[row]}, column {column!r}, holds {text!r} where a number was "
        "expected; mend the cell, or write NA where there is no value"
    )
