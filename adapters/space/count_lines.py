"""Lines that begin with identifiers and go on with numbers alone, parsed many at a time."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.space.wide_table import NoNumberError, RowBatch
from aivc.adapters.text_bytes.encoding import text_of
from aivc.adapters.text_bytes.lines import blocks_of_lines
from aivc.adapters.text_matrix.numbers import NoNumberError as NoNumberInCellsError
from aivc.adapters.text_matrix.numbers import numbers_in
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

PIECE = 2 << 20
"""Bytes of text that are parsed at a time; their numbers take ten times as much."""


def count_batches(
    path: Path, names: Sequence[str], separator: str, texts: Sequence[int], numbers: Sequence[int]
) -> Iterator[RowBatch]:
    """Yield the rows of a table whose numbers all stand behind its texts.

    Parameters
    ----------
    path
        The file; its first line names the columns.
    names
        Names of all columns.
    separator
        Between cells.
    texts, numbers
        Places of the columns that are wanted; every one of ``texts`` comes before the first of
        ``numbers``, and no column from there on holds texts.

    Raises
    ------
    UnreadableInputError
        A line has too few or too many cells, a cell holds no number, or the file is damaged.
    """
    import pyarrow as pa

    first = min(numbers)
    wanted = np.array(numbers) - first
    all_wanted = np.array_equal(wanted, np.arange(len(names) - first))
    mark = separator.encode()
    for block in blocks_of_lines(path, PIECE):
        skipped = 1 if block.first == 1 else 0
        lines = block.lines[skipped:]
        while lines and not lines[-1].strip():
            lines.pop()
        if not lines:
            continue
        cut = [line.split(mark, first) for line in lines]
        values = _numbers(path, names, cut, mark, first, block.first + skipped)
        yield RowBatch(
            tuple(pa.array(column, pa.string()) for column in _texts(cut, separator, texts)),
            values if all_wanted else values[:, wanted],
        )


def _numbers(
    path: Path,
    names: Sequence[str],
    cut: Sequence[list[bytes]],
    mark: bytes,
    first: int,
    line: int,
) -> NDArray[np.float64]:
    width = len(names) - first
    for number, cells in enumerate(cut):
        found = len(cells) + cells[-1].count(mark) if len(cells) > first else len(cells)
        if found != len(names):
            msg = (
                f"{path}, line {line + number:,}, has {found:,} cells, but the first line names "
                f"{len(names):,} columns; the file is cut off or damaged there"
            )
            raise UnreadableInputError(msg)
    joined = b"\n".join([cells[first] for cells in cut]) + b"\n"
    joined = joined.replace(mark, b"\n")
    if b'"' in joined:
        joined = joined.replace(b'"', b"")
    try:
        return numbers_in(joined).reshape(len(cut), width)
    except NoNumberInCellsError as error:
        row, column = divmod(error.place, width)
        msg = (
            f"{path}, line {line + row:,}, column {names[first + column]!r}: expected a number, "
            f"found {error.text[:60]!r}; correct the cell, or write numbers with a decimal point"
        )
        raise NoNumberError(msg, first + column) from error


def _texts(
    cut: Sequence[list[bytes]], separator: str, places: Sequence[int]
) -> Iterator[list[Any]]:
    for place in places:
        column = [text_of(cells[place]) for cells in cut]
        if any('"' in cell for cell in column):
            column = [next(csv.reader([cell], delimiter=separator), [""])[0] for cell in column]
        yield column
