"""Intensities of a table of cells as a dense matrix, never all in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.made.matrices import DenseRows, StreamedRows
from aivc.storage.model import DenseBlock, MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.space.wide_table import WideTable


@dataclass(frozen=True, slots=True, eq=False)
class ImagePart:
    """The rows of one table.

    Attributes
    ----------
    table
        The table.
    columns
        Places of its intensities, in the order of the features.
    n_rows
        Number of rows.
    """

    table: WideTable
    columns: tuple[int, ...]
    n_rows: int


def intensities(parts: Sequence[ImagePart], n_features: int) -> StreamedRows:
    """Return the rows of all tables, one below the other, as the matrix ``X``."""
    n_rows = sum(part.n_rows for part in parts)

    def blocks(start: int, stop: int, max_bytes: int) -> Iterator[DenseBlock]:
        first = 0
        for part in parts:
            last = first + part.n_rows
            if first < stop and start < last:
                yield from _of_part(part, first, start, stop, max_bytes)
            first = last

    return StreamedRows(
        "X",
        (n_rows, n_features),
        "float64",
        n_rows * n_features,
        blocks,
        MatrixEncoding.DENSE,
        is_sequential=True,
    )


def _of_part(
    part: ImagePart, first: int, start: int, stop: int, max_bytes: int
) -> Iterator[DenseBlock]:
    for batch in part.table.batches((), part.columns):
        begin, end = max(start - first, 0), min(stop - first, batch.n_rows)
        if begin < end:
            values = batch.numbers[begin:end]
            for block in DenseRows("X", values).blocks(max_bytes):
                at = first + begin
                yield DenseBlock(at + block.start, at + block.stop, block.data)
        first += batch.n_rows
        if first >= stop:
            return
