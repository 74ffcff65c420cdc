"""Find plates drawn as a grid: letters of rows at the left, numbers of columns above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.plates.wells import MOST_COLUMNS, MOST_ROWS, PLATE_SHAPES, Well, row_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.plates.pages import Page

FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
"""Those of a plate of six wells."""

CORNERS = frozenset({"", "<>", "/", "\\", "row", "rows", "row/col", "row\\col", "well"})
"""What stands in the corner between letters and numbers and is no title."""

SHAPES = {shape: plate_format for plate_format, shape in PLATE_SHAPES.items()}
ROWS_BY_COLUMNS = {columns: rows for rows, columns in SHAPES}

_NUMBER = re.compile(r"0?(\d{1,2})(?:\.0+)?")
_PLATE = re.compile(
    r"(?P<plate>plate(?:[ _]?(?:id|name|number|no\.?|barcode))?[ _:#=-]*"
    r"(?P<name>(?=[\w.-]*\d)[\w.-]+))(?:[ ]*[,;:|/-][ ]*(?P<what>\S.*))?",
    re.IGNORECASE,
)


_SETTING = re.compile(
    r"(?:date|time|user|operator|instrument|serial|software|version|file|experiment|protocol|"
    r"procedure|comment|barcode|temperature|reader)\b",
    re.IGNORECASE,
)
"""Beginnings of lines that instruments write and that are no title."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid of a page.

    Attributes
    ----------
    title
        What it shows: the text in its corner, else the line above it; empty where there is none.
    plate
        The plate that a line above names; empty where none does.
    cells
        Text by well, in the order of rows and columns; None where a cell is empty.
    lines
        Line of the file of each row of the grid.
    plate_format
        Wells of the plate, where rows and columns are those of a whole plate.
    """

    title: str
    plate: str
    cells: dict[Well, str | None]
    lines: dict[int, int]
    plate_format: int | None


@dataclass(frozen=True, slots=True)
class GridPage:
    """The grids of a page, and the lines that belong to none of them."""

    grids: tuple[Grid, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a grid lies: line of the numbers, cell of the letters, first column, size."""

    top: int
    left: int
    first_column: int
    n_columns: int
    first_row: int
    n_rows: int


def find_grids(page: Page) -> GridPage:
    r"""Find every grid of a page, from the top and from the left.

    A grid may stand anywhere: blank lines and columns around it are passed over. Of the lines
    above it, one such as ``Plate 3`` or ``Plate: P3`` names the plate of all grids below, and the
    last other one is the title.

    Examples
    --------
    >>> from aivc.adapters.plates.pages import page_of
    >>> page = page_of(["agent\n", ",1,2,3\n", "A,DMSO,dex,\n", "B,,dex,TGFB\n"])
    >>> grid = find_grids(page).grids[0]
    >>> grid.title, [text for text in grid.cells.values()], grid.plate_format
    ('agent', ['DMSO', 'dex', None, None, 'dex', 'TGFB'], 6)
    """
    frames = list(_frames(page.lines))
    titles = _Titles(page.lines, frames)
    grids = tuple(_grid(page, frame, *titles.of(frame)) for frame in frames)
    return GridPage(grids, titles.notes())


def _frames(lines: Sequence[Sequence[str]]) -> Iterator[_Frame]:
    taken: dict[int, int] = {}
    for top, line in enumerate(lines):
        for start, numbers in _runs(line):
            if taken.get(start, -1) >= top:
                continue
            frame = _frame(lines, top, start, numbers)
            if frame is not None:
                taken |= dict.fromkeys(range(frame.left, start + len(numbers)), top + frame.n_rows)
                yield frame


