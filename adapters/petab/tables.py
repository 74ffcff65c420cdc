"""The tables of a problem, joined where several files hold one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|[-+]?inf", re.ASCII)


@dataclass(frozen=True, slots=True)
class PetabTable:
    """A table.

    Attributes
    ----------
    kind
        Which of the tables it is.
    cells
        The cells of each column, None where there is no value, by name.
    places
        File and line of each row, for messages.
    """

    kind: str
    cells: dict[str, list[str | None]]
    places: tuple[tuple[Path, int], ...]

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.places)

    def column(self, name: str) -> list[str | None]:
        """Return a column; one that the table does not have is empty throughout."""
        return self.cells.get(name) or [None] * self.n_rows

    def identifiers(self, name: str) -> list[str]:
        """Return a column whose cells must all have a value.

        Raises
        ------
        UnreadableInputError
            There is no such column, or a cell is empty.
        """
        self.need(name)
        for place, cell in enumerate(self.cells[name]):
            if cell is None:
                msg = f"{self.at(place)}: {name} is empty; fill it in"
                raise UnreadableInputError(msg)
        return [cell for cell in self.cells[name] if cell is not None]

    def keyed_by(self, name: str) -> dict[str, int]:
        """Return the row of each identifier, each of which must stand once.

        Raises
        ------
        UnreadableInputError
            There is no such column, a cell is empty, or two are the same.
        """
        rows: dict[str, int] = {}
        for place, key in enumerate(self.identifiers(name)):
            if key in rows:
                msg = f"{self.at(place)}: {name} {key!r} is defined a second time; keep one"
                raise UnreadableInputError(msg)
            rows[key] = place
        return rows

    def numbers(self, name: str) -> list[float]:
        """Return a column of numbers, NaN where there is no value.

        Raises
        ------
        UnreadableInputError
            There is no such column, or a cell is no number.
        """
        self.need(name)
        return [self._number(name, place, cell) for place, cell in enumerate(self.cells[name])]

    def need(self, name: str) -> None:
        """Raise UnreadableInputError where there is no such column."""
        if name not in self.cells:
            file = self.places[0][0] if self.places else f"the table of {self.kind}s"
            msg = f"{file} has no column {name!r}; its columns are: {', '.join(self.cells)}"
            raise UnreadableInputError(msg)

    def at(self, row: int) -> str:
        """Return where a row stands."""
        path, line = self.places[row]
        return f"{path}, line {line}"

    def rows(self) -> Iterator[dict[str, str | None]]:
        """Yield the rows."""
        for row in range(self.n_rows):
            yield {name: column[row] for name, column in self.cells.items()}

    def as_texts(self) -> dict[str, list[str]]:
        """Return the columns as lists of text, empty where there is no value."""
        return {name: [cell or "" for cell in column] for name, column in self.cells.items()}

    def _number(self, name: str, row: int, cell: str | None) -> float:
        if cell is None:
            return float("nan")
        if not _NUMBER.fullmatch(cell.strip()):
            msg = f"{self.at(row)}: {name} is {cell!r}, which is no number"
            raise UnreadableInputError(msg)
        return float(cell)


def read_table(kind: str, paths: Sequence[Path], log: ConversionNotes) -> PetabTable:
    """Read the files of a table; a column that one of them lacks is empty in its rows.

    Raises
    ------
    UnreadableInputError
        A file cannot be read.
    """
    parts = [read_rows(path, log, may_end_early=True) for path in paths]
    names = dict.fromkeys(name for part in parts for name in part.names)
    cells: dict[str, list[str | None]] = {name: [] for name in names}
    for part in parts:
        for name in names:
            cells[name] += part.cells.get(name) or [None] * part.n_rows
    places = tuple((part.path, line) for part in parts for line in part.lines)
    return PetabTable(kind, cells, places)
