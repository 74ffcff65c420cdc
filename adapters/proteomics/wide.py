"""Read tables with one line per protein or peptide and one column per sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.proteomics.quantified import FeatureTable, Quantified
from aivc.adapters.proteomics.samples import MassSample
from aivc.adapters.proteomics.wide_formats import COUNTED
from aivc.adapters.text_matrix.gathered import FeatureLines
from aivc.adapters.text_matrix.number_style import MISSING_WORDS
from aivc.adapters.text_matrix.parts import n_parts_of
from aivc.adapters.text_matrix.row_styles import each_row_block
from aivc.adapters.text_matrix.rows import RowLayout
from aivc.adapters.text_rows.columns import column_of
from aivc.adapters.text_rows.rows import each_once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.proteomics.wide_formats import SampleColumn, WideFormat
    from aivc.adapters.text_matrix.rows import RowBlock
    from aivc.adapters.text_matrix.table_head import TableHead


@dataclass(frozen=True)
class _Axis:
    """Samples in order, and for each quantity the columns that hold it."""

    samples: list[MassSample]
    columns: dict[str, list[int]]


class _Taken:
    """What was read so far: matrices by quantity, columns of text."""

    def __init__(self, layout: RowLayout, axis: _Axis) -> None:
        # Columns of numbers are counted without those of text between them.
        rank = {place: number for number, place in enumerate(layout.numbers)}
        self._places = {q: [rank[p] for p in places] for q, places in axis.columns.items()}
        n_parts = n_parts_of(layout.path)
        self.matrices = {q: FeatureLines(len(axis.samples), n_parts) for q in axis.columns}
        self.texts: list[list[str]] = [[] for _ in layout.texts]
        self.n_zero = dict.fromkeys(axis.columns, 0)

    def take(self, block: RowBlock, missing_zero: frozenset[str]) -> None:
        for row in block.texts:
            for column, cell in zip(self.texts, row, strict=True):
                column.append(cell.strip())
        for quantity, matrix in self.matrices.items():
            values: NDArray[np.float64] = block.values[:, self._places[quantity]]
            if quantity in missing_zero:
                self.n_zero[quantity] += int(np.count_nonzero(values == 0))
                values = np.where(values == 0, np.nan, values)
            matrix.append(values)

    def close(self) -> None:
        for matrix in self.matrices.values():
            matrix.close()


def read_wide(head: TableHead, found: WideFormat, log: ConversionNotes) -> Quantified:
    """Read a table.

    Raises
    ------
    UnreadableInputError
        It is damaged, or a value is no number.
    """
    axis = _axis(head, found)
    log.read_file(head.path)
    because = f"{found.software} writes one line for each of its {found.what}"
    log.mapped("lines", "features", because)
    log.mapped("columns of samples", "obs", f"{found.software} calls them so")
    held = {place for places in axis.columns.values() for place in places}
    texts = [place for place in range(len(head.columns)) if place not in held]
    quotes = head.separator != "\t"
    layout = RowLayout(
        head.path, head.separator, head.n_lines, head.columns, texts, quotes, found.missing
    )
    taken = _take(layout, axis, found)
    _note_zeros(taken, log)
    first, *others = axis.columns
    matrices = [taken.matrices[first].matrix("X")]
    names = {other: f"layers/{other.replace('/', '_')}" for other in others}
    matrices += [taken.matrices[o].matrix(names[o]) for o in sorted(others, key=names.__getitem__)]
    log.mapped(f"columns {first}", "X", "it is the first of the quantities that the table has")
    for other in others:
        log.mapped(f"columns {other}", names[other], "it has the samples of X")
    notes = each_once([head.columns[place] for place in texts])
    cells = dict(zip((head.columns[place] for place in texts), taken.texts, strict=False))
    columns = [
        column_of(name, [None if cell in MISSING_WORDS else cell for cell in own])
        for name, own in zip(notes, taken.texts, strict=True)
    ]
    intensities = frozenset(
        "X" if quantity == first else names[quantity]
        for quantity in axis.columns
        if not COUNTED.search(quantity)
    )
    table = FeatureTable(
        "",
        found.feature_type,
        found.scheme,
        intensities,
        cells[found.feature],
        found.feature,
        columns,
        matrices,
    )
    return Quantified(found.software, axis.samples, [], [table], taken.close)


def _axis(head: TableHead, found: WideFormat) -> _Axis:
    """Return the samples of the first quantity, and all quantities with the same samples."""
    by_quantity: dict[str, dict[MassSample, int]] = {}
    for place, name in enumerate(head.columns):
        column: SampleColumn | None = found.sample_column(name)
        if column is not None:
            sample = MassSample(column.run, column.channel)
            by_quantity.setdefault(column.quantity, {})[sample] = place
    for quantity, columns in by_quantity.items():
        # Sums over all runs stand beside columns of runs.
        if any(sample.run for sample in columns):
            by_quantity[quantity] = {s: p for s, p in columns.items() if s.run}
    main = next(name for name in found.quantities if name in by_quantity)
    samples = list(by_quantity[main])
    order = [main, *(name for name in by_quantity if name != main)]
    held = {
        name: [by_quantity[name][sample] for sample in samples]
        for name in order
        if set(by_quantity[name]) == set(samples)
    }
    return _Axis(samples, held)


def _take(layout: RowLayout, axis: _Axis, found: WideFormat) -> _Taken:
    attempts: list[_Taken] = []

    def begin() -> None:
        for attempt in attempts:
            attempt.close()
        attempts.append(_Taken(layout, axis))

    def take(block: RowBlock) -> None:
        attempts[-1].take(block, found.missing_zero)

    try:
        each_row_block(layout, begin, take)
    except BaseException:
        attempts[-1].close()
        raise
    return attempts[-1]


def _note_zeros(taken: _Taken, log: ConversionNotes) -> None:
    for quantity, n_zero in taken.n_zero.items():
        if n_zero:
            said = f"{n_zero:,} values are 0, which the program writes where nothing was measured"
            log.converted(f"0 in {quantity}", "missing (NaN)", said, n_rows=n_zero)
