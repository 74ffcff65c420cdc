"""Files of plates: what lies in a folder, and what each file holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in
from aivc.adapters.plates.column_names import COLUMNS, ROWS, WELLS, first_of
from aivc.adapters.plates.drawn_names import drawn_name
from aivc.adapters.plates.grid_tables import grid_table, made_columns
from aivc.adapters.plates.grids import find_grids
from aivc.adapters.plates.long_tables import long_table
from aivc.adapters.plates.pages import read_page
from aivc.adapters.plates.readouts import drawn_readouts, is_measured, readout_columns
from aivc.adapters.text_bytes.encoding import note_encoding
from aivc.adapters.text_rows.rows import TextRows, read_rows, text_rows
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.missing_words import MISSING_CELLS

if TYPE_CHECKING:
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.pages import Page
    from aivc.adapters.plates.well_table import WellTable

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".tab"})
SPREADSHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".ods"})
READOUT, LABEL = "readout", "label"
"""Columns of grids without a title, that hold numbers or do not."""

MOST_PREAMBLE = 60
"""Lines that the software of a reader writes above a table."""


@dataclass(frozen=True, slots=True)
class PlateFile:
    """A file of a plate.

    Attributes
    ----------
    path
        The file.
    table
        Its wells; None where it holds none.
    rows
        Its rows and columns where it is one table and not drawn as a grid.
    notes
        Lines outside of grids and tables, such as settings of the instrument.
    is_drawn
        Whether it is drawn as grids.
    readouts
        Columns that hold readouts.
    """

    path: Path
    table: WellTable | None
    rows: TextRows | None
    notes: tuple[str, ...]
    is_drawn: bool
    readouts: tuple[str, ...]

    @property
    def plate(self) -> str:
        """The plate that the name of a drawn map says; empty where it says none."""
        return drawn_name(stem(self.path)).plate if self.is_drawn else ""


def text_files(folder: Path) -> list[Path]:
    """Return the text tables below a folder, sorted."""
    return [folder / name for name in names_in(folder) if plain_suffix(name) in TEXT_SUFFIXES]


def plain_suffix(name: str) -> str:
    """Return the suffix of a file's name in lower case, that of compression aside.

    Examples
    --------
    >>> plain_suffix("Plate1.CSV"), plain_suffix("a.b.tsv.gz"), plain_suffix("README")
    ('.csv', '.tsv', '')
    """
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def stem(path: Path) -> str:
    """Return a file's name without its suffixes.

    Examples
    --------
    >>> stem(Path("plate1_map.csv.gz"))
    'plate1_map'
    """
    name = path.name
    for _ in range(2):
        suffix = Path(name).suffix.lower()
        if suffix in TEXT_SUFFIXES | {".gz", ".parquet"}:
            name = Path(name).stem
    return name


def refuse_spreadsheet(path: Path) -> None:
    """Refuse a spreadsheet.

    Raises
    ------
    UnreadableInputError
        The file is one, by its name.
    """
    if path.suffix.lower() in SPREADSHEETS:
        msg = f"{path} is a spreadsheet, which is not read; save each of its sheets as CSV"
        raise UnreadableInputError(msg)


def read_plate_file(path: Path, log: ConversionNotes) -> PlateFile:
    """Read a file of a plate: a table with one row for each well, or plates drawn as grids.

    Parameters
    ----------
    path
        The file.
    log
        Takes a note of it, and of an encoding other than UTF-8.

    Raises
    ------
    UnreadableInputError
        It is no text, or says contradictory things.
    """
    refuse_spreadsheet(path)
    page = read_page(path)
    found = find_grids(page)
    if not found.grids:
        return _long(path, page, log)
    log.read_file(path)
    note_encoding(path, page.encoding, log)
    untitled = [text for grid in found.grids if not grid.title for text in grid.cells.values()]
    named = drawn_name(stem(path)).title or (READOUT if is_measured(untitled) else LABEL)
    table = grid_table(path.name, found.grids, named)
    drawn = {name: texts for name, texts in table.cells.items() if name not in made_columns(table)}
    readouts = drawn_readouts(drawn)
    return PlateFile(path, table, None, found.notes, is_drawn=True, readouts=readouts)


def _long(path: Path, page: Page, log: ConversionNotes) -> PlateFile:
    _refuse_without_values(path, page)
    top = _header_line(page)
    if top:
        log.read_file(path)
        note_encoding(path, page.encoding, log)
        rows, notes = _below(path, page, top)
    else:
        rows, notes = read_rows(path, log), ()
    table = long_table(rows)
    readouts = readout_columns(rows.cells)
    return PlateFile(path, table, rows, notes, is_drawn=False, readouts=readouts)


def _refuse_without_values(path: Path, page: Page) -> None:
    if all(cell in MISSING_CELLS for line in page.lines for cell in line):
        msg = f"{path} holds no values; its first line must name the columns"
        raise UnreadableInputError(msg)


def _header_line(page: Page) -> int:
    """Return the line that names the columns, 0 where it is the first or none can be told."""
    first = next((at for at, line in enumerate(page.lines) if any(line)), 0)
    for at, line in enumerate(page.lines[: first + MOST_PREAMBLE]):
        names = [cell for cell in line if cell]
        is_header = len(names) > 1 and (
            first_of(names, WELLS) or (first_of(names, ROWS) and first_of(names, COLUMNS))
        )
        if is_header:
            return at if at > first else 0
    return 0


def _below(path: Path, page: Page, top: int) -> tuple[TextRows, tuple[str, ...]]:
    """Return the table whose header is on a line, and the lines that are not in it."""
    header = list(page.lines[top])
    while header and not header[-1]:
        header.pop()
    rows, lines = [], []
    end = top + 1
    for at in range(top + 1, len(page.lines)):
        line = page.lines[at]
        if not any(line) or len(line) < len(header) or any(line[len(header) :]):
            break
        rows.append(line[: len(header)])
        lines.append(page.numbers[at])
        end = at + 1
    outside = (*page.lines[:top], *page.lines[end:])
    notes = tuple(" ".join(filter(None, line)) for line in outside if any(line))
    return text_rows(path, header, rows, lines, page.encoding), notes
