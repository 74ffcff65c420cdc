"""A text file as a page of cells: what a spreadsheet or the software of a plate reader exports."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_rows.decoding import MOST_BYTES, read_text
from aivc.adapters.text_rows.header import SEPARATORS
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """Cells of a text file, line by line; lines may have different numbers of cells.

    Attributes
    ----------
    lines
        Cells without blanks around them.
    numbers
        Line of the file in which each of them ends, counted from 1.
    separator
        What stands between cells.
    encoding
        In which the file was read.
    """

    lines: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    separator: str
    encoding: str = "UTF-8"


def read_page(path: Path) -> Page:
    """Read a text file, packed by gzip or not, as a page of cells.

    Raises
    ------
    UnreadableInputError
        It is no text, is damaged, empty or too large.
    """
    _refuse_large(path)
    text, encoding = read_text(path)
    try:
        return page_of(text.splitlines(keepends=True), encoding)
    except csv.Error as error:
        msg = f"{path} cannot be read as cells: {error}; look for a stray quotation mark"
        raise UnreadableInputError(msg) from error


def _refuse_large(path: Path) -> None:
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        msg = (
            f"{path} holds more than {MOST_BYTES >> 20} MiB, which is too much for a file of "
            "plates; divide it by plate, and convert the folder of these files"
        )
        raise UnreadableInputError(msg)


def page_of(lines: Sequence[str], encoding: str = "UTF-8") -> Page:
    r"""Divide lines into cells.

    Raises
    ------
    csv.Error
        Quotation marks do not fit.

    Examples
    --------
    >>> page_of([",1,2\n", "A, x,y\n"]).lines
    (('', '1', '2'), ('A', 'x', 'y'))
    """
    separator = _separator(lines)
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator)
    cells, numbers = [], []
    for row in reader:
        cells.append(tuple(cell.strip() for cell in row))
        numbers.append(reader.line_num)
    return Page(tuple(cells), tuple(numbers), separator, encoding)


def _separator(lines: Sequence[str]) -> str:
    """Return the mark that most lines have; several lines of a preamble may have none."""
    counts = {mark: sum(mark in line for line in lines) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (counts[mark], -SEPARATORS.index(mark)))
