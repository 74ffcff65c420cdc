"""The beginning of a text table: what separates cells, what columns are called and hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_bytes.encoding import text_of
from aivc.adapters.text_bytes.lines import blocks_of_lines
from aivc.adapters.text_matrix.barcodes import are_barcodes
from aivc.adapters.text_matrix.number_style import MISSING_WORDS, PLAIN, is_marked
from aivc.adapters.text_matrix.rows import UnevenLineError, cells_of
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIRST_BYTES = 1 << 20
"""Text of a block that is looked at; a longer line is read whole."""

MOST_ROWS = 200
MOST_CELLS = 200_000
FEWEST_ROWS = 3
SUFFIX = re.compile(r"\.(csv|tsv|txt|tab)(\.gz)?$", re.IGNORECASE)
SEPARATORS = ("\t", ",", ";")
MOSTLY_TEXT = 0.5
ENSEMBL = re.compile(r"ENS[A-Z]{0,4}[GT]\d{11}(\.\d+)?")
MOST_IDS = 20


@dataclass(frozen=True)
class TableHead:
    """What the first lines of a table show.

    Attributes
    ----------
    path
        The file.
    separator
        Between cells.
    comments
        Lines before the names of columns.
    columns
        Names of all columns, as many as a row has cells.
    extra
        Names in the line of names that no column belongs to.
    n_lines
        Lines up to the names of columns, comments and empty lines among them.
    rows
        The cells of the first rows.
    """

    path: Path
    separator: str
    comments: tuple[str, ...]
    columns: tuple[str, ...]
    extra: tuple[str, ...]
    n_lines: int
    rows: tuple[tuple[str, ...], ...]

    def cells(self, place: int) -> list[str]:
        """Return the first cells of a column."""
        return [row[place] for row in self.rows]

    @property
    def text_columns(self) -> tuple[int, ...]:
        """Columns behind the first whose cells are mostly no numbers."""
        return tuple(place for place in range(1, len(self.columns)) if _is_text(self.cells(place)))

    @property
    def n_numeric(self) -> int:
        """Number of columns behind the first that hold numbers."""
        return len(self.columns) - 1 - len(self.text_columns)


def table_head(path: Path) -> TableHead:
    """Read the beginning of a table.

    Raises
    ------
    UnreadableInputError
        It cannot be read, is no text, has no rows, or its rows have other numbers of cells than
        the line that names the columns.
    """
    lines = _first_lines(path)
    if any(b"\0" in line for line in lines):
        msg = f"{path} is no text table: it holds null bytes"
        raise UnreadableInputError(msg)
    place = _header_place(lines)
    below = [line for line in lines[place + 1 :] if line.strip()]
    if place >= len(lines) or not below:
        msg = f"{path} has no rows below its first line; it is no table of numbers"
        raise UnreadableInputError(msg)
    for separator in _separators(lines[place]):
        header, rows = _split(lines[place], below, separator)
        columns, extra = _columns(header, rows)
        if rows and len(columns) > 1 and len(rows[0]) >= len(columns):
            even = tuple(tuple(row[: len(columns)]) for row in rows if len(row) >= len(columns))
            budget = max(FEWEST_ROWS, min(MOST_ROWS, MOST_CELLS // len(columns)))
            comments = tuple(text_of(line) for line in lines[:place] if line.strip())
            return TableHead(
                path, separator, comments, tuple(columns), extra, place + 1, even[:budget]
            )
    msg = (
        f"{path}, line {place + 2}, has another number of cells than the line above, whatever "
        "separates them; cells are to be separated by tabs, commas, semicolons or spaces"
    )
    raise UnreadableInputError(msg)


def _first_lines(path: Path) -> list[bytes]:
    found: list[bytes] = []
    for block in blocks_of_lines(path, FIRST_BYTES):
        found += block.lines
        if sum(bool(line.strip()) for line in found) > FEWEST_ROWS + 1:
            break
    return found


def _header_place(lines: Sequence[bytes]) -> int:
    """Return the line that names the columns: the first that is neither empty nor a comment.

    A line that begins with ``#`` names the columns if it has as many cells as the line below.
    """
    place = 0
    while place < len(lines) and (not lines[place].strip() or lines[place].startswith(b"#")):
        place += 1
    if place and lines[place - 1].startswith(b"#") and place < len(lines):
        for separator in (b"\t", b",", b";"):
            n_cells = lines[place].count(separator)
            if n_cells and lines[place - 1].count(separator) == n_cells:
                return place - 1
    return place


def _separators(line: bytes) -> list[str]:
    """Return what may separate cells, the most frequent first; spaces last."""
    outside = text_of(b"".join(line.split(b'"')[::2]))
    counts = {mark: outside.count(mark) for mark in SEPARATORS}
    found = sorted((mark for mark in SEPARATORS if counts[mark]), key=lambda m: -counts[m])
    # One column of numbers has no separator in its line of names.
    others = [mark for mark in SEPARATORS if mark not in found]
    return [*found, " ", *others]


def _split(
    header: bytes, below: Sequence[bytes], separator: str
) -> tuple[list[str], list[list[str]]]:
    mark = separator.encode()
    try:
        names = [text_of(cell).strip() for cell in cells_of(header, mark, has_quotes=True)]
        rows = [
            [text_of(cell) for cell in cells_of(line, mark, has_quotes=True)]
            for line in below[:MOST_ROWS]
        ]
    except UnevenLineError:
        return [], []
    return names, rows


def _columns(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[str], tuple[str, ...]]:
    """Return the name of each column, and names that are of none.

    R writes nothing above the names of rows: there is one name less than a row has cells. Where
    there are as many, and the first is a barcode like all others, nothing stands above either, and
    the last name is left: the file was cut between two columns.
    """
    names = list(header)
    while len(names) > 1 and rows and len(names) > len(rows[0]) and not names[-1]:
        del names[-1]
    if rows and len(rows[0]) == len(names) + 1 and any(row[-1].strip() for row in rows):
        return ["", *names], ()
    if len(names) > 1 and are_barcodes(names) and are_barcodes(names[:1]):
        return ["", *names[:-1]], (names[-1],)
    return names, ()


def _is_text(cells: Sequence[str]) -> bool:
    given = [cell for cell in cells if cell.strip() not in MISSING_WORDS]
    texts = [cell for cell in given if PLAIN.number(cell) is None and not is_marked(cell)]
    return len(texts) > MOSTLY_TEXT * len(given)


def is_headless(head: TableHead) -> bool:
    """Tell counts of one sample whose first line names no columns but counts already.

    STAR (``ReadsPerGene.out.tab``) and HTSeq write so.
    """
    first, *others = head.columns
    if not first or not all(other.isdecimal() for other in others):
        return False
    names = (first, *head.cells(0))
    is_of_star = first == "N_unmapped"
    are_ids = all(ENSEMBL.fullmatch(name) for name in names[:MOST_IDS])
    return is_of_star or are_ids
