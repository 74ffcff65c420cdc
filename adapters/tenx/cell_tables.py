"""Tables with a row for each cell or sample: their columns, in the order of the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.peeking import first_lines
from aivc.adapters.tenx.small_tables import read_beside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.records.texts import Texts

FITS = 0.9
"""Share of the rows of a table that are cells, or of the cells that are in it."""

NAMING = ("barcode", "barcodes", "cell", "cell_id", "cell_barcode", "cellid", "index")
"""Columns that name cells; else it is the first one."""

NAMING_SAMPLES = (
    "sample_id",
    "sample",
    "sample_name",
    "library_id",
    "library",
    "gsm",
    "geo_accession",
)
"""Columns that name samples, beside the first one."""

SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
_MOST_COLUMNS = 2000
"""A wider table is a matrix of its own."""


def columns_by_cell(
    path: Path, parts: Sequence[CountMatrix], taken: Sequence[str], log: ConversionNotes
) -> list[ColumnSource]:
    """Return the columns of a table for each cell; none, and a note, where it is of other things.

    Its rows are cells, named by barcodes, or samples, named as they are joined.

    Parameters
    ----------
    path
        A text table.
    parts
        The matrices that are joined.
    taken
        Names of columns that obs has already; a column that would repeat one is called after the
        file as well.
    log
        Takes notes.
    """
    header = next(iter(first_lines(path, 1)), "")
    if not header or max(header.count(mark) for mark in ",\t;") not in range(1, _MOST_COLUMNS):
        log.left_alone(path.name, "it is no table with a row for each cell")
        return []
    table = read_beside(path, log)
    if table is None:
        return []
    cells = _Cells(parts)
    for naming in _naming_columns(table):
        rows = _rows(table[naming], cells)
        if rows is not None:
            return _columns(path, table, naming, rows, taken, log)
    for naming in _columns_of_samples(table, parts):
        rows = _rows_of_samples(table[naming], parts)
        if rows is not None:
            return _columns(path, table, naming, rows, taken, log)
    log.left_alone(path.name, "its rows are named neither like cells nor like samples")
    return []


class _Cells:
    """The names of all cells, sorted, so that rows of a table can be looked up."""

    def __init__(self, parts: Sequence[CountMatrix]) -> None:
        several = len(parts) > 1
        whole = [
            np.char.add(f"{part.sample}_".encode(), part.barcodes) if several else part.barcodes
            for part in parts
        ]
        names = np.concatenate(whole)
        self.n_cells = len(names)
        self._order = np.argsort(names, kind="stable")
        self._sorted = names[self._order]

    def places(self, names: list[str]) -> NDArray[np.int64]:
        """Return the cell of each name, -1 where there is none."""
        asked = np.array([name.encode() for name in names] or [b""])[: len(names)]
        found = np.searchsorted(self._sorted, asked)
        found = np.minimum(found, max(self.n_cells - 1, 0))
        is_there = self._sorted[found] == asked if self.n_cells else np.zeros(len(asked), bool)
        return np.where(is_there, self._order[found] if self.n_cells else -1, -1)


def _naming_columns(table: dict[str, Texts]) -> list[str]:
    """Return the columns that may name cells; those that say so before one without a name."""
    said = [name for name in table if name.lower() in NAMING]
    return list(dict.fromkeys([*said, next(iter(table))]))


def _rows(naming: Texts, cells: _Cells) -> NDArray[np.int64] | None:
    """Return the row of the table for each cell, -1 where it has none; None if it is of others."""
    if naming.n_rows == 0 or len(naming.distinct) < np.count_nonzero(naming.codes >= 0):
        return None
    of_label = np.append(cells.places(naming.labels()), -1)
    of_row = of_label[naming.codes]
    known = np.flatnonzero(of_row >= 0)
    if len(known) < FITS * naming.n_rows and len(known) < FITS * cells.n_cells:
        return None
    rows = np.full(cells.n_cells, -1, dtype=np.int64)
    rows[of_row[known]] = known
    return rows


def _columns_of_samples(table: dict[str, Texts], parts: Sequence[CountMatrix]) -> list[str]:
    said = [name for name in table if name.lower() in NAMING_SAMPLES]
    return list(dict.fromkeys([*said, next(iter(table))])) if len(parts) > 1 else []


def _rows_of_samples(naming: Texts, parts: Sequence[CountMatrix]) -> NDArray[np.int64] | None:
    """Return the row of each cell's sample; None where a sample has no row, or several."""
    labels = naming.labels()
    named = [labels[code] if code >= 0 else "" for code in naming.codes.tolist()]
    if any(named.count(part.sample) != 1 for part in parts):
        return None
    rows = np.array([named.index(part.sample) for part in parts], dtype=np.int64)
    return np.repeat(rows, [len(part.barcodes) for part in parts])


def _columns(
    path: Path,
    table: dict[str, Texts],
    naming: str,
    rows: NDArray[np.int64],
    taken: Sequence[str],
    log: ConversionNotes,
) -> list[ColumnSource]:
    from aivc.storage.records.columns import TextCells
    from aivc.storage.records.texts import Texts

    stem = path.name.split(".", 1)[0]
    n_named = int(np.count_nonzero(rows >= 0))
    said = f"its column {naming!r} names {n_named:,} of {len(rows):,} cells"
    names = set(taken)
    columns: list[ColumnSource] = []
    for name, texts in table.items():
        if name == naming:
            continue
        called = name if name and name not in names else f"{stem}_{name}"
        codes = np.append(texts.codes, np.int32(-1))[rows]
        columns.append(TextCells(called, Texts(codes, texts.distinct).used_only()))
        names.add(called)
        log.mapped(f"{path.name} column {name or '(no name)'}", f"obs column {called}", said)
    return columns