def _runs(line: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield the first cell and the numbers of each run of consecutive numbers of a line."""
    start, numbers = 0, list[int]()
    for place, cell in enumerate([*line, ""]):
        found = _NUMBER.fullmatch(cell)
        number = int(found[1]) if found else 0
        if numbers and number == numbers[-1] + 1 and number <= MOST_COLUMNS:
            numbers.append(number)
            continue
        if len(numbers) >= FEWEST_COLUMNS and start > 0:
            yield start, numbers
        start, numbers = place, [number] if 1 <= number <= MOST_COLUMNS else []


def _frame(
    lines: Sequence[Sequence[str]], top: int, start: int, numbers: list[int]
) -> _Frame | None:
    left = start - 1
    letters: list[int] = []
    most = ROWS_BY_COLUMNS.get(len(numbers), MOST_ROWS) if numbers[0] == 1 else MOST_ROWS
    for line in lines[top + 1 : top + 1 + most]:
        row = row_number(line[left]) if left < len(line) else None
        if row is None or (letters and row != letters[-1] + 1):
            break
        letters.append(row)
    if len(letters) < FEWEST_ROWS:
        return None
    return _Frame(top, left, numbers[0], len(numbers), letters[0], len(letters))


def _grid(page: Page, frame: _Frame, title: str, plate: str) -> Grid:
    cells: dict[Well, str | None] = {}
    lines: dict[int, int] = {}
    behind: list[str] = []
    for step in range(frame.n_rows):
        line = page.lines[frame.top + 1 + step]
        row = frame.first_row + step
        lines[row] = page.numbers[frame.top + 1 + step]
        for place in range(frame.n_columns):
            at = frame.left + 1 + place
            text = line[at] if at < len(line) else ""
            cells[Well(row, frame.first_column + place)] = text or None
        end = frame.left + 1 + frame.n_columns
        behind.append(line[end] if end < len(line) else "")
    is_whole = frame.first_row == frame.first_column == 1
    shape = (frame.n_rows, frame.n_columns)
    # Readers of BioTek write behind each row what they read there.
    if not title and behind[0] and len(set(behind)) == 1:
        title = behind[0]
    return Grid(title, plate, cells, lines, SHAPES.get(shape) if is_whole else None)


class _Titles:
    """The lines that belong to no grid, as titles, plates and notes."""

    def __init__(self, lines: Sequence[Sequence[str]], frames: Sequence[_Frame]) -> None:
        self._lines = lines
        self._used: set[int] = set()
        self._inside = {
            line for frame in frames for line in range(frame.top, frame.top + frame.n_rows + 1)
        }
        self._ends = {frame: frame.left + frame.n_columns for frame in frames}

    def of(self, frame: _Frame) -> tuple[str, str]:
        """Return the title and the plate of a grid."""
        corner = self._lines[frame.top][frame.left]
        title = "" if corner.lower() in CORNERS else corner
        above = self._above(frame)
        plate, what = self._plate(frame)
        if not title and above is not None:
            title = self._text(above, frame)
            self._used.add(above)
        return title or what, plate

    def _above(self, frame: _Frame) -> int | None:
        """Return the line of the title.

        It is the one right above; or further up, if it is the only one since the grid before, for
        what stands above it may be settings of an instrument.
        """
        lines = []
        for at in range(frame.top - 1, -1, -1):
            if at in self._inside:
                break
            text = self._text(at, frame)
            if text and not _PLATE.fullmatch(text):
                lines.append(at)
        if not lines or (lines[0] != frame.top - 1 and len(lines) > 1):
            return None
        return None if _SETTING.match(self._text(lines[0], frame)) else lines[0]

    def _plate(self, frame: _Frame) -> tuple[str, str]:
        """Return the plate that the nearest line above names, and what else that line says."""
        is_own = True
        for at in range(frame.top - 1, -1, -1):
            if at in self._inside:
                is_own = False
                continue
            found = _PLATE.fullmatch(self._text(at, frame))
            if found is not None:
                self._used.add(at)
                return found["name"], (found["what"] or "") if is_own else ""
        return "", ""

    def notes(self) -> tuple[str, ...]:
        """Return the lines that are neither in a grid nor a title nor the name of a plate."""
        left = set(range(len(self._lines))) - self._inside - self._used
        texts = (" ".join(filter(None, self._lines[at])) for at in sorted(left))
        return tuple(text for text in texts if text)

    def _text(self, at: int, frame: _Frame) -> str:
        line = self._lines[at]
        beside = [end for other, end in self._ends.items() if other.top == frame.top]
        # Where grids stand side by side, each has its own part of the lines above.
        if len(beside) > 1:
            line = line[frame.left : self._ends[frame] + 1]
        return " ".join(filter(None, line))
