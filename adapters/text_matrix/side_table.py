"""Tables of metadata beside a matrix, and how their rows find those of the matrix."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_matrix.series_matrix import is_series_matrix, samples_of_series
from aivc.adapters.text_rows.columns import column_of
from aivc.adapters.text_rows.decoding import MOST_BYTES
from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.records.missing_words import MISSING_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.frames.sources import ColumnSource

Cells = list[str | None]


@dataclass(frozen=True)
class SideTable:
    """A table of metadata: names of its columns, and their cells when they are asked for."""

    path: Path
    names: tuple[str, ...]
    cells: Callable[[str], Cells]


@dataclass(frozen=True, slots=True)
class Fit:
    """How the rows of a table fit to names.

    Attributes
    ----------
    key
        Column with the names.
    rows
        Row of the table for each name, -1 where there is none.
    n_fitting
        Names with a row.
    extra
        Names of rows that fit to nothing.
    is_respelled
        Whether names fit only once what R replaces in names of columns is left aside.
    """

    key: str
    rows: list[int]
    n_fitting: int
    extra: list[str]
    is_respelled: bool


def open_side_table(path: Path, log: ConversionNotes) -> SideTable:
    """Read a table of metadata, of any size.

    Raises
    ------
    UnreadableInputError
        It is no table, or is damaged.
    """
    if is_series_matrix(path):
        samples = samples_of_series(path, log)
        return SideTable(path, tuple(samples), samples.__getitem__)
    if _unpacked_size(path) <= MOST_BYTES:
        rows = read_rows(path, log)
        return SideTable(path, rows.names, rows.cells.__getitem__)
    from aivc.storage.records.delimited import read_delimited
    from aivc.storage.records.files import text_opener

    log.read_file(path)
    texts = read_delimited(text_opener(path), "," if ".csv" in path.name else "\t", str(path))

    def cells(name: str) -> Cells:
        return texts[name].missing_where(MISSING_WORDS).cells()

    return SideTable(path, tuple(texts), cells)


def best_fit(
    table: SideTable, names: Sequence[str], among: Collection[str] | None = None
) -> Fit | None:
    """Find the column whose values, each once, are the most of some names; None where none is any.

    Names are compared as they are written; where that finds nothing, as R writes names of columns
    (``AAAC-1`` becomes ``AAAC.1``, ``1A`` becomes ``X1A``).

    Parameters
    ----------
    table
        The table.
    names
        Names of observations or of features.
    among
        Columns to look at; all of them where it is None.
    """
    columns = {
        column: _places(table.cells(column))
        for column in table.names
        if among is None or column in among
    }
    for is_respelled in (False, True):
        wanted = [_respelled(name) for name in names] if is_respelled else list(names)
        if is_respelled and len(set(wanted)) != len(set(names)):
            return None
        fits = [
            _fit(column, places, wanted, is_respelled=is_respelled)
            for column, places in columns.items()
            if places is not None
        ]
        best = max(fits, key=lambda fit: fit.n_fitting, default=None)
        if best is not None and best.n_fitting:
            return best
    return None


def joined_columns(
    table: SideTable, fit: Fit, taken: Collection[str], prefix: str
) -> list[ColumnSource]:
    """Return the columns of a table in the order of the names that they were fitted to.

    A column whose name is taken gets a prefix; names have no value where the table has no row.
    """
    used = set(taken)
    columns: list[ColumnSource] = []
    for column in table.names:
        cells: Cells = [*table.cells(column), None]
        name = column if column and column not in used else f"{prefix}_{column or 'row_names'}"
        while name in used:
            name += "_"
        used.add(name)
        columns.append(column_of(name, [cells[row] for row in fit.rows]))
    return columns


def note_fit(log: ConversionNotes, table: SideTable, fit: Fit, axis: str, n_rows: int) -> None:
    """Write down how a table was joined, and what fitted to nothing."""
    because = f"its column {fit.key!r} holds the names of {fit.n_fitting:,} of {n_rows:,} rows"
    if fit.is_respelled:
        because += "; punctuation is written differently in both, as R does with names of columns"
    log.mapped(table.path.name, f"columns of {axis}", because)
    without = n_rows - fit.n_fitting
    if without:
        said = f"{without:,} have no row in {table.path.name}, and no value in its columns"
        log.left_alone(f"{axis} rows without metadata", said)
    if fit.extra:
        shown = ", ".join(fit.extra[:5])
        said = f"{len(fit.extra):,} rows fit to nothing in the matrix, such as {shown}"
        log.left_alone(f"rows of {table.path.name}", said)


def _places(cells: Cells) -> dict[str, int] | None:
    """Return the row of each value; None where a value stands in two rows."""
    places = {cell: row for row, cell in enumerate(cells) if cell is not None}
    return places if len(places) == sum(cell is not None for cell in cells) else None


def _fit(column: str, places: dict[str, int], wanted: list[str], *, is_respelled: bool) -> Fit:
    originals = {row: name for name, row in places.items()}
    if is_respelled:
        respelled = {_respelled(name): row for name, row in places.items()}
        places = respelled if len(respelled) == len(places) else {}
    rows = [places.get(name, -1) for name in wanted]
    met = set(rows)
    extra = [name for row, name in originals.items() if row not in met]
    return Fit(column, rows, sum(row >= 0 for row in rows), extra, is_respelled)


def _respelled(name: str) -> str:
    text = re.sub(r"[^A-Za-z0-9._]", ".", name)
    return f"X{text}" if text[:1].isdigit() else text


def _unpacked_size(path: Path) -> int:
    packing = 8 if path.suffix == ".gz" else 1
    return path.stat().st_size * packing
